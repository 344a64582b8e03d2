import { formatPercent } from './formatting';
import { strOf } from './pythonText';
import {
  areEqual,
  dictionary,
  float,
  inherit,
  integer,
  isItems,
  isTrue,
  items,
  iterated,
  keyOf,
  maxNesting,
  maxSize,
  plain,
  text,
  truth,
  unknown,
} from './values';
import type { Items, Value } from './model';

type Numeric = Extract<Value, { kind: 'int' | 'float' | 'bool' }>;

/** `-x`, `+x`, `~x`, `not x`. */
export function applyUnary(sign: string, value: Value): Value {
  if (sign === 'not') {
    const known = isTrue(value);
    return inherit(known === undefined ? unknown() : truth(!known), value);
  }
  const operand = plain(value);
  if (!isNumeric(operand) || (sign === '~' && operand.kind === 'float')) {
    return unknown(value.variable);
  }
  const number = Number(operand.value);
  const result = sign === '-' ? -number : sign === '~' ? ~number : number;
  return inherit(operand.kind === 'float' ? float(result) : integer(result + 0), value);
}

/** `left sign right`, without the operators that decide whether the right side is read at all. */
export function applyBinary(sign: string, left: Value, right: Value): Value {
  const [a, b] = [plain(left), plain(right)];
  return inherit(binary(sign, a, b), left, right);
}

function binary(sign: string, a: Value, b: Value): Value {
  if (isNumeric(a) && isNumeric(b)) {
    return calculate(sign, a, b);
  }
  switch (sign) {
    case '%':
      return a.kind === 'str' ? formatted(a.value, b) : unknown();
    case '+':
      return concatenate(a, b);
    case '*':
      return repeat(a, b);
    case '/':
      return joinPath(a, b);
    default:
      return merge(sign, a, b);
  }
}

function formatted(template: string, given: Value): Value {
  const result = formatPercent(template, given);
  return result === undefined ? unknown() : text(result);
}

const arithmetic: ReadonlyMap<string, (a: number, b: number) => number> = new Map([
  ['+', (a, b) => a + b],
  ['-', (a, b) => a - b],
  ['*', (a, b) => a * b],
  ['/', (a, b) => a / b],
  ['//', (a, b) => Math.floor(a / b)],
  ['%', (a, b) => a - b * Math.floor(a / b)],
  ['**', (a, b) => a ** b],
  ['<<', (a, b) => a * 2 ** b],
  ['>>', (a, b) => Math.floor(a / 2 ** b)],
]);

function calculate(sign: string, a: Numeric, b: Numeric): Value {
  const [left, right] = [Number(a.value), Number(b.value)];
  const result = arithmetic.get(sign)?.(left, right);
  if (result === undefined || (right === 0 && /[/%]/.test(sign))) {
    return unknown();
  }
  const isFloat = a.kind === 'float' || b.kind === 'float';
  return isFloat || sign === '/' || (sign === '**' && right < 0) ? float(result) : integer(result);
}

function isNumeric(value: Value): value is Numeric {
  return value.kind === 'int' || value.kind === 'float' || value.kind === 'bool';
}

function concatenate(a: Value, b: Value): Value {
  if (a.kind === 'str' && b.kind === 'str') {
    return text(a.value + b.value);
  }
  return isItems(a) && isItems(b)
    ? items(a.kind, [...a.items, ...b.items], a.level, a.isOpen || b.isOpen)
    : unknown();
}

function repeat(a: Value, b: Value): Value {
  const [what, times] = b.kind === 'int' ? [a, b.value] : [b, a.kind === 'int' ? a.value : -1];
  const size = what.kind === 'str' ? what.value.length : isItems(what) ? what.items.length : 0;
  if (times < 0 || size * times > maxSize) {
    return unknown();
  }
  if (what.kind === 'str') {
    return text(what.value.repeat(times));
  }
  return isItems(what) && !what.isOpen
    ? items(what.kind, Array.from({ length: times }, () => what.items).flat(), what.level)
    : unknown();
}

