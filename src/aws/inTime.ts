import type { Clock } from '../core/clock';
import { AppError } from '../core/errors';

interface Deadline {
  readonly clock: Clock;
  /** Milliseconds. */
  readonly waits: number;
  /** What stops the work; it is told so when the time is over. */
  readonly stop: AbortController;
}

/** What the work comes to; fails as `network` when it takes longer than it may, and stops it. */
export async function inTime<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { clock, waits, stop }: Deadline,
): Promise<T> {
  const timer = new AbortController();
  const late = clock.sleep(waits, timer.signal).then(
    () => {
      stop.abort();
      const seconds = Math.round(waits / 1000);
      throw new AppError('network', `There was no answer within ${seconds} seconds.`);
    },
    // The work was faster: its answer counts.
    () => new Promise<never>(() => undefined),
  );
  try {
    return await Promise.race([work(stop.signal), late]);
  } finally {
    timer.abort();
  }
}
