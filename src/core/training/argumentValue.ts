import type { FormArgument } from '../../shared/contracts/launch';
import { initialText, literalText } from './argumentText';
import type { Hyperparameter } from './launch';

/** What a field's text means for the request. */
export type ArgumentReading =
  | { readonly kind: 'absent' }
  | { readonly kind: 'value'; readonly value: Hyperparameter['value'] }
  | { readonly kind: 'problem'; readonly message: string };

/** Longest value the API takes, JSON quotes included (service model, `HyperParameterValue`). */
const maxValueLength = 2500;

const absent: ArgumentReading = { kind: 'absent' };
const value = (read: Hyperparameter['value']): ArgumentReading => ({ kind: 'value', value: read });
const problem = (message: string): ArgumentReading => ({ kind: 'problem', message });

/**
 * Reads the text of one field. A text that means the parser's own default is `absent`: as with an
 * Estimator, only what was chosen is sent, and the script's default stays the one source of it.
 * A required argument is always sent.
 */
export function readArgument(argument: FormArgument, text: string | null): ArgumentReading {
  if (argument.type === 'flag') {
    return readFlag(argument, text);
  }
  if (isBlank(argument, text) || text === null) {
    return argument.required ? problem(`The script requires ${flagOf(argument)}.`) : absent;
  }
  const reading = readText(argument, text);
  return !argument.required && meansDefault(argument, text, reading) ? absent : bounded(reading);
}

/** Number for a text that a number prints the same way, so that nothing of it is lost; else text. */
export function readFreeValue(text: string): Hyperparameter['value'] {
  const number = Number(text);
  return Number.isFinite(number) && String(number) === text ? number : text;
}

/** Why `reading` is too long to be sent; the API counts the JSON text. */
function bounded(reading: ArgumentReading): ArgumentReading {
  return reading.kind === 'value' && JSON.stringify(reading.value).length > maxValueLength
    ? problem(`The value is too long; SageMaker allows ${maxValueLength} characters.`)
    : reading;
}

/** An empty text is a value only where the default is a text that it can replace. */
function isBlank(argument: FormArgument, text: string | null): boolean {
  if (text === null) {
    return true;
  }
  const replaces =
    argument.choices === null
      ? argument.type === 'str' && typeof argument.default === 'string'
      : argument.choices.includes('');
  return text.trim() === '' && (argument.required || !replaces);
}

function meansDefault(argument: FormArgument, text: string, reading: ArgumentReading): boolean {
  if (!argument.hasDefault) {
    return false;
  }
  return (
    text === initialText(argument) ||
    (reading.kind === 'value' && reading.value === argument.default)
  );
}

/**
 * The images pass `--name True`; argparse refuses the `True` after a switch that takes no value
 * (sagemaker-training toolkit `mapping.py`, `to_cmd_args`).
 */
function readFlag(argument: FormArgument, text: string | null): ArgumentReading {
  if (text === null || text === initialText(argument)) {
    return argument.required ? problem(flagMessage(argument)) : absent;
  }
  return problem(flagMessage(argument));
}

function flagMessage(argument: FormArgument): string {
  const flag = flagOf(argument);
  return (
    `SageMaker would pass ${flag} True, which the script refuses, because ${flag} takes no value. ` +
    `Declare it as add_argument('${flag}', choices=['True', 'False'], default='False') instead.`
  );
}

function readText(argument: FormArgument, text: string): ArgumentReading {
  if (takesList(argument)) {
    return readList(argument, text);
  }
  if (argument.choices !== null) {
    return readChoice(argument, text);
  }
  switch (argument.type) {
    case 'int':
      return readInteger(text.trim());
    case 'float':
      return readFloat(text.trim());
    case 'bool':
      return readBoolean(argument, text.trim().toLowerCase());
    case 'str':
    case 'other':
    case 'flag':
      return value(text);
  }
}

function takesList({ nargs }: FormArgument): boolean {
  return typeof nargs === 'number' || nargs === '+' || nargs === '*';
}

/** SageMaker gives a list as the one argument `[64, 32]`; argparse can only use a single value. */
function readList(argument: FormArgument, text: string): ArgumentReading {
  const several = /[\s,[\]]/.test(text.trim());
  if (several || (typeof argument.nargs === 'number' && argument.nargs !== 1)) {
    return problem(
      `SageMaker passes a list as one argument, which nargs=${JSON.stringify(argument.nargs)} cannot ` +
        `read. Let ${flagOf(argument)} take one text and split it in the script.`,
    );
  }
  return readText({ ...argument, nargs: null }, text);
}

function readChoice(argument: FormArgument, text: string): ArgumentReading {
  const choices = argument.choices ?? [];
  const found = choices.find((choice) => literalText(choice, argument.type) === text);
  if (found === undefined) {
    const names = choices.map((choice) => literalText(choice, argument.type) ?? 'None');
    return problem(`One of: ${names.join(', ')}.`);
  }
  return value(found === null || typeof found === 'object' ? text : found);
}

/** Integers that a double cannot hold travel as text: the script sees the same digits. */
function readInteger(text: string): ArgumentReading {
  if (!/^[+-]?\d+$/.test(text)) {
    return problem('A whole number, such as 20.');
  }
  const number = Number(text);
  return value(Number.isSafeInteger(number) ? number : text);
}

/** JSON has no infinity and no NaN; Python's `float` reads their names. */
function readFloat(text: string): ArgumentReading {
  if (/^[+-]?(inf|infinity|nan)$/i.test(text)) {
    return value(text);
  }
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) && Number.isFinite(Number(text))
    ? value(Number(text))
    : problem('A number, such as 0.01.');
}

function readBoolean(argument: FormArgument, text: string): ArgumentReading {
  if (text === 'true') {
    return value(true);
  }
  if (text !== 'false') {
    return problem('Either true or false.');
  }
  return argument.hasDefault && argument.default === false
    ? value(false)
    : problem(
        `The script would read False as true, because type=bool takes every text that is not empty ` +
          `as true. Give ${flagOf(argument)} choices=['True', 'False'] instead.`,
      );
}

function flagOf(argument: FormArgument): string {
  return (
    argument.flags.find((flag) => flag.startsWith('--')) ??
    argument.flags[0] ??
    `--${argument.name}`
  );
}
