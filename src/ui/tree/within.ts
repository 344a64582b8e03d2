import type { Clock } from '../../core/clock';

/** Waits for work, but not longer than this; answers what it gave, if it was there in time. */
export async function within<T>(
  clock: Clock,
  milliseconds: number,
  work: Promise<T>,
): Promise<T | undefined> {
  const abort = new AbortController();
  const late = clock.sleep(milliseconds, abort.signal).then(
    () => undefined,
    () => undefined,
  );
  try {
    return await Promise.race([work, late]);
  } finally {
    abort.abort();
  }
}
