import type { SyntaxNode } from '@lezer/common';
import { splitAtCommas } from './callSite';
import { defineClass } from './classes';
import { readValues } from './collections';
import { decorated } from './decorators';
import { defineFunction } from './functions';
import { runImport } from './importing';
import { runFor, runWhile } from './loops';
import { ScriptStops, type Completion, type Frame, type Machine } from './machine';
import { applyBinary } from './operators';
import { childrenOf } from './pythonScript';
import { assign } from './targets';
import { isTrue, none, unknown } from './values';
import type { Value } from './model';

type Run = (node: SyntaxNode, frame: Frame, machine: Machine) => Completion;

/** Runs one statement. */
export function runStatement(node: SyntaxNode, frame: Frame, machine: Machine): Completion {
  return byKind.get(node.name)?.(node, frame, machine) ?? 'normal';
}

const byKind: ReadonlyMap<string, Run> = new Map<string, Run>([
  ['ExpressionStatement', runExpression],
  ['AssignStatement', runAssignment],
  ['UpdateStatement', runUpdate],
  ['ImportStatement', runImport],
  ['FunctionDefinition', runFunction],
  ['ClassDefinition', runClass],
  ['DecoratedStatement', runDecorated],
  ['IfStatement', runIf],
  ['ForStatement', runFor],
  ['WhileStatement', runWhile],
  ['TryStatement', runTry],
  ['WithStatement', runWith],
  ['ReturnStatement', runReturn],
  ['RaiseStatement', runRaise],
  ['BreakStatement', () => 'break'],
  ['ContinueStatement', () => 'continue'],
  ['ScopeStatement', runScope],
  ['DeleteStatement', runDelete],
  ['MatchStatement', runMatch],
  ['StatementGroup', (node, frame, machine) => machine.run(childrenOf(node), frame)],
]);

function runExpression(node: SyntaxNode, frame: Frame, machine: Machine): Completion {
  if (node.firstChild && node.firstChild.name !== 'String') {
    machine.evaluate(node.firstChild, frame.scope);
  }
  return 'normal';
}

/** `a = b = value`, `a, b = value`, `a: int = value`. */
function runAssignment(node: SyntaxNode, frame: Frame, machine: Machine): Completion {
  const groups: SyntaxNode[][] = [[]];
  for (const part of childrenOf(node)) {
    if (part.name === 'AssignOp') {
      groups.push([]);
    } else if (part.name !== 'TypeDef') {
      groups.at(-1)?.push(part);
    }
  }
  const given = groups.pop();
  if (given && groups.length > 0) {
    const value = readValues(given, frame.scope, machine);
    groups.forEach((targets) => {
      assign(targets, value, frame.scope, machine);
    });
  }
  return 'normal';
}

function runUpdate(node: SyntaxNode, frame: Frame, machine: Machine): Completion {
  const [target, sign, ...given] = childrenOf(node);
  if (target && sign) {
    const { scope } = frame;
    const before = machine.evaluate(target, scope);
    const value = readValues(given, scope, machine);
    const operator = scope.file.script.textOf(sign).slice(0, -1);
    if (before.kind === 'list' && operator === '+') {
      const extend: Value = { kind: 'method', self: before, target: 'extend' };
      machine.call(extend, {
        positional: [value],
        keywords: new Map(),
        isOpen: false,
        node,
        scope,
      });
    } else {
      assign([target], applyBinary(operator, before, value), scope, machine);
    }
  }
  return 'normal';
}

function runFunction(node: SyntaxNode, frame: Frame, machine: Machine): Completion {
  const made = defineFunction(node, frame.scope, machine);
  machine.note(made);
  define(node, made, frame, machine);
  return 'normal';
}

function runClass(node: SyntaxNode, frame: Frame, machine: Machine): Completion {
  const made = defineClass(node, frame.scope, machine);
  machine.note(made);
  define(node, made, frame, machine);
  return 'normal';
}

function define(node: SyntaxNode, value: Value, frame: Frame, machine: Machine): void {
  const name = node.getChild('VariableName');
  if (name) {
    assign([name], value, frame.scope, machine);
  }
}

const bindings = new Set(['property', 'staticmethod', 'classmethod']);

/** A decorator is taken to hand on what it decorates, as nearly all do but those of commands. */
function runDecorated(node: SyntaxNode, frame: Frame, machine: Machine): Completion {
  const { scope } = frame;
  const given = node.getChildren('Decorator');
  const decorators = given.map((decorator) => scope.file.script.textOf(decorator).slice(1).trim());
  const definition = node.lastChild;
  if (definition?.name === 'ClassDefinition') {
    return runClass(definition, frame, machine);
  }
  if (definition?.name === 'FunctionDefinition') {
    const binding = decorators.find((name) => bindings.has(name)) ?? null;
    const made = defineFunction(definition, scope, machine, binding);
    machine.note(made);
    define(definition, decorated(made, given, scope, machine), frame, machine);
  }
  return 'normal';
}

