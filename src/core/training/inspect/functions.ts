import type { SyntaxNode } from '@lezer/common';
import { splitAtCommas } from './callSite';
import type { Machine } from './machine';
import { childrenOf } from './pythonScript';
import { dictionary, items, text, unknown } from './values';
import {
  Scope,
  type CallArguments,
  type Parameter,
  type ScriptFunction,
  type Value,
} from './model';

/** A `def` or a `lambda` with its defaults, which Python reads where it stands. */
export function defineFunction(
  node: SyntaxNode,
  scope: Scope,
  machine: Machine,
  binding: string | null = null,
): ScriptFunction | Value {
  const list = node.getChild('ParamList');
  const name = node.getChild('VariableName');
  const body = node.lastChild;
  return body === null
    ? unknown()
    : {
        kind: 'function',
        name: name && node.name === 'FunctionDefinition' ? scope.file.script.textOf(name) : '',
        parameters: list ? readParameters(list, scope, machine) : [],
        body,
        scope: scope.kind === 'class' && scope.outer ? scope.outer : scope,
        binding,
        decorations: [],
        wasCalled: false,
      };
}

function readParameters(list: SyntaxNode, scope: Scope, machine: Machine): Parameter[] {
  const parts = childrenOf(list).filter(({ name }) => !/^[()]$/.test(name));
  let kind: Parameter['kind'] = 'positional';
  const parameters: Parameter[] = [];
  for (const part of splitAtCommas(parts)) {
    const starred = kindByStar.get(part[0]?.name ?? '');
    const node = part.find(({ name }) => name === 'VariableName');
    if (node) {
      const written = writtenDefault(part);
      parameters.push({
        name: scope.file.script.textOf(node),
        kind: starred ?? kind,
        preset: written ? machine.evaluate(written, scope) : undefined,
        annotation: part.find(({ name }) => name === 'TypeDef')?.lastChild ?? null,
        written,
        node,
      });
    }
    kind = starred ? 'keyword' : kind;
  }
  return parameters;
}

function writtenDefault(part: readonly SyntaxNode[]): SyntaxNode | null {
  const sign = part.findIndex(({ name }) => name === 'AssignOp');
  return sign === -1 ? null : (part[sign + 1] ?? null);
}

const kindByStar: ReadonlyMap<string, Parameter['kind']> = new Map([
  ['*', 'rest'],
  ['**', 'keywords'],
]);

/** The result of calling a function of the script. */
export function callFunction(
  target: ScriptFunction,
  given: CallArguments,
  machine: Machine,
): Value {
  target.wasCalled = true;
  const scope = new Scope(target.scope.file, 'function', target.scope);
  bind(target.parameters, given, scope, machine);
  return enterBody(target, scope, machine);
}

/** Runs a function of which no call is seen: what it is given is not known, but for its defaults. */
export function callBlindly(target: ScriptFunction, self: Value | null, machine: Machine): void {
  target.wasCalled = true;
  const scope = new Scope(target.scope.file, 'function', target.scope);
  target.parameters.forEach(({ name, kind, preset }, index) => {
    const isSelf = index === 0 && self !== null && target.binding !== 'staticmethod';
    const value = kind === 'rest' || kind === 'keywords' ? unknown() : (preset ?? unknown());
    scope.names.set(name, isSelf ? self : value);
  });
  enterBody(target, scope, machine);
}

function enterBody(
  { body, owner, parameters }: ScriptFunction,
  scope: Scope,
  machine: Machine,
): Value {
  const self = parameters[0] && scope.names.get(parameters[0].name);
  if (owner && self) {
    scope.names.set('super()', { kind: 'super', self, after: owner });
    scope.names.set('__class__', owner);
  }
  if (body.name !== 'Body') {
    return machine.evaluate(body, scope);
  }
  if (isGenerator(body)) {
    machine.enter((frame) => machine.run(childrenOf(body), frame), scope);
    return unknown();
  }
  return machine.enter((frame) => machine.run(childrenOf(body), frame), scope);
}

/** Only those that yield in a statement of their own are met before the command line is read. */
function isGenerator(body: SyntaxNode): boolean {
  return body.getChild('YieldStatement') !== null;
}

/** Binds what a call gives to parameters. */
function bind(
  parameters: readonly Parameter[],
  given: CallArguments,
  scope: Scope,
  machine: Machine,
): void {
  const positional = [...given.positional];
  const keywords = new Map(given.keywords);
  const level = machine.journal.level;
  for (const { name, kind, preset } of parameters) {
    let value: Value | undefined;
    if (kind === 'rest') {
      value = items('tuple', positional.splice(0), level, given.isOpen);
    } else if (kind === 'keywords') {
      value = keywordsLeft(keywords, given.isOpen, level);
    } else {
      value = (kind === 'positional' ? positional.shift() : undefined) ?? keywords.get(name);
      value ??= given.isOpen ? unknown() : preset;
      keywords.delete(name);
    }
    scope.names.set(name, value ?? unknown());
  }
}

function keywordsLeft(left: ReadonlyMap<string, Value>, isOpen: boolean, level: number): Value {
  const entries = [...left].map(
    ([name, value]) => [`s${name}`, { key: text(name), value }] as const,
  );
  return dictionary(new Map(entries), level, isOpen);
}
