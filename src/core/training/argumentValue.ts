import type { FormArgument } from '../../shared/contracts/launch';
import { initialText, literalText } from './argumentText';
import type { Hyperparameter } from './launch';

type Value = Hyperparameter['value'];

/**
 * What one field's text is in the request; `undefined`: it is left out. A text that means the parser's
 * own default is: as with an Estimator, only what was chosen is sent, and the script's default stays the
 * one source of it. A required argument is sent always. Whether the script takes the value is another
 * question, which `argvProblems` answers.
 */
export function readArgument(argument: FormArgument, text: string | null): Value | undefined {
  if (text === null || isBlank(argument, text)) {
    return undefined;
  }
  if (argument.type === 'flag') {
    return text === initialText(argument) ? undefined : text === 'true';
  }
  const value = readText(argument, text);
  return !argument.required && meansDefault(argument, text, value) ? undefined : value;
}

/** Number for a text that a number prints the same way, so that nothing of it is lost; else text. */
export function readFreeValue(text: string): Value {
  const number = Number(text);
  return Number.isFinite(number) && String(number) === text ? number : text;
}

/** An empty text is a value only where the default is a text that it can replace. */
function isBlank(argument: FormArgument, text: string): boolean {
  const replaces =
    argument.choices === null
      ? argument.type === 'str' && typeof argument.default === 'string'
      : argument.choices.includes('');
  return text.trim() === '' && (argument.required || !replaces);
}

function meansDefault(argument: FormArgument, text: string, value: Value): boolean {
  return argument.hasDefault && (text === initialText(argument) || value === argument.default);
}

function readText(argument: FormArgument, text: string): Value {
  if (argument.choices !== null) {
    return readChoice(argument, text);
  }
  switch (argument.type) {
    case 'int':
      return readInteger(text);
    case 'float':
      return readFloat(text);
    case 'bool':
      return readBoolean(text);
    case 'other':
      return argument.isPlain ? readFreeValue(text) : text;
    case 'str':
    case 'flag':
      return text;
  }
}

function readChoice({ choices, type }: FormArgument, text: string): Value {
  const found = choices?.find((choice) => literalText(choice, type) === text) ?? null;
  return found === null || typeof found === 'object' ? text : found;
}

/** Integers that a double cannot hold travel as text: the script sees the same digits. */
function readInteger(text: string): Value {
  const number = Number(text);
  return /^[+-]?\d+$/.test(text.trim()) && Number.isSafeInteger(number) ? number : text;
}

/** JSON has no infinity and no NaN; Python's `float` reads their names. */
function readFloat(text: string): Value {
  const number = Number(text);
  const isDecimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text.trim());
  return isDecimal && Number.isFinite(number) ? number : text;
}

function readBoolean(text: string): Value {
  const word = text.trim().toLowerCase();
  return word === 'true' || word === 'false' ? word === 'true' : text;
}
