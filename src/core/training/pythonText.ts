import { sortedEntries, type PythonDict, type PythonValue } from './pythonValue';

/** Python's `str(value)`: a string as it is, everything else as `repr` writes it. */
export function strPython(value: PythonValue): string {
  return value.kind === 'str' ? value.value : reprPython(value);
}

/** Python's `repr(value)`. */
export function reprPython(value: PythonValue): string {
  switch (value.kind) {
    case 'none':
      return 'None';
    case 'bool':
      return value.value ? 'True' : 'False';
    case 'int':
      return value.value.toString();
    case 'float':
      return reprFloat(value.value);
    case 'str':
      return reprString(value.value);
    case 'list':
      return `[${value.items.map(reprPython).join(', ')}]`;
    case 'dict':
      return `{${reprEntries(value.entries)}}`;
  }
}

/** `json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)`. */
export function dumpsPython(value: PythonValue): string {
  return dumps(value, { comma: ',', colon: ':', entriesOf: sortedEntries });
}

/** `json.dumps(value)`: with spaces, and entries in the order in which they were put in. */
export function dumpsPythonPlainly(value: PythonValue): string {
  return dumps(value, { comma: ', ', colon: ': ', entriesOf: (dict) => [...dict] });
}

interface JsonStyle {
  readonly comma: string;
  readonly colon: string;
  readonly entriesOf: (dict: PythonDict) => readonly (readonly [string, PythonValue])[];
}

function dumps(value: PythonValue, style: JsonStyle): string {
  switch (value.kind) {
    case 'none':
      return 'null';
    case 'float':
      return dumpsFloat(value.value);
    case 'bool':
      return String(value.value);
    case 'int':
      return value.value.toString();
    case 'str':
      return dumpsString(value.value);
    case 'list':
      return `[${value.items.map((item) => dumps(item, style)).join(style.comma)}]`;
    case 'dict': {
      const entries = style.entriesOf(value.entries);
      const pairs = entries.map(
        ([key, item]) => `${dumpsString(key)}${style.colon}${dumps(item, style)}`,
      );
      return `{${pairs.join(style.comma)}}`;
    }
  }
}

/** How Python writes a float: the shortest digits, an exponent below 1e-4 and from 1e16 on. */
export function reprFloat(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  return sign + (Number.isFinite(value) ? reprMagnitude(Math.abs(value)) : 'inf');
}

function reprMagnitude(value: number): string {
  const [mantissa = '', power = '0'] = value.toExponential().split('e');
  const digits = mantissa.replace('.', '');
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 16) return `${mantissa}e${exponentText(exponent)}`;
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return `${whole}.${digits.slice(exponent + 1) || '0'}`;
}

function exponentText(exponent: number): string {
  const digits = String(Math.abs(exponent)).padStart(2, '0');
  return `${exponent < 0 ? '-' : '+'}${digits}`;
}

function dumpsFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  return reprFloat(value);
}

function dumpsString(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\uffff]/g, unicodeEscape);
}

function reprEntries(dict: PythonDict): string {
  return [...dict].map(([key, value]) => `${reprString(key)}: ${reprPython(value)}`).join(', ');
}

const namedEscapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** Separators, other control and format characters, private and unassigned ones are escaped. */
const unprintable = /[\\\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

function reprString(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(unprintable, (character) => {
    return namedEscapes[character] ?? codeEscape(character.codePointAt(0) ?? 0);
  });
  return `${quote}${quote === "'" ? escaped.replaceAll("'", "\\'") : escaped}${quote}`;
}

function codeEscape(code: number): string {
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code <= 0xffff) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\U${code.toString(16).padStart(8, '0')}`;
}

function unicodeEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
