import type { SyntaxNode } from '@lezer/common';
import { makeParser } from '../argparse/parser';
import type { Call, Machine } from '../machine';
import type { Declared, External, Parser, Recorded, ScriptClass, Value } from '../model';
import { childrenOf } from '../pythonScript';
import { external, isTrue, iterated, none, text, truth, unknown } from '../values';
import { declaredAs, type Declaration } from './declaration';
import { fieldNames } from './libraryFields';
import { enumChoices, readHint, typeOfValue, withoutEnum, type TypeHint } from './typeHints';

/** Parsers that make an option of each field of the dataclasses that they are given. */
export const dataclassParser = /(^|\.)(HfArgumentParser|TrlParser|PdArgumentParser)$/;

/** `HfArgumentParser((ModelArguments, TrainingArguments))` */
export function makeDataclassParser(call: Call, machine: Machine): Parser {
  const { positional, keywords } = call;
  const parser = makeParser(call, machine, { library: 'dataclass' });
  const given = positional[0] ?? keywords.get('dataclass_types') ?? none;
  const types = given.kind === 'class' || given.kind === 'external' ? [given] : iterated(given);
  for (const type of types ?? [unknown()]) {
    addType(parser, type, call, machine);
  }
  return parser;
}

function addType(parser: Parser, type: Value, call: Call, machine: Machine): void {
  if (type.kind === 'external') {
    offer(parser, type, call.scope.file.lineOf(call.node));
  } else if (type.kind === 'class') {
    const fields = new Map<string, Declared>();
    addFields(type, { parser, fields, machine, depth: 0 });
    parser.arguments.push(...fields.values());
  } else {
    offer(parser, external(''), call.scope.file.lineOf(call.node));
  }
}

/** Names alone: types and defaults are those of the release that the job has. */
function offer(parser: Parser, { path }: External, line: number): void {
  parser.isCertain = false;
  if (!parser.offered.some(({ from }) => from === path)) {
    parser.offered.push({ from: path, names: fieldNames(path), line });
  }
}

interface Reading {
  readonly parser: Parser;
  /** By name; a class's own take the place of inherited ones. */
  readonly fields: Map<string, Declared>;
  readonly machine: Machine;
  readonly depth: number;
}

function addFields(type: ScriptClass, reading: Reading): void {
  for (const base of reading.depth < 20 ? [...type.bases].reverse() : []) {
    if (base.kind === 'class') {
      addFields(base, { ...reading, depth: reading.depth + 1 });
    } else if (base.kind === 'external') {
      offerBase(base, type, reading);
    } else if (base.kind !== 'recorded') {
      offerBase(external(''), type, reading);
    }
  }
  addOwnFields(type, reading);
}

const fieldless = /^(builtins\.object|abc\.ABC|typing\.(Generic|Protocol))$/;

function offerBase(base: External, { scope, node }: ScriptClass, { parser }: Reading): void {
  if (!fieldless.test(base.path)) {
    offer(parser, base, scope.file.lineOf(node));
  }
}

function addOwnFields(type: ScriptClass, { fields, machine }: Reading): void {
  const body = type.node.getChild('Body');
  for (const statement of body ? childrenOf(body) : []) {
    const [target, annotation] = childrenOf(statement);
    if (statement.name === 'AssignStatement' && target && annotation?.name === 'TypeDef') {
      const field = readField(target, annotation, type, machine);
      if (isArgument(field)) {
        fields.set(field.name, declare(field, machine));
      }
    }
  }
}

function readField(
  target: SyntaxNode,
  annotation: SyntaxNode,
  { scope, attributes }: ScriptClass,
  machine: Machine,
): Field {
  const name = scope.file.script.textOf(target);
  const hint = readHint(annotation.lastChild, scope, machine);
  const line = scope.file.lineOf(target);
  return { name, hint, ...describe(attributes.get(name), machine), line };
}

/** `init=False` and class variables are none. */
function isArgument({ keywords, hint }: Field): boolean {
  return isTrue(keywords.get('init') ?? truth(true)) !== false && !isClassVariable(hint);
}

const isClassVariable = ({ type }: TypeHint): boolean =>
  type.kind === 'external' && type.path.endsWith('.ClassVar');

interface Field {
  readonly name: string;
  readonly hint: TypeHint;
  readonly preset: Value | undefined;
  readonly keywords: ReadonlyMap<string, Value>;
  readonly unread: readonly string[];
  readonly line: number;
}

const isField = (value: Value | undefined): value is Recorded =>
  value?.kind === 'recorded' && /(^dataclasses\.field|\.HfArg)$/.test(value.path);

