import { negativeNumber, type ParserAction, type ParserModel } from './parserModel';
import { Refusal } from './refusal';

/** A word that is meant as an option; without `action`: as one that the parser does not know. */
export interface FoundOption {
  readonly action: ParserAction | null;
  /** The option in full. */
  readonly option: string;
  /** The value that stands in the same word, after `=` or after a letter. */
  readonly value: string | null;
}

/**
 * Whether a word is an option or a value (`null`), as `ArgumentParser._parse_optional` decides it.
 * `doubtVersions` is told where the releases of Python differ. Throws `Refusal` on ambiguity.
 */
export function findOption(
  word: string,
  model: ParserModel,
  doubtVersions: () => void,
): FoundOption | null {
  if (!word.startsWith('-')) {
    return null;
  }
  const exact = exactOption(word, model);
  if (exact !== undefined || word === '-') {
    return exact ?? null;
  }
  const candidates = word.startsWith('--')
    ? longCandidates(word, model)
    : shortCandidates(word, model, doubtVersions);
  if (candidates.length > 1) {
    ambiguous(word, candidates, model, doubtVersions);
  }
  return candidates[0] ?? unknownOption(word, model);
}

/** A number below zero and a text with a space are values after all. */
function unknownOption(word: string, { hasNumberOptions }: ParserModel): FoundOption | null {
  const isNumber = negativeNumber.test(word) && !hasNumberOptions;
  return isNumber || word.includes(' ') ? null : { action: null, option: word, value: null };
}

function exactOption(word: string, { options }: ParserModel): FoundOption | undefined {
  const action = options.get(word);
  if (action !== undefined) {
    return { action, option: word, value: null };
  }
  const [option, value] = atEquals(word);
  const named = value === null ? undefined : options.get(option);
  return named && { action: named, option, value };
}

function atEquals(word: string): [option: string, value: string | null] {
  const at = word.indexOf('=');
  return at < 0 ? [word, null] : [word.slice(0, at), word.slice(at + 1)];
}

function longCandidates(word: string, model: ParserModel): FoundOption[] {
  if (!model.allowsAbbreviations) {
    return [];
  }
  const [prefix, value] = atEquals(word);
  return [...model.options]
    .filter(([option]) => option.startsWith(prefix))
    .map(([option, action]) => ({ action, option, value }));
}

/** `-n5`, letters joined to one word, and abbreviations of long names with one dash. */
function shortCandidates(
  word: string,
  model: ParserModel,
  doubtVersions: () => void,
): FoundOption[] {
  const letters = Array.from(word);
  const short = letters.slice(0, 2).join('');
  return [...model.options].flatMap(([option, action]): FoundOption[] => {
    if (option === short) {
      return [{ action, option, value: letters.slice(2).join('') }];
    }
    if (!option.startsWith(word)) {
      return [];
    }
    // Until 3.13 a single dash is abbreviated even where abbreviations are not allowed.
    if (!model.allowsAbbreviations) doubtVersions();
    return [{ action, option, value: null }];
  });
}

function ambiguous(
  word: string,
  candidates: readonly FoundOption[],
  model: ParserModel,
  doubtVersions: () => void,
): never {
  // Later releases let several names of one option pass, and ask only when the option's turn comes.
  const isOne = new Set(candidates.map(({ action }) => action)).size === 1;
  const takesRest = model.actions.some(({ nargs }) => nargs === '...' || nargs === 'A...');
  if (isOne || takesRest) doubtVersions();
  const matches = candidates.map(({ option }) => option).join(', ');
  throw new Refusal('ambiguous', null, `ambiguous option: ${word} could match ${matches}`);
}
