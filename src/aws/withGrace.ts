/** Milliseconds: about as long as a person waits for a cancel. */
const usualGrace = 20_000;

/**
 * Runs calls that end only some time after their signal: where one is cut at once, nobody knows what it
 * has done.
 */
export async function withGrace<T>(
  signal: AbortSignal | undefined,
  work: (late: AbortSignal) => Promise<T>,
  milliseconds: number = usualGrace,
): Promise<T> {
  const late = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const begin = (): void => {
    timer = setTimeout(() => late.abort(), milliseconds);
  };
  signal?.addEventListener('abort', begin, { once: true });
  if (signal?.aborted === true) {
    begin();
  }
  try {
    return await work(late.signal);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', begin);
  }
}
