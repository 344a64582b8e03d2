/** Characters beyond ASCII are all alike to an expression, which cannot name them. */
const otherCharacters = 128;

/** The place of a UTF-16 unit in a `CharacterSet`. */
export function placeOf(unit: number): number {
  return Math.min(unit, otherCharacters);
}

/** One entry for each ASCII character, and one for all others. */
export type CharacterSet = readonly boolean[];

export const placeCount = otherCharacters + 1;

function setOf(has: (character: string) => boolean, others: boolean): CharacterSet {
  return Array.from({ length: placeCount }, (_, place) =>
    place === otherCharacters ? others : has(String.fromCharCode(place)),
  );
}

export function single(character: string): CharacterSet {
  return setOf((one) => one === character, false);
}

export function range(first: string, last: string): CharacterSet {
  return setOf((one) => one >= first && one <= last, false);
}

export function union(sets: readonly CharacterSet[]): CharacterSet {
  return Array.from({ length: placeCount }, (_, place) => sets.some((set) => set[place]));
}

export function inverse(set: CharacterSet): CharacterSet {
  return set.map((isIn) => !isIn);
}

const digit = range('0', '9');
const space = setOf((one) => ' \t\n\r\f\v'.includes(one), false);
const word = union([digit, range('a', 'z'), range('A', 'Z'), single('_')]);

/** `\d`, `\s`, `\w` and, in upper case, their inverses. */
export const namedSets: Readonly<Record<string, CharacterSet>> = {
  d: digit,
  D: inverse(digit),
  s: space,
  S: inverse(space),
  w: word,
  W: inverse(word),
};

export const anyCharacter = setOf(() => true, true);
