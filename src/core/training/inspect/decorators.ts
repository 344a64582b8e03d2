import type { SyntaxNode } from '@lezer/common';
import { readCall } from './callSite';
import { isCommandOf } from './libraries/commands';
import type { Machine } from './machine';
import { childrenOf } from './pythonScript';
import { unknown } from './values';
import type { Scope, Value } from './model';

/** Packages whose decorators declare a command line. */
const commandPackages = /^(click|rich_click|asyncclick|cloup|click_option_group|typer)\./;

/**
 * A function with what decorators of commands make of it, the lowest first. Others, and what the script's
 * own decorators wrap around a function, are left out: they hand on its parameters.
 */
export function decorated(
  target: Value,
  decorators: readonly SyntaxNode[],
  scope: Scope,
  machine: Machine,
): Value {
  return [...decorators]
    .reverse()
    .reduce((value, node) => apply(node, value, scope, machine), target);
}

function apply(node: SyntaxNode, target: Value, scope: Scope, machine: Machine): Value {
  const [, root, ...parts] = childrenOf(node);
  const found = root && scope.find(scope.file.script.textOf(root));
  if (found === undefined || !mayDeclare(found, scope)) {
    return target;
  }
  const decorator = parts.reduce<Value>((value, part) => {
    switch (part.name) {
      case 'ArgList':
        return machine.call(value, { ...readCall(part, scope, machine), node, scope });
      case '.':
        return value;
      default:
        return machine.attribute(value, scope.file.script.textOf(part));
    }
  }, found);
  const given = { positional: [target], keywords: new Map<string, Value>(), isOpen: false };
  const result = isDeclaring(decorator)
    ? machine.call(decorator, { ...given, node, scope })
    : unknown();
  return result === target || (result.kind === 'parser' && isCommandOf(result)) ? result : target;
}

function isDeclaring(decorator: Value): boolean {
  return decorator.kind === 'external'
    ? commandPackages.test(decorator.path)
    : decorator.kind === 'recorded' || decorator.kind === 'method' || decorator.kind === 'function';
}

/** The script's own decorators are followed only where there is a command line to be declared by them. */
function mayDeclare(root: Value, { file }: Scope): boolean {
  switch (root.kind) {
    case 'external':
      return commandPackages.test(`${root.path}.`);
    case 'parser':
      return isCommandOf(root);
    case 'function':
    case 'module':
      return /\b(click|typer)\b/.test(file.script.text);
    default:
      return root.kind === 'recorded';
  }
}
