import type { SyntaxNode } from '@lezer/common';
import type { Machine } from '../machine';
import { Scope, type Recorded, type ScriptClass, type Value } from '../model';
import { PythonScript } from '../pythonScript';
import { external, items, iterated, unknown } from '../values';

/** What a type annotation says of a value that comes from the command line. */
export interface TypeHint {
  /** The type of one value, such as `builtins.int`; unknown where there is not one. */
  readonly type: Value;
  /** The members of a `Literal`. */
  readonly choices: Value | undefined;
  /** Whether `None` is among what it allows. */
  readonly isOptional: boolean;
  /** How many values: any number, so many, or one. */
  readonly count: 'list' | number | null;
  /** What `Annotated` adds. */
  readonly metadata: readonly Value[];
  /** The types of a union, but for `None`, in their order. */
  readonly alternatives: readonly TypeHint[];
}

const noHint: TypeHint = {
  type: unknown(),
  choices: undefined,
  isOptional: false,
  count: null,
  metadata: [],
  alternatives: [],
};

interface Place {
  readonly scope: Scope;
  readonly machine: Machine;
  readonly depth: number;
}

/** Reads an annotation; `null` says nothing. */
export function readHint(node: SyntaxNode | null, scope: Scope, machine: Machine): TypeHint {
  return node === null
    ? noHint
    : hintOf(machine.evaluate(node, scope), { scope, machine, depth: 0 });
}

function hintOf(value: Value, place: Place): TypeHint {
  switch (value.kind) {
    case 'none':
      return { ...noHint, isOptional: true };
    case 'str':
      return hintOfText(value.value, place);
    case 'class':
      return { ...noHint, type: value };
    case 'external':
      if (saysNothing.test(value.path)) {
        return noHint;
      }
      return lists.has(lastPart(value.path))
        ? { ...noHint, count: 'list' }
        : { ...noHint, type: value };
    case 'recorded':
      return place.depth > 10 ? noHint : hintOfGeneric(value, { ...place, depth: place.depth + 1 });
    default:
      return noHint;
  }
}

/** An annotation may be written as a text, for names that are defined later. */
function hintOfText(text: string, place: Place): TypeHint {
  const script = new PythonScript(text);
  const node = script.root.firstChild?.firstChild;
  const scope = new Scope({ script, lineOf: () => 1 }, 'function', place.scope);
  return node && place.depth <= 10
    ? hintOf(place.machine.evaluate(node, scope), { ...place, depth: place.depth + 1 })
    : noHint;
}

const saysNothing = /^(typing\.Any|builtins\.object)$/;

const lists = new Set(['List', 'list', 'Sequence', 'Iterable', 'Set', 'set', 'Tuple', 'tuple']);

const lastPart = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

function hintOfGeneric({ path, given }: Recorded, place: Place): TypeHint {
  const [first = unknown(), ...rest] = given.positional;
  const name = lastPart(path);
  switch (name) {
    case 'Optional':
      return { ...hintOf(first, place), isOptional: true };
    case 'Union':
      return union(given.positional.map((each) => hintOf(each, place)));
    case 'Annotated':
      return { ...hintOf(first, place), metadata: rest };
    case 'Final':
    case 'Required':
      return hintOf(first, place);
    case 'ClassVar':
      return { ...noHint, type: external(path) };
    case 'Literal':
      return { ...noHint, choices: items('list', given.positional, place.machine.journal.level) };
    default:
      return lists.has(name) ? several(name, given.positional, place) : noHint;
  }
}

function union(all: readonly TypeHint[]): TypeHint {
  const isNone = (hint: TypeHint): boolean =>
    hint.isOptional && ![hint.type.kind !== 'unknown', hint.choices, hint.count].some(Boolean);
  const alternatives = all.filter((hint) => !isNone(hint));
  const [only] = alternatives;
  const isOptional = all.some((hint) => hint.isOptional);
  return alternatives.length === 1 && only
    ? { ...only, isOptional }
    : { ...noHint, isOptional, alternatives };
}

/** `Tuple[int, str]` is two values, every other one any number. */
function several(name: string, given: readonly Value[], place: Place): TypeHint {
  const hints = given.map((each) => hintOf(each, place));
  const [first = noHint] = hints;
  const isFixed = /tuple/i.test(name) && !given.some(isEllipsis);
  if (!isFixed) {
    return { ...first, isOptional: false, count: 'list' };
  }
  const isUniform = hints.every(({ type }) => isSameType(type, first.type));
  return { ...noHint, type: isUniform ? first.type : unknown(), count: given.length };
}

function isSameType(one: Value, other: Value): boolean {
  return one.kind === 'external' && other.kind === 'external' && one.path === other.path;
}

/** `...` */
export function isEllipsis(value: Value | undefined): boolean {
  return value?.kind === 'external' && value.path === 'builtins.Ellipsis';
}

/** An enumeration's values as choices, by `value` or by `name`. */
export function enumChoices(type: ScriptClass, by: 'value' | 'name', machine: Machine): Value {
  const members = iterated(type) ?? [];
  const texts = members.map((member): Value =>
    member.kind !== 'member'
      ? unknown()
      : by === 'value'
        ? member.value
        : { kind: 'str', value: member.name },
  );
  return items('list', texts, machine.journal.level);
}

/** A member of an enumeration by what stands for it on the command line. */
export function withoutEnum(value: Value | undefined): Value | undefined {
  return value?.kind === 'member' ? value.value : value;
}

/** The type of a value that is known, as a type argument names it. */
export function typeOfValue(value: Value | undefined): Value | undefined {
  return value !== undefined && /^(str|int|float|bool)$/.test(value.kind)
    ? { kind: 'external', path: `builtins.${value.kind}` }
    : undefined;
}
