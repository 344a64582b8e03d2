import { argumentAt } from './callSite';
import type { Call, Machine } from './machine';
import { applyBinary, orderOf } from './operators';
import {
  dictionary,
  integer,
  isItems,
  isTrue,
  items,
  iterated,
  keyOf,
  maxSize,
  plain,
  text,
  truth,
  unknown,
} from './values';
import type { Dictionary, Items, Value } from './model';

export type Builtin = (call: Call, machine: Machine) => Value | undefined;

/** Python's functions that make sequences or go through them. */
export const collectionBuiltins: readonly (readonly [string, Builtin])[] = [
  ['list', (call, machine) => gather('list', call, machine)],
  ['tuple', (call, machine) => gather('tuple', call, machine)],
  ['set', (call, machine) => gather('set', call, machine)],
  ['frozenset', (call, machine) => gather('set', call, machine)],
  ['iter', (call, machine) => gather('list', call, machine)],
  ['dict', makeDictionary],
  ['len', lengthOf],
  ['range', range],
  ['sorted', sort],
  ['reversed', (call, machine) => listed(iteratedFirst(call)?.reverse(), machine)],
  ['enumerate', enumerate],
  ['zip', zip],
  ['map', (call, machine) => mapOver(call, machine)],
  ['filter', (call, machine) => filter(call, machine)],
  ['min', (call) => extreme(call, (order) => order < 0)],
  ['max', (call) => extreme(call, (order) => order > 0)],
  ['sum', (call) => iteratedFirst(call)?.reduce((a, b) => applyBinary('+', a, b), integer(0))],
  ['any', (call) => quantify(call, true)],
  ['all', (call) => quantify(call, false)],
];

function iteratedFirst({ positional }: Call): Value[] | undefined {
  const [first] = positional;
  const values = first && iterated(first);
  return values && [...values];
}

function listed(values: readonly Value[] | undefined, machine: Machine): Value | undefined {
  return values && items('list', values, machine.journal.level);
}

function gather(kind: Items['kind'], call: Call, machine: Machine): Value | undefined {
  const values = call.positional.length === 0 ? [] : iteratedFirst(call);
  const all =
    kind === 'set' && values
      ? [...new Map(values.map((value, index) => [keyOf(value) ?? index, value])).values()]
      : values;
  return all && items(kind, all, machine.journal.level);
}

function makeDictionary(
  { positional: [first], keywords }: Call,
  machine: Machine,
): Value | undefined {
  const entries =
    first === undefined ? [] : first.kind === 'dict' ? entriesOf(first) : entriesOfPairs(first);
  if (entries === undefined) {
    return undefined;
  }
  const named = [...keywords].map(
    ([name, value]) => [`s${name}`, { key: text(name), value }] as const,
  );
  return dictionary(new Map([...entries, ...named]), machine.journal.level);
}

type Entry = readonly [string, { readonly key: Value; readonly value: Value }];

function entriesOf({ entries, isOpen }: Dictionary): Entry[] | undefined {
  return isOpen ? undefined : [...entries];
}

function entriesOfPairs(given: Value): Entry[] | undefined {
  const read = iterated(given)?.map(entryOfPair);
  return read?.every((entry) => entry !== undefined) ? read : undefined;
}

function entryOfPair(pair: Value): Entry | undefined {
  const [key, value] = isItems(pair) ? pair.items : [];
  const name = key ? keyOf(key) : null;
  return key && value && name !== null ? [name, { key, value }] : undefined;
}

function lengthOf({ positional: [value = unknown()] }: Call): Value | undefined {
  const length = value.kind === 'str' ? Array.from(value.value).length : iterated(value)?.length;
  return length === undefined ? undefined : integer(length);
}

function range({ positional }: Call, machine: Machine): Value | undefined {
  const bounds = positional.map((value) => (value.kind === 'int' ? value.value : NaN));
  const [from = 0, to = 0, step = 1] = bounds.length === 1 ? [0, ...bounds] : bounds;
  const size = Math.max(0, Math.ceil((to - from) / step));
  return Number.isFinite(size) && size <= maxSize
    ? listed(
        Array.from({ length: size }, (_item, index) => integer(from + index * step)),
        machine,
      )
    : undefined;
}

function sort(call: Call, machine: Machine): Value | undefined {
  const values = iteratedFirst(call);
  if (values === undefined || call.keywords.has('key')) {
    return undefined;
  }
  const unordered: Value[] = [];
  values.sort((a, b) => {
    const order = orderOf(plain(a), plain(b));
    if (order === undefined) {
      unordered.push(a);
    }
    return order ?? 0;
  });
  const reverse = call.keywords.get('reverse');
  const isReversed = reverse !== undefined && isTrue(reverse);
  return unordered.length === 0 && isReversed !== undefined
    ? listed(isReversed ? values.reverse() : values, machine)
    : undefined;
}

function enumerate(call: Call, machine: Machine): Value | undefined {
  const start = argumentAt(call, 1, 'start');
  const from = start.kind === 'int' ? start.value : start.kind === 'none' ? 0 : NaN;
  const level = machine.journal.level;
  return listed(
    iteratedFirst(call)?.map((value, index) =>
      items('tuple', [integer(from + index), value], level),
    ),
    machine,
  );
}

function zip({ positional }: Call, machine: Machine): Value | undefined {
  const columns = positional.map(iterated);
  const known = columns.filter((column) => column !== undefined);
  if (known.length < columns.length) {
    return undefined;
  }
  const size = Math.min(...known.map(({ length }) => length));
  const level = machine.journal.level;
  return listed(
    Array.from({ length: Number.isFinite(size) ? size : 0 }, (_row, index) =>
      items(
        'tuple',
        known.map((column) => column[index] ?? unknown()),
        level,
      ),
    ),
    machine,
  );
}

function mapOver(call: Call, machine: Machine): Value | undefined {
  const [target, source] = call.positional;
  const values = source && iterated(source);
  return target && call.positional.length === 2
    ? listed(
        values?.map((value) =>
          machine.call(target, { ...call, positional: [value], keywords: new Map() }),
        ),
        machine,
      )
    : undefined;
}

function filter(call: Call, machine: Machine): Value | undefined {
  const [target, source] = call.positional;
  const values = source && iterated(source);
  if (target === undefined || values === undefined) {
    return undefined;
  }
  const kept = values.map((value) =>
    isTrue(target.kind === 'none' ? value : machine.call(target, { ...call, positional: [value] })),
  );
  return kept.includes(undefined)
    ? undefined
    : listed(
        values.filter((_value, index) => kept[index]),
        machine,
      );
}

function extreme(call: Call, isBetter: (order: number) => boolean): Value | undefined {
  const values = call.positional.length === 1 ? iteratedFirst(call) : call.positional;
  let [best] = values ?? [];
  for (const value of values ?? []) {
    const order = best && orderOf(value, best);
    if (order === undefined || call.keywords.size > 0) {
      return undefined;
    }
    best = isBetter(order) ? value : best;
  }
  return best;
}

function quantify(call: Call, wanted: boolean): Value | undefined {
  const known = iteratedFirst(call)?.map(isTrue);
  if (known === undefined) {
    return undefined;
  }
  const isFound = known.includes(wanted);
  return isFound || !known.includes(undefined) ? truth(isFound === wanted) : undefined;
}
