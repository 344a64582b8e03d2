import type { Tags } from './kind';

/** Rules of `Tag` in the service's model, and of AddTags: so many that a person has made. */
const longestKey = 128;
const longestValue = 256;
const most = 50;
const characters = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** Tags that AWS makes itself: they are shown, and cannot be changed or removed. */
export const isOfAws = (key: string): boolean => /^aws:/i.test(key);

/** What is wrong with a tag's text, for whoever words it. */
export type TagProblem = 'empty' | 'long' | 'characters' | 'aws' | 'taken' | 'many';

/** Why no tag of this key can be added to `tags`; `undefined`: one can. */
export function keyProblem(key: string, tags: Tags): TagProblem | undefined {
  if (key.trim() === '') {
    return 'empty';
  }
  if (isOfAws(key)) {
    return 'aws';
  }
  return textProblem(key, longestKey) ?? placeProblem(key, tags);
}

/** Why a tag cannot have this value, which may be empty. */
export const valueProblem = (value: string): TagProblem | undefined =>
  textProblem(value, longestValue);

function placeProblem(key: string, tags: Tags): TagProblem | undefined {
  if (Object.hasOwn(tags, key)) {
    return 'taken';
  }
  return Object.keys(tags).filter((name) => !isOfAws(name)).length >= most ? 'many' : undefined;
}

function textProblem(text: string, longest: number): TagProblem | undefined {
  if (Array.from(text).length > longest) {
    return 'long';
  }
  return characters.test(text) ? undefined : 'characters';
}
