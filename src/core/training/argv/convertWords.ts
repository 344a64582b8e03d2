import type { ScriptArgument } from '../inspection';
import { reprPython } from '../pythonText';
import { pythonBool, pythonStr, type PythonValue } from '../pythonValue';
import { equalsInPython, literalValue, unknownValue, type ArgvValue } from './argvValue';
import type { ParserAction } from './parserModel';
import { readPythonFloat, readPythonInt } from './pythonNumber';
import { argumentError, type DoubtReason } from './refusal';

/** Told of what only running the script would tell. */
export type OnDoubt = (reason: DoubtReason, argument: ScriptArgument | null) => void;

/** The words of one argument, or a list of them, as `ArgumentParser._get_values` makes it. */
export type TakenValues = ArgvValue | readonly ArgvValue[];

/**
 * Converts what an argument takes and holds it against its choices; throws `Refusal`. The first `--`
 * among the words does not count.
 */
export function convertWords(
  action: ParserAction,
  words: readonly string[],
  onDoubt: OnDoubt,
): TakenValues {
  const isRest = action.nargs === '...' || action.nargs === 'A...';
  const separator = isRest ? -1 : words.indexOf('--');
  const given = words.filter((_, index) => index !== separator);
  if (given.length === 0 && (action.nargs === '?' || action.nargs === '*')) {
    return withoutWords(action, onDoubt);
  }
  const values = given.map((word) => convertWord(action, word, onDoubt));
  for (const value of values.slice(0, checkedCount(action, values.length))) {
    checkChoice(action, value);
  }
  const [first] = values;
  const isSingle = action.nargs === null || action.nargs === '?';
  return isSingle && first !== undefined ? first : values;
}

/** Of a rest at most its first word is held against choices: the name of a sub-command. */
function checkedCount({ nargs }: ParserAction, count: number): number {
  if (nargs === 'A...') return 1;
  return nargs === '...' ? 0 : count;
}

/** An option's `const` is no part of an inspection. */
function withoutWords(action: ParserAction, onDoubt: OnDoubt): TakenValues {
  const { default: preset, flags } = action;
  if (flags.length > 0) {
    return action.nargs === '*' ? [] : unknownValue;
  }
  if (action.nargs === '*') {
    return withoutList(action, onDoubt);
  }
  if (preset.kind !== 'str') {
    return preset;
  }
  const value = convertWord(action, preset.value, onDoubt);
  checkChoice(action, value);
  // `str` gives a text back itself, which Python then takes for not given.
  return value.kind === 'str' && action.type === 'str' ? preset : value;
}

/** Until 3.12 also the empty list had to be one of the choices. */
function withoutList(action: ParserAction, onDoubt: OnDoubt): TakenValues {
  if (action.default.kind !== 'none') {
    checkChoice(action, action.default);
    return action.default;
  }
  if (action.choices !== null) onDoubt('versions', null);
  checkChoice(action, { kind: 'list', items: [] });
  return [];
}

/** One word, by the argument's `type`. */
export function convertWord(action: ParserAction, word: string, onDoubt: OnDoubt): ArgvValue {
  if (action.argument?.certain === false) {
    onDoubt('argument', action.argument);
    return unknownValue;
  }
  const value = valueOf(action.type, word);
  if (value === undefined) {
    onDoubt('type', action.argument);
    return unknownValue;
  }
  if (value === null) {
    const text = reprPython(pythonStr(word));
    const isTruth = action.type === 'truth';
    throw argumentError(
      'value',
      action,
      isTruth ? `Truthy value expected: got ${word}` : `invalid ${action.type} value: ${text}`,
    );
  }
  return value;
}

/** `null`: refused; `undefined`: a function of the script's own decides. */
function valueOf(type: ParserAction['type'], word: string): PythonValue | null | undefined {
  switch (type) {
    case 'str':
      return pythonStr(word);
    case 'bool':
      return pythonBool(word !== '');
    case 'int': {
      const value = readPythonInt(word);
      return value === null ? null : { kind: 'int', value };
    }
    case 'float': {
      const value = readPythonFloat(word);
      return value === null ? null : { kind: 'float', value };
    }
    case 'truth':
      return readTruth(word);
    case 'flag':
    case 'other':
      return undefined;
  }
}

/** `string_to_bool` of transformers' `hf_argparser.py` */
function readTruth(word: string): PythonValue | null {
  const isTrue = /^(yes|true|t|y|1)$/i.test(word);
  return isTrue || /^(no|false|f|n|0)$/i.test(word) ? pythonBool(isTrue) : null;
}

function checkChoice(action: ParserAction, value: ArgvValue): void {
  const choices = action.choices?.map(literalValue);
  if (
    value.kind !== 'unknown' &&
    choices !== undefined &&
    !choices.some((choice) => equalsInPython(value, choice))
  ) {
    const names = choices.map(reprPython).join(', ');
    throw argumentError(
      'choice',
      action,
      `invalid choice: ${reprPython(value)} (choose from ${names})`,
    );
  }
}