/** The default that a class's attribute gives a field. */
export function fieldDefault(value: Recorded, machine: Machine): Value | undefined {
  const { keywords, positional } = value.given;
  const factory = keywords.get('default_factory');
  return factory
    ? machine.call(factory, { ...emptyCall, node: value.node, scope: value.scope })
    : (keywords.get('default') ?? (value.path.endsWith('HfArg') ? positional[0] : undefined));
}

const emptyCall = { positional: [], keywords: new Map<string, Value>(), isOpen: false };

function describe(
  value: Value | undefined,
  machine: Machine,
): Pick<Field, 'preset' | 'keywords' | 'unread'> {
  if (!isField(value)) {
    return { preset: value, keywords: new Map(), unread: [] };
  }
  return {
    preset: fieldDefault(value, machine),
    keywords: metadataOf(value),
    unread: value.given.isOpen ? ['everything it takes from * or **'] : [],
  };
}

/** `metadata={'help': …, 'aliases': […]}` beside the keywords themselves. */
function metadataOf({ given: { keywords } }: Recorded): ReadonlyMap<string, Value> {
  const metadata = keywords.get('metadata');
  const entries = metadata?.kind === 'dict' ? [...metadata.entries.values()] : [];
  const named = entries.flatMap(({ key, value }): [string, Value][] =>
    key.kind === 'str' ? [[key.value, value]] : [],
  );
  return new Map([...keywords, ...named]);
}

/** As transformers' `HfArgumentParser._parse_dataclass_field` adds it. */
function declare(
  { name, hint, preset, keywords, unread, line }: Field,
  machine: Machine,
): Declared {
  const value = withoutEnum(preset);
  const named = keywords.get('aliases') ?? none;
  const aliases = named.kind === 'str' ? [named] : (iterated(named) ?? []);
  const flags = [
    `--${name}`,
    ...aliases.flatMap((alias) => (alias.kind === 'str' ? [alias.value] : [])),
  ];
  const one = { destination: name, help: keywords.get('help'), line, unread };
  const only = chosen(hint);
  if (isBool(only)) {
    return declareBool({ ...one, flags }, hint, value);
  }
  return declaredAs({
    ...one,
    flags,
    ...typeOf(only, machine),
    ...handedOn(keywords),
    default: value,
    required: preset === undefined,
    ...(only.count === null ? {} : { nargs: text('+') }),
  });
}

/** Metadata that argparse is given as it is. */
function handedOn(keywords: ReadonlyMap<string, Value>): Pick<Declaration, 'choices' | 'nargs'> {
  const [choices, nargs] = [keywords.get('choices'), keywords.get('nargs')];
  return { ...(choices ? { choices } : {}), ...(nargs ? { nargs } : {}) };
}

/**
 * Of a union of two types the one that is not a text; behind an optional one the second, as
 * `HfArgumentParser` chooses.
 */
function chosen(hint: TypeHint): TypeHint {
  const [first, second] = hint.alternatives;
  if (first === undefined || second === undefined) {
    return hint;
  }
  return hint.isOptional || isText(first) ? second : first;
}

const isOf = ({ type, count }: TypeHint, name: string): boolean =>
  count === null && type.kind === 'external' && type.path === `builtins.${name}`;

const isText = (hint: TypeHint): boolean => isOf(hint, 'str');
const isBool = (hint: TypeHint): boolean => isOf(hint, 'bool');

/** `--flag`, `--flag True` or `--flag False`; one that is on can be turned off by `--no_flag` too. */
function declareBool(
  one: Pick<Declaration, 'destination' | 'help' | 'line' | 'unread' | 'flags'>,
  { isOptional }: TypeHint,
  given: Value | undefined,
): Declared {
  const isOn = given?.kind === 'bool' && given.value;
  const preset = given ?? { kind: 'bool', value: false };
  const takesNone = isOptional && (given === undefined || given.kind === 'none');
  return declaredAs({
    ...one,
    flags: isOn ? [...one.flags, `--no_${one.destination}`] : one.flags,
    type: external('builtins.bool'),
    default: takesNone ? given : preset,
    required: false,
    ...(takesNone ? {} : { nargs: text('?') }),
  });
}

function typeOf(
  { type, choices }: TypeHint,
  machine: Machine,
): Pick<Declaration, 'type' | 'choices'> {
  const values =
    choices ?? (type.kind === 'class' && type.isEnum ? enumChoices(type, 'value', machine) : null);
  if (values === null) {
    return { type: type.kind === 'external' ? type : unknown() };
  }
  return { type: typeOfValue(iterated(values)?.[0]) ?? unknown(), choices: values };
}