/** `|`, `-` and `&` of sets and dictionaries. */
function merge(sign: string, a: Value, b: Value): Value {
  if (a.kind === 'dict' && b.kind === 'dict' && sign === '|') {
    const entries = new Map([...a.entries, ...b.entries]);
    return dictionary(entries, a.level, a.isOpen || b.isOpen);
  }
  return unknown();
}

/** As pathlib joins: what begins with a slash starts anew. */
export function joinPath(a: Value, b: Value): Value {
  const [left, right] = [strOf(a), strOf(b)];
  const isPlain = /^(str path|path str|path path)$/.test(`${a.kind} ${b.kind}`);
  return left === undefined || right === undefined || !isPlain
    ? unknown()
    : { kind: 'path', value: normalPath(right.startsWith('/') ? right : `${left}/${right}`) };
}

/** A path as pathlib writes it. */
export function normalPath(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return (path.startsWith('/') ? '/' : '') + parts.join('/') || '.';
}

/** `a < b`, `a == b`, `a in b`, `a is not b`. */
export function compare(sign: string, left: Value, right: Value): Value {
  const [a, b] = [plain(left), plain(right)];
  const result = comparison(sign, a, b);
  return inherit(result === undefined ? unknown() : truth(result), left, right);
}

function comparison(sign: string, a: Value, b: Value): boolean | undefined {
  switch (sign) {
    case '==':
      return areEqual(a, b);
    case '!=':
      return negated(areEqual(a, b));
    case 'is':
      return isSame(a, b);
    case 'is not':
      return negated(isSame(a, b));
    case 'in':
      return isIn(a, b);
    case 'not in':
      return negated(isIn(a, b));
    default:
      return ordered(sign, a, b);
  }
}

function negated(result: boolean | undefined): boolean | undefined {
  return result === undefined ? undefined : !result;
}

/** `x is None` is known of everything that is known at all. */
function isSame(a: Value, b: Value): boolean | undefined {
  if (a.kind === 'unknown' || b.kind === 'unknown') {
    return undefined;
  }
  if (a.kind === 'none' || b.kind === 'none') {
    return isNone(a.kind === 'none' ? b : a);
  }
  return a.kind === 'bool' || b.kind === 'bool' ? areEqual(a, b) : a === b || undefined;
}

/** What a package exports under a name may be `None`, what Python's own types are not. */
function isNone(value: Value): boolean | undefined {
  return value.kind === 'external' && !value.path.startsWith('builtins.')
    ? undefined
    : value.kind === 'none';
}

function isIn(a: Value, b: Value): boolean | undefined {
  if (a.kind === 'str' && b.kind === 'str') {
    return b.value.includes(a.value);
  }
  const key = keyOf(a);
  const members = iterated(b)?.map((member) => keyOf(plain(member)));
  if (key === null || members === undefined) {
    return undefined;
  }
  return members.includes(key) || (members.includes(null) ? undefined : false);
}

function ordered(sign: string, a: Value, b: Value): boolean | undefined {
  const order = orderOf(a, b);
  if (order === undefined) {
    return undefined;
  }
  const byOrder = new Map([
    ['<', order < 0],
    ['<=', order <= 0],
    ['>', order > 0],
    ['>=', order >= 0],
  ]);
  return byOrder.get(sign);
}

/** Less than nothing where `a` comes first, as `sorted` has it; `undefined`: not known. */
export function orderOf(a: Value, b: Value, depth = 0): number | undefined {
  if (isNumeric(a) && isNumeric(b)) {
    return Number(a.value) - Number(b.value);
  }
  if (a.kind === 'str' && b.kind === 'str') {
    return a.value < b.value ? -1 : Number(a.value > b.value);
  }
  return isOrdered(a) && isOrdered(b) && a.kind === b.kind
    ? orderOfItems(a.items, b.items, depth + 1)
    : undefined;
}

function isOrdered(value: Value): value is Items {
  return value.kind === 'list' || value.kind === 'tuple';
}

function orderOfItems(a: readonly Value[], b: readonly Value[], depth: number): number | undefined {
  if (depth > maxNesting) {
    return undefined;
  }
  for (const [index, item] of a.entries()) {
    const other = b[index];
    const order = other === undefined ? 1 : orderOf(item, other, depth);
    if (order !== 0) {
      return order;
    }
  }
  return a.length - b.length;
}
