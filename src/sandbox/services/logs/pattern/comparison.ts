import { parseExpression } from './expressionSyntax';
import { invalidCharacter, type PatternScanner } from './patternScanner';

/** A value as it stands in the message; a JSON number keeps its digits, as `12.0` is not `12`. */
interface ComparedValue {
  readonly text: string;
  readonly isNumber: boolean;
}

export type Comparison = (value: ComparedValue) => boolean;

const numeric = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

const orders: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '<': (left, right) => left < right,
  '>': (left, right) => left > right,
  '<=': (left, right) => left <= right,
  '>=': (left, right) => left >= right,
};

/** Whether all of a text is a number as a pattern may write it. */
export function isNumeric(text: string): boolean {
  return numeric.test(text);
}

/** Reads an operator with its right side: a number, a word, a quoted text or a `%regex%`. */
export function parseComparison(scanner: PatternScanner): Comparison {
  scanner.skipSpace();
  const operator = scanner.match(/[<>]=?|!?=/y);
  if (operator === undefined) throw scanner.unexpected();
  scanner.skipSpace();
  const order = orders[operator];
  if (order !== undefined) return parseOrder(scanner, order);
  const equal = parseEquality(scanner);
  return operator === '=' ? equal : (value) => !equal(value);
}

/** Only numbers are greater or less. */
function parseOrder(
  scanner: PatternScanner,
  order: (left: number, right: number) => boolean,
): Comparison {
  const quoted = scanner.quoted();
  if (quoted !== undefined) throw invalidCharacter(`"${quoted}"`);
  const word = readWord(scanner);
  if (!isNumeric(word)) throw invalidCharacter(`"${word}"`);
  const limit = Number(word);
  return (value) => value.isNumber && order(Number(value.text), limit);
}

function parseEquality(scanner: PatternScanner): Comparison {
  const expression = scanner.expression();
  if (expression !== undefined) {
    const matches = parseExpression(expression);
    return ({ text }) => matches(text);
  }
  const quoted = scanner.quoted();
  if (quoted !== undefined) return matchText(quoted);
  const word = readWord(scanner);
  if (!isNumeric(word)) return matchText(word);
  const number = Number(word);
  return ({ text }) => (isNumeric(text) ? Number(text) === number : text === word);
}

function readWord(scanner: PatternScanner): string {
  const word = scanner.match(/[\p{L}\p{N}_.*+-]+/uy);
  if (word === undefined) throw scanner.unexpected();
  // What follows without a space belongs to the word.
  if (scanner.match(/(?=[^\s,)\]}&|])/y) !== undefined) throw scanner.unexpected();
  return word;
}

/** Equal, where `*` stands for any characters. */
function matchText(pattern: string): Comparison {
  const [head = '', ...rest] = pattern.split('*');
  const tail = rest.pop();
  if (tail === undefined) return ({ text }) => text === pattern;
  return ({ text }) => {
    if (text.length < head.length + tail.length) return false;
    if (!text.startsWith(head) || !text.endsWith(tail)) return false;
    return hasInOrder(text, rest, head.length, text.length - tail.length);
  };
}

function hasInOrder(text: string, parts: readonly string[], from: number, until: number): boolean {
  let position = from;
  for (const part of parts) {
    const found = text.indexOf(part, position);
    if (found < 0 || found + part.length > until) return false;
    position = found + part.length;
  }
  return true;
}
