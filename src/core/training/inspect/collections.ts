import type { SyntaxNode } from '@lezer/common';
import { splitAtCommas } from './callSite';
import type { Machine } from './machine';
import { childrenOf } from './pythonScript';
import { dictionary, inherit, items, iterated, keyOf } from './values';
import type { Dictionary, Items, Scope, Value } from './model';

/** Several values without brackets are a tuple. */
export function readValues(nodes: readonly SyntaxNode[], scope: Scope, machine: Machine): Value {
  const [only] = nodes;
  return nodes.length === 1 && only
    ? machine.evaluate(only, scope)
    : gather('tuple', nodes, scope, machine);
}

/** `[…]`, `(…)`, `{…}` */
export function readItems(
  kind: Items['kind'],
  node: SyntaxNode,
  scope: Scope,
  machine: Machine,
): Value {
  return gather(kind, childrenOf(node).slice(1, -1), scope, machine);
}

function gather(
  kind: Items['kind'],
  nodes: readonly SyntaxNode[],
  scope: Scope,
  machine: Machine,
): Value {
  const found: Value[] = [];
  let isOpen = false;
  for (const [first, second] of splitAtCommas(nodes)) {
    if (first?.name === '*' && second) {
      const spread = iterated(machine.evaluate(second, scope));
      found.push(...(spread ?? []));
      isOpen ||= spread === undefined;
    } else if (first) {
      found.push(machine.evaluate(first, scope));
    }
  }
  return inherit(
    items(kind, kind === 'set' ? unique(found) : found, machine.journal.level, isOpen),
    ...found,
  );
}

function unique(values: readonly Value[]): Value[] {
  return [...new Map(values.map((value, index) => [keyOf(value) ?? index, value])).values()];
}

/** `{key: value}` */
export function readDictionary(node: SyntaxNode, scope: Scope, machine: Machine): Value {
  const entries = new Map<string, { key: Value; value: Value }>();
  let isOpen = false;
  for (const [first, second, third] of splitAtCommas(childrenOf(node).slice(1, -1))) {
    if (first?.name === '**' && second) {
      isOpen = !spreadEntries(machine.evaluate(second, scope), entries) || isOpen;
    } else if (first && third) {
      const key = machine.evaluate(first, scope);
      const value = machine.evaluate(third, scope);
      const name = keyOf(key);
      isOpen ||= name === null;
      entries.set(name ?? `?${entries.size}`, { key, value });
    }
  }
  return dictionary(entries, machine.journal.level, isOpen);
}

function spreadEntries(given: Value, entries: Dictionary['entries']): boolean {
  const known = given.kind === 'dict' ? given : null;
  known?.entries.forEach((entry, key) => entries.set(key, entry));
  return known?.isOpen === false;
}
