import type { SyntaxNode } from '@lezer/common';
import { readCall } from './callSite';
import { makeParser } from './argparse/parser';
import type { Call, Machine } from './machine';
import { childrenOf } from './pythonScript';
import { unknown } from './values';
import { Scope, type Parser, type ScriptClass, type ScriptFunction, type Value } from './model';

/** Defines a class: its body is run as any other. */
export function defineClass(node: SyntaxNode, scope: Scope, machine: Machine): ScriptClass {
  const list = node.getChild('ArgList');
  const name = node.getChild('VariableName');
  const body = node.getChild('Body');
  const bases = list ? readCall(list, scope, machine).positional : [];
  const inner = new Scope(scope.file, 'class', scope.kind === 'class' ? scope.outer : scope);
  if (body) {
    machine.enter((frame) => machine.run(childrenOf(body), frame), inner);
  }
  const made: ScriptClass = {
    kind: 'class',
    name: name ? scope.file.script.textOf(name) : '',
    bases,
    attributes: inner.names,
    isEnum: bases.some(isEnumBase),
    node,
    scope: inner,
  };
  for (const [key, value] of inner.names) {
    if (value.kind === 'function' && value.owner === undefined) {
      value.owner = made;
    } else if (made.isEnum && isMember(key, value)) {
      made.attributes.set(key, { kind: 'member', type: made, name: key, value });
    }
  }
  return made;
}

function isEnumBase(base: Value): boolean {
  return base.kind === 'class'
    ? base.isEnum
    : base.kind === 'external' && /^enum\.(Int|Str)?(Enum|Flag)$/.test(base.path);
}

function isMember(name: string, { kind }: Value): boolean {
  return !name.startsWith('_') && kind !== 'function' && kind !== 'class' && kind !== 'method';
}

/** The class and those it derives from, in the order in which attributes are looked for. */
function ancestry(type: ScriptClass, seen = new Set<ScriptClass>()): ScriptClass[] {
  if (seen.has(type) || seen.size > 50) {
    return [];
  }
  seen.add(type);
  const bases = type.bases.filter((base) => base.kind === 'class');
  return [type, ...bases.flatMap((base) => ancestry(base, seen))];
}

export function classAttribute(type: ScriptClass, name: string): Value | undefined {
  return ancestry(type)
    .map(({ attributes }) => attributes.get(name))
    .find((value) => value !== undefined);
}

/** What comes after `after` in the ancestry of `type`. */
export function inheritedAttribute(
  type: ScriptClass,
  after: ScriptClass,
  name: string,
): Value | undefined {
  const line = ancestry(type);
  return line
    .slice(line.indexOf(after) + 1)
    .map(({ attributes }) => attributes.get(name))
    .find((value) => value !== undefined);
}

/** Whether one of the bases is a class of that name in a package. */
export function derivesFrom(type: ScriptClass, path: RegExp): boolean {
  return ancestry(type).some(({ bases }) =>
    bases.some((base) => base.kind === 'external' && path.test(base.path)),
  );
}

export const parserClass = /(^|\.)(ArgumentParser|ArgParser)$/;

/** Makes an object of a class of the script. */
export function instantiate(type: ScriptClass, call: Call, machine: Machine): Value {
  if (type.isEnum) {
    return memberOf(type, call.positional[0] ?? unknown());
  }
  const initializer = classAttribute(type, '__init__');
  if (derivesFrom(type, parserClass)) {
    return makeOwnParser(type, initializer, call, machine);
  }
  const instance: Value = { kind: 'instance', type, attributes: new Map() };
  if (initializer?.kind === 'function') {
    machine.call({ kind: 'method', self: instance, target: initializer }, call);
  } else {
    setFields(type, instance.attributes, call);
  }
  return instance;
}

/** A dataclass takes its fields in order and by name. */
function setFields(type: ScriptClass, attributes: Map<string, Value>, call: Call): void {
  for (const [name, value] of call.keywords) {
    attributes.set(name, value);
  }
  const names = [...type.attributes].filter(([, { kind }]) => kind !== 'function');
  call.positional.forEach((value, index) => {
    const name = names[index]?.[0];
    if (name !== undefined) {
      attributes.set(name, value);
    }
  });
}

/** Its own `__init__` hands to argparse what it chooses. */
function makeOwnParser(
  type: ScriptClass,
  initializer: Value | undefined,
  call: Call,
  machine: Machine,
): Parser {
  const parser = makeParser(
    initializer?.kind === 'function' ? { keywords: new Map<string, Value>(), isOpen: false } : call,
    machine,
    { type },
  );
  if (initializer?.kind === 'function') {
    machine.call({ kind: 'method', self: parser, target: initializer }, call);
  }
  return parser;
}

function memberOf(type: ScriptClass, value: Value): Value {
  const members = [...type.attributes.values()];
  const isKnown = value.kind === 'str' || value.kind === 'int';
  return (
    members.find(
      (member) =>
        isKnown &&
        member.kind === 'member' &&
        member.value.kind === value.kind &&
        member.value.value === value.value,
    ) ?? unknown()
  );
}

/** Functions of a class of which no call was seen. */
export function uncalledMethods(type: ScriptClass): ScriptFunction[] {
  return [...type.attributes.values()].filter(
    (value): value is ScriptFunction => value.kind === 'function' && !value.wasCalled,
  );
}
