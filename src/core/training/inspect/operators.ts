import type { Literal } from '../inspection';

const arithmetic: ReadonlyMap<string, (a: number, b: number) => number> = new Map([
  ['+', (a, b) => a + b],
  ['-', (a, b) => a - b],
  ['*', (a, b) => a * b],
  ['/', (a, b) => a / b],
  ['//', (a, b) => Math.floor(a / b)],
  ['**', (a, b) => a ** b],
]);

/** `-x`, `+x`, `not x`; infinities are texts (see `convert`). */
export function applyUnary(sign: string, value: Literal): Literal | undefined {
  if (sign === 'not') {
    return !isTrue(value);
  }
  if (value === 'inf') {
    return sign === '-' ? '-inf' : value;
  }
  if (typeof value !== 'number') {
    return undefined;
  }
  return sign === '-' ? -value : value;
}

/** The operators that defaults are written with; `undefined` for the others. */
export function applyBinary(sign: string, a: Literal, b: Literal): Literal | undefined {
  if (sign === 'or') {
    return isTrue(a) ? a : b;
  }
  if (typeof a === 'number' && typeof b === 'number') {
    const result = arithmetic.get(sign)?.(a, b);
    return Number.isFinite(result) ? result : undefined;
  }
  return sign === '+' && typeof a === 'string' && typeof b === 'string' ? a + b : undefined;
}

const conversions: ReadonlyMap<string, (value: Literal) => Literal | undefined> = new Map([
  ['int', (value) => truncated(toNumber(value))],
  ['float', (value) => (isInfinite(value) ? value : toNumber(value))],
  ['str', (value) => (/^(string|number)$/.test(typeof value) ? String(value) : undefined)],
  ['list', listOf],
  ['tuple', listOf],
]);

/** A call of a built-in type. JSON has no infinity: `float('inf')` stays a text, which `float` reads. */
export function convert(type: string, value: Literal): Literal | undefined {
  return conversions.get(type)?.(value);
}

function isTrue(value: Literal): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

function isInfinite(value: Literal): boolean {
  return typeof value === 'string' && /^[-+]?(inf|nan)$/i.test(value);
}

function toNumber(value: Literal): number | undefined {
  const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value);
  return value !== null && typeof value !== 'object' && Number.isFinite(number)
    ? number
    : undefined;
}

function truncated(number: number | undefined): number | undefined {
  return number === undefined ? undefined : Math.trunc(number);
}

function listOf(value: Literal): Literal | undefined {
  return Array.isArray(value) ? value : undefined;
}
