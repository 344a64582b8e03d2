/**
 * Works on items in order, at most `limit` at a time; begins none once `signal` is aborted. `work` deals
 * with its own failures: one that rejects is thrown when the others that run have ended.
 */
export async function workOff<T>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const queue = items.values();
  const worker = async (): Promise<void> => {
    for (const item of queue) {
      if (signal?.aborted) {
        return;
      }
      await work(item);
    }
  };
  const ends = await Promise.allSettled(
    Array.from({ length: Math.min(limit, items.length) }, worker),
  );
  for (const end of ends) {
    if (end.status === 'rejected') {
      throw end.reason;
    }
  }
}