function runIf(node: SyntaxNode, frame: Frame, machine: Machine): Completion {
  const branches: (() => Completion)[] = [];
  for (const { condition, body } of branchesOf(node)) {
    const known = condition === null ? true : isTrue(machine.evaluate(condition, frame.scope));
    const branch = (): Completion => machine.run(childrenOf(body), frame);
    if (known === true) {
      return branches.length === 0 ? branch() : machine.fork([...branches, branch], frame);
    }
    if (known === undefined) {
      branches.push(branch);
    }
  }
  return branches.length === 0 ? 'normal' : machine.fork([...branches, () => 'normal'], frame);
}

function branchesOf(node: SyntaxNode): { condition: SyntaxNode | null; body: SyntaxNode }[] {
  const branches: { condition: SyntaxNode | null; body: SyntaxNode }[] = [];
  let condition: SyntaxNode | null = null;
  for (const part of childrenOf(node)) {
    if (part.name === 'Body') {
      branches.push({ condition, body: part });
      condition = null;
    } else if (!/^(if|elif|else)$/.test(part.name)) {
      condition = part;
    }
  }
  return branches;
}

/** The body, then what follows it; a handler where the body is sure to fail. */
function runTry(node: SyntaxNode, frame: Frame, machine: Machine): Completion {
  const bodies = new Map<string, SyntaxNode>();
  let keyword = '';
  for (const part of childrenOf(node)) {
    if (part.name === 'Body') {
      bodies.set(keyword, bodies.get(keyword) ?? part);
    } else if (/^(try|except|else|finally)$/.test(part.name)) {
      keyword = part.name;
    }
  }
  const run = (name: string): Completion => {
    const body = bodies.get(name);
    return body ? machine.run(childrenOf(body), frame) : 'normal';
  };
  let completion: Completion;
  try {
    completion = run('try');
    completion = completion === 'normal' ? run('else') : completion;
  } catch (error) {
    if (!(error instanceof ScriptStops) || error.reason !== 'raised') {
      throw error;
    }
    completion = run('except');
  }
  const last = run('finally');
  return last === 'normal' ? completion : last;
}

/** The grammar's gaps hide what `as` names; whatever it is, it is not known. */
function runWith(node: SyntaxNode, frame: Frame, machine: Machine): Completion {
  const body = node.getChild('Body');
  const parts = childrenOf(node).filter(({ name }) => !/^(with|async|as|,|Body)$/.test(name));
  for (const part of parts) {
    machine.evaluate(part, frame.scope);
  }
  const head = frame.scope.file.script.textOf({ from: node.from, to: body?.from ?? node.to });
  for (const [, name = ''] of head.matchAll(/\bas[ \t]+(\w+)/g)) {
    machine.journal.write(frame.scope.targetOf(name), name, unknown());
  }
  return body ? machine.run(childrenOf(body), frame) : 'normal';
}

function runReturn(node: SyntaxNode, frame: Frame, machine: Machine): Completion {
  const given = childrenOf(node).slice(1);
  frame.returned.push(given.length === 0 ? none : readValues(given, frame.scope, machine));
  return 'return';
}

function runRaise(node: SyntaxNode, frame: Frame, machine: Machine): Completion {
  const [, raised] = childrenOf(node);
  if (raised) {
    machine.evaluate(raised, frame.scope);
  }
  throw new ScriptStops('raised');
}

function runScope(node: SyntaxNode, { scope }: Frame): Completion {
  for (const name of node.getChildren('VariableName')) {
    scope.borrowed.add(scope.file.script.textOf(name));
  }
  return 'normal';
}

function runDelete(node: SyntaxNode, frame: Frame, machine: Machine): Completion {
  for (const [target] of splitAtCommas(childrenOf(node).slice(1))) {
    if (target?.name === 'VariableName') {
      assign([target], unknown(), frame.scope, machine);
    }
  }
  return 'normal';
}

/** Every case may be the one. */
function runMatch(node: SyntaxNode, frame: Frame, machine: Machine): Completion {
  const cases = node.getChild('MatchBody')?.getChildren('MatchClause') ?? [];
  const branches = cases.map((clause) => () => {
    const body = clause.getChild('Body');
    return body ? machine.run(childrenOf(body), frame) : ('normal' as const);
  });
  return machine.fork([...branches, () => 'normal' as const], frame);
}
