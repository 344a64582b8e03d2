import { makeParser } from '../argparse/parser';
import { undecided } from '../argparse/addArgument';
import { keywordNode } from '../callSite';
import { ScriptStops, type Call, type Machine } from '../machine';
import type { Declared, Items, Parser, Value } from '../model';
import {
  external,
  isItems,
  isTrue,
  items,
  iterated,
  none,
  recorded,
  text,
  truth,
  unknown,
} from '../values';
import { declaredAs, type Declaration } from './declaration';
import { enumChoices, withoutEnum } from './typeHints';

/** absl's own module, and those of TensorFlow and gflags that hand it on. */
const flagsModule = /^(absl|gflags$|tensorflow(\.compat\.v1)?(\.app)?)(\.flags)?$/;

/** Calls something of absl's flags; `undefined`: it is not of them. */
export function callAbsl(path: string, call: Call, machine: Machine): Value | undefined {
  const end = path.lastIndexOf('.');
  const name = path.slice(end + 1);
  const module = path.slice(0, end);
  if (/^(absl|tensorflow(\.compat\.v1)?)\.app$/.test(module) && name === 'run') {
    return parse(machine);
  }
  if (name === 'FLAGS' && flagsModule.test(module)) {
    return parse(machine);
  }
  if (!isOfFlags(module)) {
    return undefined;
  }
  const kind = /^DEFINE_?(\w*)$/.exec(name)?.[1];
  return kind === undefined ? callHelper(name, call, machine) : define(kind, call, machine);
}

function isOfFlags(path: string): boolean {
  const module = path.replace(/\.FLAGS$/, '');
  return (
    (flagsModule.test(module) && module.endsWith('flags')) || /(^|\.)config_flags$/.test(module)
  );
}

/** All flags are one: absl's `FLAGS`. */
function flagsOf(machine: Machine): Parser {
  const known = machine.parsers.find(({ library }) => library === 'absl');
  if (known) {
    return known;
  }
  const given = { keywords: new Map<string, Value>(), isOpen: false };
  const made = { ...makeParser(given, machine, { library: 'absl' }), doubts: 0 };
  machine.parsers[machine.parsers.length - 1] = made;
  // Every module that is imported may define more.
  made.isCertain = false;
  return made;
}

/** Without a flag the script goes on: absl may be there for its logging, and argparse for the rest. */
function parse(machine: Machine): Value {
  const known = machine.parsers.find(({ library }) => library === 'absl');
  if (known) {
    machine.reached.add(known);
    if (machine.doubts === 0) {
      throw new ScriptStops('parsed');
    }
  }
  return unknown();
}

function at(call: Call, index: number, name: string): Value | undefined {
  return call.positional[index] ?? call.keywords.get(name);
}

/** `DEFINE_integer(name, default, help, …)` */
function define(kind: string, call: Call, machine: Machine): Value {
  const parser = flagsOf(machine);
  // `DEFINE(parser, name, default, help)`
  const start = kind === '' ? 1 : 0;
  const name = at(call, start, 'name');
  const line = call.scope.file.lineOf(call.node);
  if (name?.kind !== 'str') {
    machine.unreadableNames.add(line);
    return unknown();
  }
  const declaration = declarationOf(kind, start, call, machine);
  const written = keywordNode(call, 'default');
  parser.arguments.push(
    declaredAs({
      ...declaration,
      flags: spelled(name.value, kind, call.keywords.get('short_name')),
      name: name.value,
      destination: name.value,
      required: call.keywords.get('required') ?? false,
      line,
      writtenDefault: written && call.scope.file.script.textOf(written),
      unread: [
        ...(declaration.unread ?? []),
        ...(machine.doubts > parser.doubts ? [undecided] : []),
        ...(call.isOpen ? ['everything it takes from * or **'] : []),
      ],
    }),
  );
  return recorded('absl.flags.FlagHolder', call);
}

/** absl takes one dash for two; a job gives names of one letter only one. */
function spelled(name: string, kind: string, short: Value | undefined): string[] {
  const own = name.length === 1 ? [`-${name}`, `--${name}`] : [`--${name}`];
  const negations = kind === 'bool' || kind === 'boolean' ? [`--no${name}`] : [];
  return [...own, ...(short?.kind === 'str' ? [`-${short.value}`] : []), ...negations];
}

type Part = Pick<
  Declaration,
  'type' | 'choices' | 'caseSensitive' | 'default' | 'help' | 'action' | 'unread' | 'nargs'
>;

const plainTypes: ReadonlyMap<string, string> = new Map([
  ['string', 'str'],
  ['integer', 'int'],
  ['float', 'float'],
]);

