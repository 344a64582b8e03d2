import type { SyntaxNode } from '@lezer/common';
import type { Machine } from './machine';
import { childrenOf } from './pythonScript';
import { assign } from './targets';
import { dictionary, inherit, isTrue, items, iterated, keyOf, maxSize, unknown } from './values';
import { Scope, type Items, type Value } from './model';

interface Clause {
  readonly targets: readonly SyntaxNode[];
  readonly source: SyntaxNode;
  readonly conditions: readonly SyntaxNode[];
}

const kinds: ReadonlyMap<string, Items['kind']> = new Map([
  ['ArrayComprehensionExpression', 'list'],
  ['SetComprehensionExpression', 'set'],
  ['ComprehensionExpression', 'list'],
  ['ArgList', 'list'],
]);

/** A comprehension over what is known; a generator is read as the list that it would give. */
export function readComprehension(node: SyntaxNode, scope: Scope, machine: Machine): Value {
  const parts = childrenOf(node).slice(1, -1);
  const start = parts.findIndex(({ name }) => name === 'for' || name === 'async');
  const head = parts.slice(0, start);
  const clauses = clausesOf(parts.slice(start));
  const found: Value[][] = [];
  const inner = new Scope(scope.file, 'function', scope);
  const isRead =
    clauses !== null &&
    goThrough(clauses, inner, machine, (at) => {
      found.push(head.filter(({ name }) => name !== ':').map((part) => machine.evaluate(part, at)));
      return found.length <= maxSize;
    });
  if (!isRead) {
    return unknown();
  }
  const kind = kinds.get(node.name);
  const values = found.map(([value = unknown()]) => value);
  return kind
    ? inherit(items(kind, values, machine.journal.level), ...values)
    : readPairs(found, machine);
}

function readPairs(found: readonly Value[][], machine: Machine): Value {
  const entries = new Map<string, { key: Value; value: Value }>();
  for (const [key = unknown(), value = unknown()] of found) {
    const name = keyOf(key);
    if (name === null) {
      return unknown();
    }
    entries.set(name, { key, value });
  }
  return dictionary(entries, machine.journal.level);
}

function clausesOf(parts: readonly SyntaxNode[]): Clause[] | null {
  const clauses: Clause[] = [];
  let position = 0;
  while (position < parts.length) {
    const start = position + (parts[position]?.name === 'async' ? 1 : 0);
    const middle = parts.findIndex(({ name }, index) => index > start && name === 'in');
    const source = parts[middle + 1];
    if (parts[start]?.name !== 'for' || middle === -1 || source === undefined) {
      return null;
    }
    const next = parts.findIndex(({ name }, index) => index > middle && /^(for|async)$/.test(name));
    const end = next === -1 ? parts.length : next;
    const conditions = parts.slice(middle + 2, end).filter(({ name }) => name !== 'if');
    clauses.push({ targets: parts.slice(start + 1, middle), source, conditions });
    position = end;
  }
  return clauses;
}

/** Calls `visit` for every turn; false where it is not known which turns there are. */
function goThrough(
  [clause, ...rest]: readonly Clause[],
  scope: Scope,
  machine: Machine,
  visit: (scope: Scope) => boolean,
): boolean {
  if (clause === undefined) {
    return visit(scope);
  }
  const source = iterated(machine.evaluate(clause.source, scope));
  return (
    source?.every((value) => {
      assign(clause.targets, value, scope, machine);
      const conditions = clause.conditions.map((node) => isTrue(machine.evaluate(node, scope)));
      if (conditions.includes(false)) {
        return true;
      }
      return !conditions.includes(undefined) && goThrough(rest, scope, machine, visit);
    }) ?? false
  );
}
