import { isParserMethod } from './argparse/parserMethods';
import { classAttribute, inheritedAttribute } from './classes';
import { isCommandOf } from './libraries/commands';
import { fieldDefault } from './libraries/dataclassArguments';
import type { Machine } from './machine';
import { normalPath } from './operators';
import { dictionary, external, float, integer, items, text, unknown } from './values';
import type { External, Parser, ScriptClass, ScriptFunction, Value } from './model';

/** Calls a property; the machine does not need to know where it stands. */
export type CallProperty = (target: ScriptFunction, self: Value) => Value;

/** `value.name` */
export function readAttribute(
  value: Value,
  name: string,
  machine: Machine,
  callProperty: CallProperty,
): Value {
  const read = byKind[value.kind] as ReadAttribute | undefined;
  return read ? read(value, name, machine, callProperty) : method(value, name);
}

type ReadAttribute = (
  value: Value,
  name: string,
  machine: Machine,
  callProperty: CallProperty,
) => Value;

/** By kind, each with the values of that kind; of those that are not here every attribute is a method. */
const byKind: {
  readonly [K in Value['kind']]?: (
    value: Extract<Value, { kind: K }>,
    name: string,
    machine: Machine,
    callProperty: CallProperty,
  ) => Value;
} = {
  module: ({ scope }, name) => scope.names.get(name) ?? unknown(),
  external: (value, name, machine) => externalAttribute(value, name, machine),
  instance: (value, name, machine, callProperty) =>
    value.attributes.get(name) ?? ofInstance(value, name, machine, callProperty),
  class: ofOwnClass,
  member: (value, name, _machine, callProperty) => memberAttribute(value, name, callProperty),
  parser: (value, name, machine, callProperty) =>
    parserAttribute(value, name, callProperty, machine),
  super: (value, name, _machine, callProperty) =>
    bound(inheritedOf(value, name), value.self, callProperty) ?? method(value.self, name),
  path: (value, name) => pathAttribute(value.value, name) ?? method(value, name),
  unknown: (value, name) => (isParserMethod(name) ? method(value, name) : unknown(value.variable)),
  function: () => unknown(),
  method: () => unknown(),
  partial: () => unknown(),
};

function method(self: Value, target: ScriptFunction | string): Value {
  return { kind: 'method', self, target, variable: self.variable };
}

function inheritedOf(value: Extract<Value, { kind: 'super' }>, name: string): Value | undefined {
  const { self, after } = value;
  const type = self.kind === 'instance' || self.kind === 'parser' ? self.type : null;
  return type === null ? undefined : inheritedAttribute(type, after, name);
}

/** A field of a dataclass holds its default, where nothing else was given. */
function ofInstance(
  value: Extract<Value, { kind: 'instance' }>,
  name: string,
  machine: Machine,
  callProperty: CallProperty,
): Value {
  const found = ofClass(value.type, value, name, callProperty);
  return found.kind === 'recorded' && found.path === 'dataclasses.field'
    ? (fieldDefault(found, machine) ?? unknown())
    : found;
}

function ofClass(type: ScriptClass, self: Value, name: string, callProperty: CallProperty): Value {
  return (
    bound(classAttribute(type, name), self, callProperty) ??
    (name === '__class__' ? type : unknown())
  );
}

/** A function found in a class, as it comes out of an object of it. */
function bound(
  found: Value | undefined,
  self: Value,
  callProperty: CallProperty,
): Value | undefined {
  if (found?.kind !== 'function') {
    return found;
  }
  switch (found.binding) {
    case 'staticmethod':
      return found;
    case 'property':
      return callProperty(found, self);
    case 'classmethod':
      return method(self.kind === 'instance' ? self.type : self, found);
    default:
      return method(self, found);
  }
}

function ofOwnClass(type: ScriptClass, name: string): Value {
  const found = classAttribute(type, name);
  if (found?.kind === 'function' && found.binding === 'classmethod') {
    return method(type, found);
  }
  if (name === '__members__') {
    return members(type);
  }
  return found ?? (name === '__name__' ? text(type.name) : unknown());
}

function members({ attributes }: ScriptClass): Value {
  const found = [...attributes].filter(([, { kind }]) => kind === 'member');
  const entries = found.map(([name, value]) => [`s${name}`, { key: text(name), value }] as const);
  return dictionary(new Map(entries), 0);
}

function memberAttribute(
  member: Extract<Value, { kind: 'member' }>,
  name: string,
  callProperty: CallProperty,
): Value {
  if (name === 'value' || name === '_value_') {
    return member.value;
  }
  return name === 'name' ? text(member.name) : ofClass(member.type, member, name, callProperty);
}

/** Scripts reach into the groups that every parser begins with. */
function parserAttribute(
  parser: Parser,
  name: string,
  callProperty: CallProperty,
  machine: Machine,
): Value {
  const own = parser.attributes.get(name) ?? (parser.type && classAttribute(parser.type, name));
  if (own) {
    return bound(own, parser, callProperty) ?? own;
  }
  const group: Value = { kind: 'group', parser, exclusive: null };
  if (name === '_optionals' || name === '_positionals') {
    return group;
  }
  return name === '_action_groups'
    ? items('list', [group, group], machine.journal.level)
    : isParserMethod(name) || isCommandOf(parser)
      ? method(parser, name)
      : unknown();
}

function pathAttribute(path: string, name: string): Value | undefined {
  const parts = path.split('/');
  const last = parts.at(-1) ?? '';
  const suffix = /(?<=.)\.[^.]+$/.exec(last)?.[0] ?? '';
  switch (name) {
    case 'name':
      return text(last);
    case 'suffix':
      return text(suffix);
    case 'stem':
      return text(last.slice(0, last.length - suffix.length));
    case 'parent':
      return {
        kind: 'path',
        value: normalPath(parts.slice(0, -1).join('/') || (path.startsWith('/') ? '/' : '.')),
      };
    default:
      return undefined;
  }
}

/** Training runs on Linux; versions are those of the images in use. */
function externalAttribute(value: External, name: string, machine: Machine): Value {
  const path = `${value.path}.${name}`;
  const found = constants.get(path);
  if (found) {
    return found;
  }
  if (path === 'sys.version_info') {
    return items('tuple', [integer(3), integer(11), integer(0)], machine.journal.level);
  }
  return { ...external(path), variable: value.variable };
}

const constants: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['math.pi', float(Math.PI)],
  ['math.e', float(Math.E)],
  ['math.inf', float(Infinity)],
  ['math.nan', float(NaN)],
  ['numpy.inf', float(Infinity)],
  ['numpy.pi', float(Math.PI)],
  ['sys.platform', text('linux')],
  ['os.name', text('posix')],
  ['os.sep', text('/')],
  ['os.path.sep', text('/')],
  ['sys.argv', unknown()],
  ['sys.maxsize', unknown()],
  ...Object.entries({ DEBUG: 10, INFO: 20, WARNING: 30, WARN: 30, ERROR: 40, CRITICAL: 50 }).map(
    ([name, level]): [string, Value] => [`logging.${name}`, integer(level)],
  ),
  ['argparse.REMAINDER', text('...')],
  ['argparse.PARSER', text('A...')],
  ['argparse.OPTIONAL', text('?')],
  ['argparse.ZERO_OR_MORE', text('*')],
  ['argparse.ONE_OR_MORE', text('+')],
]);

/** A name that `from module import name` brings. */
export function importedName(module: string, name: string, machine: Machine): Value {
  return externalAttribute(external(module), name, machine);
}
