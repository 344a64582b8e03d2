import { maxNesting, plain } from './values';
import type { Value } from './model';

/** Python's `str(value)`; `undefined` where that is not known. */
export function strOf(value: Value): string | undefined {
  const inner = value.kind === 'member' ? memberText(value) : value;
  if (inner === undefined || typeof inner === 'string') {
    return inner;
  }
  return inner.kind === 'str' || inner.kind === 'path' ? inner.value : reprOf(inner);
}

/** Python's `repr(value)`; `undefined` where that is not known. */
export function reprOf(value: Value, depth = 0): string | undefined {
  if (depth > maxNesting) {
    return undefined;
  }
  switch (value.kind) {
    case 'none':
      return 'None';
    case 'bool':
      return value.value ? 'True' : 'False';
    case 'int':
      return String(value.value);
    case 'float':
      return floatText(value.value);
    case 'str':
      return quoted(value.value);
    case 'path':
      return `PosixPath(${quoted(value.value)})`;
    default:
      return composedText(value, depth + 1);
  }
}

function composedText(value: Value, depth: number): string | undefined {
  switch (value.kind) {
    case 'list':
      return value.isOpen ? undefined : enclosed('[', value.items, ']', depth);
    case 'tuple':
      return value.isOpen
        ? undefined
        : enclosed('(', value.items, value.items.length === 1 ? ',)' : ')', depth);
    case 'dict':
      return value.isOpen ? undefined : dictionaryText([...value.entries.values()], depth);
    case 'member': {
      const inner = reprOf(value.value, depth);
      return inner === undefined ? undefined : `<${value.type.name}.${value.name}: ${inner}>`;
    }
    default:
      return undefined;
  }
}

function enclosed(
  open: string,
  items: readonly Value[],
  close: string,
  depth: number,
): string | undefined {
  const parts = items.map((item) => reprOf(item, depth));
  return parts.includes(undefined) ? undefined : `${open}${parts.join(', ')}${close}`;
}

/** Python's `json.dumps(value)`, of what is written in ASCII; `undefined` where that is not known. */
export function jsonOf(value: Value, depth = 0): string | undefined {
  if (depth > maxNesting) {
    return undefined;
  }
  switch (value.kind) {
    case 'str':
      return /^[ -~]*$/.test(value.value) ? JSON.stringify(value.value) : undefined;
    case 'list':
    case 'tuple':
      return value.isOpen ? undefined : joinedJson('[', value.items.map(jsonAt(depth)), ']');
    case 'dict':
      return value.isOpen ? undefined : jsonOfEntries([...value.entries.values()], depth);
    default:
      return jsonOfScalar(value);
  }
}

function jsonOfScalar(value: Value): string | undefined {
  switch (value.kind) {
    case 'none':
      return 'null';
    case 'bool':
      return String(value.value);
    case 'int':
    case 'float':
      return Number.isFinite(value.value) ? reprOf(value) : undefined;
    default:
      return undefined;
  }
}

const jsonAt =
  (depth: number) =>
  (value: Value): string | undefined =>
    jsonOf(value, depth + 1);

function jsonOfEntries(
  entries: readonly { readonly key: Value; readonly value: Value }[],
  depth: number,
): string | undefined {
  const parts = entries.map(({ key, value }) => {
    const [name, written] = [
      key.kind === 'str' ? jsonOf(key) : undefined,
      jsonOf(value, depth + 1),
    ];
    return name === undefined || written === undefined ? undefined : `${name}: ${written}`;
  });
  return joinedJson('{', parts, '}');
}

function joinedJson(
  open: string,
  parts: readonly (string | undefined)[],
  close: string,
): string | undefined {
  return parts.includes(undefined) ? undefined : `${open}${parts.join(', ')}${close}`;
}

function dictionaryText(
  entries: readonly { readonly key: Value; readonly value: Value }[],
  depth: number,
): string | undefined {
  const parts = entries.map(({ key, value }) => [reprOf(key, depth), reprOf(value, depth)]);
  return parts.some((part) => part.includes(undefined))
    ? undefined
    : `{${parts.map((part) => part.join(': ')).join(', ')}}`;
}

/** What a mixed-in type does to `str` differs between versions of Python; `StrEnum` settled it. */
function memberText(value: Extract<Value, { kind: 'member' }>): Value | string | undefined {
  const isSettled = value.type.bases.some(
    (base) => base.kind === 'external' && /^enum\.(StrEnum|IntEnum)$/.test(base.path),
  );
  if (isSettled) {
    return value.value;
  }
  const hasOwnText = value.type.attributes.has('__str__');
  return hasOwnText || plain(value) !== value ? undefined : `${value.type.name}.${value.name}`;
}

/** Python writes the shortest digits too, but turns to exponents elsewhere than JavaScript. */
function floatText(value: number): string {
  if (!Number.isFinite(value)) {
    return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
  }
  const [digits = '0', power = '0'] = value.toExponential().split('e');
  const exponent = Number(power);
  return exponent < -4 || exponent >= 16
    ? `${digits}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
    : fixedText(value, digits, exponent);
}

function fixedText(value: number, digits: string, exponent: number): string {
  const fixed = exponent < 0 ? value.toFixed(decimals(digits) - exponent) : String(value);
  const text = Object.is(value, -0) ? '-0' : fixed;
  return text.includes('.') ? text : `${text}.0`;
}

function decimals(digits: string): number {
  return digits.split('.')[1]?.length ?? 0;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const body = text.replace(/[\\\n\r\t]/g, (letter) => escapes.get(letter) ?? letter);
  return `${quote}${quote === "'" ? body.replaceAll("'", "\\'") : body}${quote}`;
}
