import { controlEscapes } from '../controlEscapes';
import { float, integer } from './values';
import type { Value } from './model';

/** Value of a Python string literal as written (prefix, quotes, escapes); `undefined`: no plain text. */
export function decodeString(literal: string): string | undefined {
  const match = /^([a-z]*)("""|'''|"|')/i.exec(literal);
  const prefix = match?.[1]?.toLowerCase() ?? '';
  const quote = match?.[2];
  if (quote === undefined || prefix.includes('b') || !literal.endsWith(quote)) {
    return undefined;
  }
  const start = prefix.length + quote.length;
  if (literal.length < start + quote.length) {
    return undefined;
  }
  const body = literal.slice(start, -quote.length);
  return prefix.includes('r') ? body : unescapeText(body);
}

/** What stands between the braces of an f-string's literal, as written. */
export function decodeFormatText(written: string, isRaw: boolean): string {
  const plain = isRaw ? written : unescapeText(written);
  return plain.replace(/\{\{|\}\}/g, (brace) => brace.charAt(0));
}

/** A Python number; `undefined` for complex ones and integers that a double cannot hold. */
export function decodeNumber(literal: string): Value | undefined {
  const digits = literal.replaceAll('_', '');
  if (/^(0x[\da-f]+|0o[0-7]+|0b[01]+|\d+)$/i.test(digits)) {
    return integer(Number(digits));
  }
  return /^(\d+\.?\d*(e[-+]?\d+)?|\.\d+(e[-+]?\d+)?)$/i.test(digits)
    ? float(Number(digits))
    : undefined;
}

const simpleEscapes: ReadonlyMap<string, string> = new Map([
  ...controlEscapes,
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['\n', ''],
  ['\r\n', ''],
]);

const escape = /\\(x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[0-7]{1,3}|\r\n|[^])/g;

function unescapeText(body: string): string {
  return body.replace(
    escape,
    (whole, code: string) => simpleEscapes.get(code) ?? decoded(code, whole),
  );
}

function decoded(code: string, whole: string): string {
  const hexadecimal = /^[xu]([\da-f]+)$/i.exec(code)?.[1];
  if (hexadecimal !== undefined) {
    const point = Number.parseInt(hexadecimal, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  }
  return /^[0-7]+$/.test(code) ? String.fromCodePoint(Number.parseInt(code, 8)) : whole;
}
