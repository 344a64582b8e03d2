/** Words and rows of characters that stand for a secret in examples and are none. */
const placeholder =
  /example|placeholder|your|change_?me|dummy|fake|test|sample|redacted|insert|password|passwd|secret|token|xxxx|\*\*\*|\.\.\.|…|[<>{}$%]|abcdef|012345|123456|(.)\1{4}/i;

/** What `value` says about itself before its shape is looked at. */
export const isPlaceholder = (value: string): boolean => placeholder.test(value);

/** The same for values so long that short words stand in them by chance. */
export const isExample = (value: string): boolean => /EXAMPLE|(.)\1{4}/.test(value);

/** Bits per character, by how often each occurs: words have about 3, random letters and digits over 4. */
export function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) {
    counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return [...counts.values()].reduce((sum, count) => {
    const share = count / value.length;
    return sum - share * Math.log2(share);
  }, 0);
}

/** Of random characters: neither words nor a number nor a row. */
export function looksRandom(value: string, bits: number): boolean {
  return /\d/.test(value) && /[A-Za-z]/.test(value) && entropy(value) >= bits;
}
