import type {
  CallArguments,
  Dictionary,
  External,
  Items,
  Parser,
  Recorded,
  Scope,
  ScriptClass,
  Unknown,
  Value,
} from './model';
import type { SyntaxNode } from '@lezer/common';

/** Texts and lists beyond this are not followed: what is made of itself grows without end. */
export const maxSize = 10_000;

/** How deep lists in lists are looked into. */
export const maxNesting = 20;

export const none: Value = { kind: 'none' };

export function unknown(variable?: string): Unknown {
  return { kind: 'unknown', variable };
}

export function text(value: string): Value {
  return value.length > maxSize ? unknown() : { kind: 'str', value };
}

export function truth(value: boolean): Value {
  return { kind: 'bool', value };
}

/** An integer that a double holds exactly; others are not followed. */
export function integer(value: number): Value {
  return Number.isSafeInteger(value) ? { kind: 'int', value } : unknown();
}

export function float(value: number): Value {
  return { kind: 'float', value };
}

export function external(path: string): External {
  return { kind: 'external', path };
}

export function recorded(
  path: string,
  { node, scope, ...given }: CallArguments & { readonly node: SyntaxNode; readonly scope: Scope },
  group: Parser | null = null,
): Recorded {
  return { kind: 'recorded', path, given, node, scope, group };
}

/** `value`, coming from the variable that one of `sources` comes from. */
export function inherit(value: Value, ...sources: readonly (Value | undefined)[]): Value {
  const source = sources.find((other) => other?.variable !== undefined);
  const isMutable = value.kind === 'parser' || value.kind === 'instance';
  return source === undefined || isMutable || value.variable !== undefined
    ? value
    : { ...value, variable: source.variable };
}

/** Whether Python takes it as true; `undefined` where that is not known. */
export function isTrue(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'none':
      return false;
    case 'bool':
    case 'int':
    case 'float':
    case 'str':
      return Boolean(value.value) || Number.isNaN(value.value);
    default:
      return isFilled(value);
  }
}

function isFilled(value: Value): boolean | undefined {
  if (value.kind === 'dict' || isItems(value)) {
    const size = value.kind === 'dict' ? value.entries.size : value.items.length;
    return size > 0 || (value.isOpen ? undefined : false);
  }
  return isOpaque(value) ? undefined : true;
}

function isOpaque({ kind }: Value): boolean {
  return /^(unknown|external|instance|member|recorded)$/.test(kind);
}

/** A dictionary's key: equal for what Python takes as equal. `null`: cannot be known. */
export function keyOf(value: Value): string | null {
  return keyWithin(value, 0);
}

function keyWithin(value: Value, depth: number): string | null {
  switch (value.kind) {
    case 'none':
      return 'none';
    case 'bool':
    case 'int':
    case 'float':
      return `n${Number(value.value)}`;
    case 'str':
    case 'path':
      return `${value.kind.charAt(0)}${value.value}`;
    case 'tuple':
      return depth < maxNesting ? keyOfAll(value.items, depth + 1) : null;
    default:
      return keyOfName(value);
  }
}

function keyOfName(value: Value): string | null {
  if (value.kind === 'member') {
    return `m${value.type.name}.${value.name}`;
  }
  return value.kind === 'external' ? `e${value.path}` : null;
}

function keyOfAll(items: readonly Value[], depth: number): string | null {
  const keys = items.map((item) => keyWithin(item, depth));
  return keys.includes(null) ? null : `t${JSON.stringify(keys)}`;
}

/** Python's `==`; `undefined` where that is not known. */
export function areEqual(a: Value, b: Value, depth = 0): boolean | undefined {
  if (isItems(a) && isItems(b) && a.kind !== 'set') {
    return a.kind === b.kind ? areAllEqual(a, b, depth + 1) : false;
  }
  return areSameKeys(a, b) ?? (a === b && a.kind !== 'unknown' ? true : undefined);
}

/** What packages export under two names may still be one thing. */
function areSameKeys(a: Value, b: Value): boolean | undefined {
  const first = keyOf(plain(a));
  const second = keyOf(plain(b));
  const isComparable = first !== null && second !== null;
  return isComparable && a.kind !== 'external' && b.kind !== 'external'
    ? first === second
    : undefined;
}

/** A member of an enumeration of texts or numbers is such a text or number. */
export function plain(value: Value): Value {
  return value.kind === 'member' && isMixed(value.type) ? value.value : value;
}

function isMixed({ bases }: ScriptClass): boolean {
  return bases.some(
    (base) =>
      base.kind === 'external' &&
      /^builtins\.(str|int|float)$|^enum\.(StrEnum|IntEnum)$/.test(base.path),
  );
}

function areAllEqual(a: Items, b: Items, depth: number): boolean | undefined {
  if (a.isOpen || b.isOpen || depth > maxNesting) {
    return undefined;
  }
  if (a.items.length !== b.items.length) {
    return false;
  }
  const each = a.items.map((item, index) => areEqual(item, b.items[index] ?? unknown(), depth));
  return each.includes(false) ? false : each.includes(undefined) ? undefined : true;
}

export function isItems(value: Value): value is Items {
  return value.kind === 'list' || value.kind === 'tuple' || value.kind === 'set';
}

export function dictionary(
  entries: Dictionary['entries'],
  level: number,
  isOpen = false,
): Dictionary {
  return { kind: 'dict', entries, level, isOpen };
}

export function items(
  kind: Items['kind'],
  given: readonly Value[],
  level: number,
  isOpen = false,
): Value {
  return given.length > maxSize ? unknown() : { kind, items: [...given], level, isOpen };
}

/** What a loop over the value goes through; `undefined` where that is not known. */
export function iterated(value: Value): Value[] | undefined {
  if (value.kind === 'str') {
    return Array.from(value.value, (letter) => text(letter));
  }
  if (value.kind === 'class' && value.isEnum) {
    return [...value.attributes.values()].filter(({ kind }) => kind === 'member');
  }
  if (value.kind === 'dict' && !value.isOpen) {
    return [...value.entries.values()].map(({ key }) => key);
  }
  return isItems(value) && !value.isOpen ? value.items : undefined;
}
