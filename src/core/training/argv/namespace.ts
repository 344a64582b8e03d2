import { pythonBool, pythonInt, pythonStr, type PythonValue } from '../pythonValue';
import { unknownValue, type ArgvValue } from './argvValue';
import type { TakenValues } from './convertWords';
import type { ParserAction, ParserModel } from './parserModel';
import { argumentError } from './refusal';

/** What `parse_args` returns, while it is made. */
export class Namespace {
  readonly values = new Map<string, ArgvValue>();
  private readonly touched = new Set<string>();

  /** With the defaults of `model`; of several for one attribute the first counts. */
  constructor(model: ParserModel) {
    for (const { destination, default: value } of model.actions) {
      if (destination !== null && !this.values.has(destination)) {
        this.values.set(destination, value);
      }
    }
  }

  /** Whether the attribute still is the default of `action`. */
  holdsDefault({ destination, default: value }: ParserAction): boolean {
    return (
      destination !== null &&
      !this.touched.has(destination) &&
      this.values.get(destination) === value
    );
  }

  set(destination: string, value: ArgvValue): void {
    this.values.set(destination, value);
    this.touched.add(destination);
  }

  /** Does what the action does with its values; throws `Refusal` where Python would raise. */
  apply(action: ParserAction, taken: TakenValues, option: string): void {
    if (action.destination === null) {
      return;
    }
    const before = this.values.get(action.destination) ?? unknownValue;
    this.set(action.destination, effects[action.effect](action, { before, taken, option }));
  }
}

interface Taking {
  readonly before: ArgvValue;
  readonly taken: TakenValues;
  readonly option: string;
}

type Effect = (action: ParserAction, taking: Taking) => ArgvValue;

const unseen: Effect = () => unknownValue;

const effects: Readonly<Record<ParserAction['effect'], Effect>> = {
  store: (_, { taken }) => joined(taken),
  store_true: () => pythonBool(true),
  store_false: () => pythonBool(false),
  boolean_optional: (_, { option }) => pythonBool(!option.startsWith('--no-')),
  append: (action, { before, taken }) => listWith(action, before, [joined(taken)]),
  append_const: (action, { before }) => listWith(action, before, [unknownValue]),
  extend: (action, { before, taken }) => listWith(action, before, itemsOf(action, joined(taken))),
  count: (action, { before }) => counted(action, before),
  store_const: unseen,
  other: unseen,
  help: unseen,
  subcommand: unseen,
};

function joined(taken: TakenValues): ArgvValue {
  return 'kind' in taken ? taken : listOf(taken);
}

function listOf(values: readonly ArgvValue[]): ArgvValue {
  const items = values.filter((value): value is PythonValue => value.kind !== 'unknown');
  return items.length === values.length ? { kind: 'list', items } : unknownValue;
}

/** The list behind `append` and `extend`, which begins as a copy of the default. */
function listWith(
  action: ParserAction,
  before: ArgvValue,
  added: readonly ArgvValue[] | null,
): ArgvValue {
  if (before.kind !== 'list' && before.kind !== 'none' && before.kind !== 'unknown') {
    const method = action.effect === 'extend' ? 'extend' : 'append';
    throw argumentError('crash', action, `'${before.kind}' object has no attribute '${method}'`);
  }
  return before.kind === 'unknown' || added === null
    ? unknownValue
    : listOf([...(before.kind === 'list' ? before.items : []), ...added]);
}

/** What Python's `list.extend` goes through: of a text its letters. `null`: not known. */
function itemsOf(action: ParserAction, value: ArgvValue): readonly ArgvValue[] | null {
  switch (value.kind) {
    case 'unknown':
    case 'dict':
      return null;
    case 'list':
      return value.items;
    case 'str':
      return Array.from(value.value, pythonStr);
    case 'none':
    case 'bool':
    case 'int':
    case 'float': {
      const type = value.kind === 'none' ? 'NoneType' : value.kind;
      throw argumentError('crash', action, `'${type}' object is not iterable`);
    }
  }
}

function counted(action: ParserAction, before: ArgvValue): ArgvValue {
  switch (before.kind) {
    case 'unknown':
      return before;
    case 'none':
      return pythonInt(1);
    case 'bool':
      return pythonInt(before.value ? 2 : 1);
    case 'int':
      return { kind: 'int', value: before.value + 1n };
    case 'float':
      return { kind: 'float', value: before.value + 1 };
    case 'str':
    case 'list':
    case 'dict':
      throw argumentError('crash', action, `a count cannot be added to a ${before.kind}`);
  }
}
