import { collectionBuiltins, type Builtin } from './collectionBuiltins';
import { ScriptStops, type Call, type Machine } from './machine';
import { reprOf, strOf } from './pythonText';
import {
  dictionary,
  float,
  inherit,
  integer,
  isItems,
  isTrue,
  none,
  plain,
  text,
  truth,
} from './values';
import type { Scope, Value } from './model';

/** The result of one of Python's own functions or types; `undefined`: not known. */
export function callBuiltin(name: string, call: Call, machine: Machine): Value | undefined {
  if (call.isOpen) {
    return undefined;
  }
  const result = byName.get(name)?.(call, machine);
  return result && inherit(result, ...call.positional);
}

const byName: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ['int', ({ positional }) => (positional.length > 1 ? undefined : toInteger(positional[0]))],
  ['float', ({ positional }) => toFloat(positional[0])],
  ['str', ({ positional: [value] }) => optionalText(value ? strOf(value) : '')],
  ['repr', ({ positional: [value] }) => optionalText(value && reprOf(value))],
  ['bool', ({ positional: [value = none] }) => optionalTruth(isTrue(value))],
  ...collectionBuiltins,
  [
    'abs',
    ({ positional: [value] }) =>
      value && isReal(value) ? { ...value, value: Math.abs(value.value) } : undefined,
  ],
  ['getattr', getAttribute],
  ['hasattr', hasAttribute],
  ['setattr', setAttribute],
  ['isinstance', isInstance],
  ['callable', ({ positional: [value] }) => (value?.kind === 'function' ? truth(true) : undefined)],
  [
    'chr',
    ({ positional: [value] }) =>
      value?.kind === 'int' && value.value < 0x110000 && value.value >= 0
        ? text(String.fromCodePoint(value.value))
        : undefined,
  ],
  ['globals', ({ scope }) => namesOf(scope.module)],
  ['super', ({ scope }) => scope.find('super()')],
  ['print', () => none],
  ['exit', stop],
  ['quit', stop],
]);

function stop(): never {
  throw new ScriptStops('raised');
}

function optionalText(value: string | undefined): Value | undefined {
  return value === undefined ? undefined : text(value);
}

function optionalTruth(value: boolean | undefined): Value | undefined {
  return value === undefined ? undefined : truth(value);
}

function isReal(value: Value): value is Extract<Value, { kind: 'int' | 'float' }> {
  return value.kind === 'int' || value.kind === 'float';
}

function toInteger(given: Value = integer(0)): Value | undefined {
  const value = plain(given);
  if (value.kind === 'str') {
    return /^\s*[-+]?\d+(_\d+)*\s*$/.test(value.value)
      ? integer(Number(value.value.replaceAll('_', '')))
      : undefined;
  }
  const isNumber = isReal(value) || value.kind === 'bool';
  return isNumber && Number.isFinite(Number(value.value))
    ? integer(Math.trunc(Number(value.value)) + 0)
    : undefined;
}

function toFloat(given: Value = float(0)): Value | undefined {
  const value = plain(given);
  if (value.kind !== 'str') {
    return isReal(value) || value.kind === 'bool' ? float(Number(value.value)) : undefined;
  }
  const written = value.value.trim().toLowerCase();
  const special = /^([-+]?)(inf|infinity|nan)$/.exec(written);
  if (special) {
    return float(special[2] === 'nan' ? NaN : special[1] === '-' ? -Infinity : Infinity);
  }
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/.test(written) ? float(Number(written)) : undefined;
}

function getAttribute(
  { positional: [object, name, fallback] }: Call,
  machine: Machine,
): Value | undefined {
  if (object === undefined || name?.kind !== 'str') {
    return undefined;
  }
  const found = machine.attribute(object, name.value);
  return found.kind === 'unknown' && fallback ? undefined : found;
}

/** Only of objects whose attributes are all seen. */
function hasAttribute({ positional: [object, name] }: Call, machine: Machine): Value | undefined {
  if (object?.kind !== 'instance' || name?.kind !== 'str') {
    return undefined;
  }
  return machine.attribute(object, name.value).kind === 'unknown' ? undefined : truth(true);
}

function setAttribute(
  { positional: [object, name, value] }: Call,
  machine: Machine,
): Value | undefined {
  if (object?.kind === 'instance' && name?.kind === 'str' && value) {
    machine.journal.write(object.attributes, name.value, value);
  }
  return none;
}

function namesOf({ names }: Scope): Value {
  const entries = [...names].map(
    ([name, value]) => [`s${name}`, { key: text(name), value }] as const,
  );
  return dictionary(new Map(entries), 0);
}

const typeKinds: ReadonlyMap<string, readonly Value['kind'][]> = new Map([
  ['builtins.str', ['str']],
  ['builtins.int', ['int', 'bool']],
  ['builtins.float', ['float']],
  ['builtins.bool', ['bool']],
  ['builtins.list', ['list']],
  ['builtins.tuple', ['tuple']],
  ['builtins.dict', ['dict']],
  ['builtins.set', ['set']],
]);

function isInstance({ positional: [value, type] }: Call): Value | undefined {
  const types = type && isItems(type) ? type.items : [type];
  const kinds = types.map((each) =>
    each?.kind === 'external' ? typeKinds.get(each.path) : undefined,
  );
  const isPlain = value && /^(none|str|int|float|bool|list|tuple|dict|set|path)$/.test(value.kind);
  return isPlain && !kinds.includes(undefined)
    ? truth(kinds.flat().includes(value.kind))
    : undefined;
}
