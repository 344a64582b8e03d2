import { argumentAt } from '../callSite';
import { ScriptStops, type Call, type Machine } from '../machine';
import { isTrue, items, none, unknown } from '../values';
import { declaredAs } from '../libraries/declaration';
import { addArgument } from './addArgument';
import { makeParser } from './parser';
import type { Exclusive, Group, Method, Parser, Subparsers, Unknown, Value } from '../model';

type Handler = (parser: Parser, call: Call, machine: Machine, exclusive: Exclusive | null) => Value;

/** What a method of a parser or of a group of it does. */
export function callParserMethod(
  self: Parser | Group,
  name: string,
  call: Call,
  machine: Machine,
): Value {
  const parser = self.kind === 'group' ? self.parser : self;
  const exclusive = self.kind === 'group' ? self.exclusive : null;
  return handlers.get(name)?.(parser, call, machine, exclusive) ?? unknown();
}

export function isParserMethod(name: string): boolean {
  return handlers.has(name);
}

const handlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  [
    'add_argument',
    (parser, call, machine, exclusive) => {
      addArgument(parser, exclusive, call, machine);
      return unknown();
    },
  ],
  ['add_argument_group', (parser, _call, _machine, exclusive) => group(parser, exclusive)],
  ['add_mutually_exclusive_group', addExclusive],
  ['set_defaults', setDefaults],
  ['add_subparsers', addSubparsers],
  ['get_default', getDefault],
  ['parse_args', (parser, _call, machine) => parseAll(parser, machine)],
  ['parse_intermixed_args', (parser, _call, machine) => parseAll(parser, machine)],
  ['parse_args_into_dataclasses', parseDataclasses],
  ['parse_args_and_config', parseWithFile],
  ['parse_known_args', (parser, _call, machine) => parseKnown(parser, machine)],
  ['parse_known_intermixed_args', (parser, _call, machine) => parseKnown(parser, machine)],
  [
    'error',
    () => {
      throw new ScriptStops('raised');
    },
  ],
  [
    'exit',
    () => {
      throw new ScriptStops('raised');
    },
  ],
  ['register', () => none],
  ['print_help', () => none],
  ['print_usage', () => none],
]);

function group(parser: Parser, exclusive: Exclusive | null): Group {
  return { kind: 'group', parser, exclusive };
}

function addExclusive(parser: Parser, call: Call): Value {
  const exclusive: Exclusive = {
    destinations: [],
    required: isTrue(argumentAt(call, 0, 'required')) === true,
  };
  parser.exclusive.push(exclusive);
  return group(parser, exclusive);
}

/** A set of defaults that is not known and perhaps not used leaves what is written as it is. */
function setDefaults(parser: Parser, call: Call, machine: Machine): Value {
  const isUncertain = machine.doubts > parser.doubts;
  if (call.isOpen && !isUncertain) {
    parser.arguments.forEach(({ unread }) => unread.add('default'));
  }
  for (const [name, value] of call.keywords) {
    parser.presets.set(name, isUncertain ? unknown() : value);
    for (const argument of parser.arguments.filter(({ destination }) => destination === name)) {
      argument.preset = isUncertain ? unknown() : value;
    }
  }
  return none;
}

function getDefault(parser: Parser, call: Call): Value {
  const [name] = call.positional;
  const found = parser.arguments.find(
    ({ destination }) => name?.kind === 'str' && destination === name.value,
  );
  return found?.preset ?? unknown();
}

function addSubparsers(parser: Parser, call: Call): Subparsers {
  parser.subcommands ??= {
    names: [],
    required: isTrue(call.keywords.get('required') ?? none) === true,
    line: call.scope.file.lineOf(call.node),
  };
  return { kind: 'subparsers', parser };
}

/** `add_parser` of what `add_subparsers` gives. */
export function callSubparsersMethod(
  { parser }: Subparsers,
  name: string,
  call: Call,
  machine: Machine,
): Value {
  if (name !== 'add_parser') {
    return unknown();
  }
  const [command] = call.positional;
  if (command?.kind === 'str') {
    parser.subcommands?.names.push(command.value);
  }
  return makeParser(call, machine, { isCommand: true });
}

/** The script goes on with what was given, of which nothing is known: there is no more to see. */
function parseAll(parser: Parser, machine: Machine): Value {
  machine.reached.add(parser);
  if (machine.doubts === 0) {
    throw new ScriptStops('parsed');
  }
  return unknown();
}

/** `return_remaining_strings`: what is not known is handed back. */
function parseDataclasses(parser: Parser, call: Call, machine: Machine): Value {
  const isLenient = isTrue(call.keywords.get('return_remaining_strings') ?? none) === true;
  return isLenient ? parseKnown(parser, machine) : parseAll(parser, machine);
}

/** TRL's `TrlParser` takes `--config` out of the command line before it reads the rest. */
function parseWithFile(parser: Parser, call: Call, machine: Machine): Value {
  const line = call.scope.file.lineOf(call.node);
  const option = {
    flags: ['--config'],
    destination: 'config',
    default: none,
    required: false,
    line,
  };
  parser.arguments.push(declaredAs(option));
  parser.fileOption = 'config';
  return parseDataclasses(parser, call, machine);
}

function parseKnown(parser: Parser, machine: Machine): Value {
  parser.acceptsUnknown = true;
  machine.reached.add(parser);
  return items('tuple', [unknown(), unknown()], machine.journal.level);
}

/** Keywords of `add_argument`, by which it is told from methods of the same name elsewhere. */
const ownKeywords = ['type', 'default', 'help', 'action', 'required', 'choices', 'nargs'];

/** A method of something unknown that by its looks is a parser: a parameter, or made elsewhere. */
export function callAsParser(
  self: Unknown,
  { target }: Method,
  call: Call,
  machine: Machine,
): Value {
  if (typeof target !== 'string' || (self.parser === undefined && !isLikely(target, call))) {
    return unknown(self.variable);
  }
  self.parser ??= makeParser({ keywords: new Map(), isOpen: true }, machine);
  return callParserMethod(self.parser, target, call, machine);
}

function isLikely(target: string, { node, scope, keywords }: Call): boolean {
  const object = node.firstChild?.firstChild;
  const receiver = object ? scope.file.script.textOf(object) : '';
  const isNamed = /^add_|^set_defaults$/.test(target) && /(pars|group|arg)\w*$/i.test(receiver);
  return isNamed || (target === 'add_argument' && ownKeywords.some((name) => keywords.has(name)));
}