function declarationOf(kind: string, start: number, call: Call, machine: Machine): Part {
  const own = kind.replace(/^multi_?/, '');
  const isChoice = own === 'enum' || own === 'enum_class';
  const preset = at(call, start + 1, 'default');
  const part = {
    ...(isChoice ? choicesOf(own, call, machine) : typeOf(own)),
    default: presetOf(own, preset, machine),
    help: at(call, start + (isChoice ? 3 : 2), 'help'),
  };
  if (own !== kind) {
    return { ...part, default: listed(preset, machine), action: 'append' };
  }
  return /^bool(ean)?$/.test(own) ? { ...part, action: 'boolean_optional' } : part;
}

function typeOf(kind: string): Part {
  const name = plainTypes.get(kind);
  return { type: name === undefined ? unknown() : external(`builtins.${name}`) };
}

function choicesOf(kind: string, call: Call, machine: Machine): Part {
  const given = at(call, 2, kind === 'enum' ? 'enum_values' : 'enum_class') ?? unknown();
  const isEnum = given.kind === 'class' && given.isEnum;
  return {
    type: external('builtins.str'),
    choices: isEnum ? enumChoices(given, 'name', machine) : given,
    // Members of a class may be written in any capitals unless it is said.
    caseSensitive: call.keywords.get('case_sensitive') ?? truth(kind === 'enum'),
  };
}

/** absl writes members of enumerations by name. */
function presetOf(kind: string, preset: Value | undefined, machine: Machine): Value | undefined {
  if (preset?.kind === 'member') {
    return kind === 'enum_class' ? text(preset.name) : withoutEnum(preset);
  }
  return preset && isItems(preset) ? presetOfList(kind, preset, machine) : preset;
}

/** absl writes lists as one text, with commas or spaces between. */
function presetOfList(kind: string, preset: Items, machine: Machine): Value {
  const separator = kind === 'list' ? ',' : kind === 'spaceseplist' ? ' ' : null;
  if (separator === null) {
    return items('list', preset.items, machine.journal.level, preset.isOpen);
  }
  const texts = iterated(preset)?.map((item) => (item.kind === 'str' ? item.value : null));
  return texts === undefined || texts.includes(null) ? unknown() : text(texts.join(separator));
}

/** One default of a flag that may be given several times is a list of one. */
function listed(preset: Value | undefined, machine: Machine): Value | undefined {
  return preset === undefined ||
    preset.kind === 'none' ||
    preset.kind === 'unknown' ||
    isItems(preset)
    ? preset
    : items('list', [preset], machine.journal.level);
}

/** What else a script does with its flags. */
function callHelper(name: string, call: Call, machine: Machine): Value {
  switch (name) {
    case 'mark_flag_as_required':
      require(call.positional.slice(0, 1), machine);
      return none;
    case 'mark_flags_as_required':
      require(call.positional[0] ? (iterated(call.positional[0]) ?? []) : [], machine);
      return none;
    case 'mark_flags_as_mutual_exclusive':
      exclude(call, machine);
      return none;
    case 'set_default':
      setDefault(call, machine);
      return none;
    default:
      return unknown();
  }
}

/** By its name, or by what defining it gave. */
function find(machine: Machine, given: Value | undefined): Declared | undefined {
  const holder = given?.kind === 'recorded' ? given.given : undefined;
  const name = holder ? (holder.positional[0] ?? holder.keywords.get('name')) : given;
  return name?.kind === 'str'
    ? flagsOf(machine).arguments.find(({ destination }) => destination === name.value)
    : undefined;
}

function require(names: readonly Value[], machine: Machine): void {
  for (const name of names) {
    const declared = find(machine, name);
    if (declared) {
      const { arguments: all } = flagsOf(machine);
      const keywords = new Map(declared.keywords).set('required', truth(true));
      all[all.indexOf(declared)] = { ...declared, keywords };
    }
  }
}

function exclude(call: Call, machine: Machine): void {
  const names = call.positional[0] ? (iterated(call.positional[0]) ?? []) : [];
  flagsOf(machine).exclusive.push({
    destinations: names.flatMap((name) => (name.kind === 'str' ? [name.value] : [])),
    required: isTrue(call.keywords.get('required') ?? none) === true,
  });
}

/** `FLAGS.set_default(name, value)` */
function setDefault({ positional: [name, value] }: Call, machine: Machine): void {
  const declared = find(machine, name);
  if (declared) {
    declared.preset = machine.doubts > 0 ? unknown() : value;
  }
}
