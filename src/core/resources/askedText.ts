/** The service takes so many characters of a name, and no others (`NameContains` of its model). */
const runs = /[a-z0-9-]{1,63}/gi;

/**
 * What of a text the service can be asked for: the longest run of characters that names have. Rows that
 * it gives are still to be held against all of the text. `undefined`: nothing of it.
 */
export function askedText(text: string): string | undefined {
  const found = text.match(runs) ?? [];
  return found.toSorted((a, b) => b.length - a.length)[0];
}
