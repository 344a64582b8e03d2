import { AppError } from '../core/errors';

/** Stops waiting, as `cancelled`, as soon as the signal says so; the work itself is not touched. */
export async function untilAborted<T>(
  work: Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  if (signal === undefined) {
    return await work;
  }
  return await new Promise<T>((resolve, reject) => {
    const stop = () => reject(new AppError('cancelled', 'Cancelled.'));
    if (signal.aborted) {
      stop();
    }
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
