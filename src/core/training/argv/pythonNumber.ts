/** `sys.get_int_max_str_digits()`: Python 3.11, and the later releases of those before it. */
const maxDigits = 4300;

const wholeNumber = /^([+-]?)(\d+(?:_\d+)*)$/;
const decimalNumber =
  /^[+-]?(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:[eE][+-]?\d+(?:_\d+)*)?$/;

/** What Python's `int(text)` makes of a text; `null` where it raises ValueError. */
export function readPythonInt(text: string): bigint | null {
  const [, sign = '', written = ''] = wholeNumber.exec(plainText(text)) ?? [];
  const digits = written.replaceAll('_', '');
  if (digits === '' || digits.length > maxDigits) {
    return null;
  }
  const magnitude = BigInt(digits);
  return sign === '-' ? -magnitude : magnitude;
}

/** What Python's `float(text)` makes of a text; `null` where it raises ValueError. */
export function readPythonFloat(text: string): number | null {
  const plain = plainText(text);
  if (decimalNumber.test(plain)) {
    return Number(plain.replaceAll('_', ''));
  }
  const [, sign, name] = /^([+-]?)(inf|infinity|nan)$/i.exec(plain) ?? [];
  if (name === undefined) {
    return null;
  }
  const magnitude = name.toLowerCase() === 'nan' ? Number.NaN : Number.POSITIVE_INFINITY;
  return sign === '-' ? -magnitude : magnitude;
}

/** Python reads every script's digits and spaces; of ASCII only the six spaces of C count. */
function plainText(text: string): string {
  return text
    .replace(/[\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/g, ' ')
    .replace(/(?![0-9])\p{Nd}/gu, digitOf)
    .replace(/^[ \t-\r]+|[ \t-\r]+$/g, '');
}

/** Unicode keeps each script's ten digits together, zero first. */
function digitOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  let before = 0;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(code - before - 1))) {
    before++;
  }
  return String(before % 10);
}
