/** Something that is made on first use and kept; a failure is forgotten, so that it is tried again. */
export interface Lazy<T> {
  (): Promise<T>;
  /** What has been asked for already, for those who must not cause it. */
  readonly started: Promise<T> | undefined;
}

export function lazy<T>(make: () => Promise<T>): Lazy<T> {
  let started: Promise<T> | undefined;
  const get = (): Promise<T> => {
    started ??= make().catch((error: unknown) => {
      started = undefined;
      throw error;
    });
    return started;
  };
  return Object.defineProperty(get, 'started', { get: () => started }) as Lazy<T>;
}
