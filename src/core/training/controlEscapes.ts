/** The signs behind a backslash that shells and Python write control characters with. */
export const controlEscapes: readonly (readonly [sign: string, meant: string])[] = [
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
  ['a', '\x07'],
];
