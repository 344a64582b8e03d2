import type { Remembered, Store } from '../../src/platform/state';

/** Remembers for one test. */
export function memoryStore(): Store {
  const kept = new Map<string, unknown>();
  return {
    get: <K extends keyof Remembered>(key: K) => kept.get(key) as Remembered[K] | undefined,
    set: (key, value) => Promise.resolve(void kept.set(key, value)),
  };
}
