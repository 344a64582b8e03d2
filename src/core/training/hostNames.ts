const hostName = (number: number): string => `algo-${number}`;

/** The host that speaks for the job. */
export const firstHost = hostName(1);

/** `algo-1`, `algo-2`, … for `count` hosts that come after `before` others. */
export function hostNames(count: number, before = 0): readonly string[] {
  return Array.from({ length: count }, (_, index) => hostName(before + index + 1));
}
