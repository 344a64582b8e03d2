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

/** Value of a Python number; `undefined` for complex ones and what is too large. */
export function decodeNumber(literal: string): number | undefined {
  const text = literal.replaceAll('_', '');
  const readable = /^(0x[\da-f]+|0o[0-7]+|0b[01]+|\d+\.?\d*(e[-+]?\d+)?|\.\d+(e[-+]?\d+)?)$/i;
  const number = readable.test(text) ? Number(text) : Number.NaN;
  const exact = !/^\d+$/.test(text) || Number.isSafeInteger(number);
  return Number.isFinite(number) && exact ? number : undefined;
}

const simpleEscapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
  ['a', '\x07'],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['\n', ''],
  ['\r\n', ''],
]);

const escape = /\\(x[\da-f]{2}|u[\da-f]{4}|U[\da-f]{8}|[0-7]{1,3}|\r\n|[^])/gi;

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
