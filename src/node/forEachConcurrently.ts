/**
 * Works on items, at most `limit` at a time, in order. The first failure stops the others through
 * the signal that they get, and is thrown once none of them is at work any more.
 */
export async function forEachConcurrently<T>(
  items: readonly T[],
  limit: number,
  work: (item: T, signal: AbortSignal) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const failure = new AbortController();
  const either = signal === undefined ? failure.signal : AbortSignal.any([signal, failure.signal]);
  const queue = items.values();
  const worker = async (): Promise<void> => {
    for (const item of queue) {
      either.throwIfAborted();
      await work(item, either);
    }
  };
  const failures: unknown[] = [];
  const guarded = (): Promise<void> =>
    worker().catch((error: unknown) => {
      failures.push(error);
      failure.abort(error);
    });
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, guarded));
  if (failures.length > 0) {
    throw failures[0];
  }
}
