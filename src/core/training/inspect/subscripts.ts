import type { SyntaxNode } from '@lezer/common';
import type { Machine } from './machine';
import { splitAtCommas } from './callSite';
import { inherit, isItems, items, keyOf, none, recorded, text, unknown } from './values';
import { environmentVariable } from './environment';
import type { External, Scope, ScriptClass, Value } from './model';

/** `value[index]`, `value[from:to:step]`. */
export function subscript(
  value: Value,
  parts: readonly SyntaxNode[],
  scope: Scope,
  machine: Machine,
): Value {
  if (value.kind === 'external' && isGeneric(value)) {
    const positional = splitAtCommas(parts).flatMap(([part]) =>
      part ? [machine.evaluate(part, scope)] : [],
    );
    const given = { positional, keywords: new Map<string, Value>(), isOpen: false };
    return parts[0] ? recorded(value.path, { ...given, node: parts[0], scope }) : unknown();
  }
  if (parts.some(({ name }) => name === ':')) {
    return inherit(slice(value, bounds(parts, scope, machine), machine), value);
  }
  const [only] = parts;
  const index = only && parts.length === 1 ? machine.evaluate(only, scope) : unknown();
  return inherit(itemAt(value, index), value);
}

/** `Optional[int]`, `list[int]` */
function isGeneric({ path }: External): boolean {
  return (
    /^(typing|typing_extensions|collections\.abc)\.\w+$/.test(path) ||
    /^builtins\.(list|tuple|dict|set|type)$/.test(path)
  );
}

/** `value[index]` */
function itemAt(value: Value, index: Value): Value {
  if (value.kind === 'external' && value.path === 'os.environ') {
    return environmentVariable(index, undefined);
  }
  if (value.kind === 'dict') {
    return value.entries.get(keyOf(index) ?? '')?.value ?? unknown();
  }
  const member = value.kind === 'class' ? attributeAt(value, index) : memberAt(value, index);
  return member ?? unknown();
}

function attributeAt({ attributes }: ScriptClass, name: Value): Value | undefined {
  return name.kind === 'str' ? attributes.get(name.value) : undefined;
}

function memberAt(value: Value, index: Value): Value | undefined {
  if (index.kind !== 'int') {
    return undefined;
  }
  if (value.kind === 'str') {
    return letterAt(value.value, index.value);
  }
  const isKnown = isItems(value) && value.kind !== 'set' && !(value.isOpen && index.value < 0);
  return isKnown ? value.items.at(index.value) : undefined;
}

function letterAt(value: string, index: number): Value {
  const letter = value.at(index);
  return letter === undefined ? unknown() : text(letter);
}

function bounds(parts: readonly SyntaxNode[], scope: Scope, machine: Machine): Value[] {
  const found: Value[] = [none];
  for (const part of parts) {
    if (part.name === ':') {
      found.push(none);
    } else {
      found[found.length - 1] = machine.evaluate(part, scope);
    }
  }
  return found;
}

function slice(value: Value, given: readonly Value[], machine: Machine): Value {
  const numbers = given.map(numberOf);
  const [start = null, end = null, stride = null] = numbers;
  if (numbers.includes(undefined)) {
    return unknown();
  }
  const cutOut = <T>(all: readonly T[]): T[] => cut(all, start, end, stride);
  if (value.kind === 'str') {
    return text(cutOut(Array.from(value.value)).join(''));
  }
  return isItems(value) && !value.isOpen && value.kind !== 'set'
    ? items(value.kind, cutOut(value.items), machine.journal.level)
    : unknown();
}

function numberOf(value: Value): number | null | undefined {
  return value.kind === 'int' ? value.value : value.kind === 'none' ? null : undefined;
}

function cut<T>(
  all: readonly T[],
  from: number | null,
  to: number | null,
  step: number | null,
): T[] {
  const stride = step ?? 1;
  if (stride < 0) {
    return from === null && to === null
      ? [...all].reverse().filter((_item, index) => index % -stride === 0)
      : [];
  }
  return all
    .slice(from ?? 0, to ?? undefined)
    .filter((_item, index) => index % (stride || 1) === 0);
}
