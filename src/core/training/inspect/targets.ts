import type { SyntaxNode } from '@lezer/common';
import { splitAtCommas } from './callSite';
import type { Machine } from './machine';
import { childrenOf } from './pythonScript';
import { isItems, items, iterated, keyOf, unknown } from './values';
import type { Dictionary, Scope, Value } from './model';

/** Binds what stands left of `=`, after `for` or after `as`: one target, or several for a sequence. */
export function assign(
  targets: readonly SyntaxNode[],
  value: Value,
  scope: Scope,
  machine: Machine,
): void {
  const parts = splitAtCommas(targets);
  const isSequence = parts.length > 1 || targets.some(({ name }) => name === ',' || name === '*');
  const [only] = targets;
  if (isSequence) {
    unpack(parts, value, scope, machine);
  } else if (only) {
    assignOne(only, value, scope, machine);
  }
}

function assignOne(target: SyntaxNode, value: Value, scope: Scope, machine: Machine): void {
  switch (target.name) {
    case 'VariableName': {
      const name = scope.file.script.textOf(target);
      machine.journal.write(scope.targetOf(name), name, value);
      break;
    }
    case 'TupleExpression':
    case 'ArrayExpression':
    case 'ParenthesizedExpression':
      machine.deeper(() => {
        assign(childrenOf(target).slice(1, -1), value, scope, machine);
      });
      break;
    case 'MemberExpression':
      assignMember(target, value, scope, machine);
      break;
  }
}

function unpack(
  parts: readonly (readonly SyntaxNode[])[],
  value: Value,
  scope: Scope,
  machine: Machine,
): void {
  const read = iterated(value);
  const star = parts.findIndex(([first]) => first?.name === '*');
  const extra = (read?.length ?? 0) - parts.length;
  parts.forEach((part, index) => {
    const isAfterStar = star !== -1 && index > star;
    const given = read?.[isAfterStar ? index + extra : index] ?? unknown(value.variable);
    if (index === star) {
      const rest = read?.slice(index, index + extra + 1);
      const list = rest ? items('list', rest, machine.journal.level) : unknown();
      assign(part.slice(1), list, scope, machine);
    } else if (part[0]) {
      assignOne(part[0], given, scope, machine);
    }
  });
}

function assignMember(target: SyntaxNode, value: Value, scope: Scope, machine: Machine): void {
  const [object, sign, property] = childrenOf(target);
  if (object === undefined || property === undefined) {
    return;
  }
  const holder = machine.evaluate(object, scope);
  if (sign?.name === '[') {
    setItem(holder, machine.evaluate(property, scope), value, machine);
  } else if (holder.kind === 'instance' || holder.kind === 'class' || holder.kind === 'parser') {
    machine.journal.write(holder.attributes, scope.file.script.textOf(property), value);
  }
}

/** `holder[key] = value` */
export function setItem(holder: Value, key: Value, value: Value, machine: Machine): void {
  const name = keyOf(key);
  if (holder.kind === 'dict') {
    setEntry(holder, name, { key, value }, machine);
  } else if (isItems(holder)) {
    const index = key.kind === 'int' ? key.value : -1;
    const isPlain = mayChange(holder, machine) && index >= 0 && index < holder.items.length;
    holder.items.splice(isPlain ? index : 0, isPlain ? 1 : 0, ...(isPlain ? [value] : []));
    holder.isOpen ||= !isPlain;
  }
}

function setEntry(
  holder: Dictionary,
  name: string | null,
  entry: { key: Value; value: Value },
  machine: Machine,
): void {
  if (name === null || !mayChange(holder, machine)) {
    if (name === null) {
      holder.entries.clear();
    } else {
      holder.entries.set(name, { key: entry.key, value: unknown() });
    }
    holder.isOpen = true;
  } else {
    holder.entries.set(name, entry);
  }
}

/** Whether a change to `holder` is sure to happen: it is as deep in undecided branches as its making. */
export function mayChange(holder: { readonly level: number }, machine: Machine): boolean {
  return holder.level >= machine.journal.level;
}
