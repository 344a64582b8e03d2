import type { Keys, KeySource } from '../services';

/** Keys are renewed this long before they end, as the SDK does it. */
const renewal = 5 * 60_000;

/**
 * So long keys count as good that have just been found: nobody gives keys that have ended, so where they
 * seem to be such ones it is this computer's clock that is wrong, and others would be no better.
 */
const grace = 60_000;

/**
 * Keeps keys until shortly before they end, for all clients of a connection: one prompt, one call,
 * however many ask at once. While they can still be used, a renewal that fails is no failure.
 */
export function keepKeys(find: () => Promise<Keys>, now: () => number): KeySource {
  let kept: Keys | undefined;
  let foundAt = -Infinity;
  let finding: Promise<Keys> | undefined;
  const lasts = (milliseconds: number): boolean =>
    kept !== undefined &&
    (kept.expiration === undefined || kept.expiration.getTime() - now() > milliseconds);
  const findOnce = (): Promise<Keys> => {
    finding ??= find()
      .then((found) => {
        foundAt = now();
        return (kept = found);
      })
      .finally(() => (finding = undefined));
    return finding;
  };
  return async (properties) => {
    const isFresh = lasts(renewal) || Math.abs(now() - foundAt) < grace;
    if (kept !== undefined && isFresh && properties?.['forceRefresh'] !== true) {
      return kept;
    }
    try {
      return await findOnce();
    } catch (error) {
      if (kept !== undefined && lasts(0)) {
        return kept;
      }
      throw error;
    }
  };
}
