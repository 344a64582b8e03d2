import type { Call, Machine } from './machine';
import { mayChange, setItem } from './targets';
import {
  dictionary,
  integer,
  isItems,
  items,
  iterated,
  keyOf,
  none,
  text,
  unknown,
} from './values';
import type { Dictionary, Items, Value } from './model';

type ItemsMethod = (self: Items, call: Call, machine: Machine) => Value | undefined;
type DictionaryMethod = (self: Dictionary, call: Call, machine: Machine) => Value | undefined;

/** A method of a list, tuple or set; `undefined`: its result is not known. */
export function callOnItems(
  self: Items,
  name: string,
  call: Call,
  machine: Machine,
): Value | undefined {
  return itemsMethods.get(name)?.(self, call, machine);
}

/** A method of a dictionary; `undefined`: its result is not known. */
export function callOnDictionary(
  self: Dictionary,
  name: string,
  call: Call,
  machine: Machine,
): Value | undefined {
  return dictionaryMethods.get(name)?.(self, call, machine);
}

const itemsMethods: ReadonlyMap<string, ItemsMethod> = new Map<string, ItemsMethod>([
  ['append', append],
  ['add', append],
  ['extend', extend],
  ['update', extend],
  ['insert', insert],
  ['copy', (self, _call, { journal }) => items(self.kind, self.items, journal.level, self.isOpen)],
  ['pop', pop],
  ['union', union],
  ['index', indexOf],
  ...['remove', 'clear', 'sort', 'reverse', 'discard'].map((name): [string, ItemsMethod] => [
    name,
    (self, _call, machine) => change(self, machine, null),
  ]),
]);

function append(self: Items, { positional: [value = unknown()] }: Call, machine: Machine): Value {
  return change(self, machine, () => self.items.push(value));
}

/** Changes a list; one that is not sure to happen, or is not followed, leaves it open. */
function change(self: Items, machine: Machine, apply: (() => void) | null): Value {
  if (apply !== null && mayChange(self, machine)) {
    apply();
  } else {
    self.isOpen = true;
  }
  return none;
}

function extend(self: Items, { positional: [given] }: Call, machine: Machine): Value {
  const more = given && iterated(given);
  return change(self, machine, more ? () => self.items.push(...more) : null);
}

function insert(self: Items, { positional }: Call, machine: Machine): Value {
  const [index, value = unknown()] = positional;
  return change(
    self,
    machine,
    index?.kind === 'int' ? () => self.items.splice(index.value, 0, value) : null,
  );
}

function pop(self: Items, { positional: [index] }: Call, machine: Machine): Value {
  const at = index === undefined ? -1 : index.kind === 'int' ? index.value : NaN;
  if (!Number.isFinite(at) || self.isOpen || !mayChange(self, machine)) {
    self.isOpen = true;
    return unknown();
  }
  return self.items.splice(at, 1)[0] ?? unknown();
}

function union(self: Items, { positional: [other] }: Call, machine: Machine): Value | undefined {
  return other && isItems(other)
    ? items(
        'set',
        [...self.items, ...other.items],
        machine.journal.level,
        self.isOpen || other.isOpen,
      )
    : undefined;
}

function indexOf(self: Items, { positional: [value] }: Call): Value | undefined {
  const index = value ? self.items.map((item) => keyOf(item)).indexOf(keyOf(value)) : -1;
  return index === -1 || self.isOpen ? undefined : integer(index);
}

const dictionaryMethods: ReadonlyMap<string, DictionaryMethod> = new Map<string, DictionaryMethod>([
  ['keys', (self, _call, machine) => listed(self, machine, ({ key }) => key)],
  ['values', (self, _call, machine) => listed(self, machine, ({ value }) => value)],
  [
    'items',
    (self, _call, machine) =>
      listed(self, machine, ({ key, value }) =>
        items('tuple', [key, value], machine.journal.level),
      ),
  ],
  ['get', (self, call) => entryOf(self, call)],
  ['pop', popEntry],
  [
    'copy',
    (self, _call, { journal }) => dictionary(new Map(self.entries), journal.level, self.isOpen),
  ],
  ['update', update],
  ...['setdefault', 'clear', 'popitem'].map((name): [string, DictionaryMethod] => [name, open]),
]);

function listed(
  self: Dictionary,
  machine: Machine,
  part: (entry: { readonly key: Value; readonly value: Value }) => Value,
): Value {
  return items('list', [...self.entries.values()].map(part), machine.journal.level, self.isOpen);
}

function entryOf(self: Dictionary, { positional }: Call): Value | undefined {
  const [key, fallback = none] = positional;
  const at = key ? keyOf(key) : null;
  return at === null
    ? undefined
    : (self.entries.get(at)?.value ?? (self.isOpen ? unknown() : fallback));
}

function popEntry(self: Dictionary, call: Call, machine: Machine): Value | undefined {
  const [key] = call.positional;
  const at = key ? keyOf(key) : null;
  const found = entryOf(self, call);
  if (at === null || !mayChange(self, machine)) {
    self.isOpen = true;
  } else {
    self.entries.delete(at);
  }
  return found;
}

function update(self: Dictionary, call: Call, machine: Machine): Value {
  const [given] = call.positional;
  const known = given?.kind === 'dict' ? given : null;
  for (const { key, value } of known?.entries.values() ?? []) {
    setItem(self, key, value, machine);
  }
  call.keywords.forEach((value, name) => {
    setItem(self, text(name), value, machine);
  });
  self.isOpen ||= call.isOpen || (given !== undefined && known?.isOpen !== false);
  return none;
}

/** What it leaves is not followed. */
function open(self: Dictionary): undefined {
  self.isOpen = true;
}
