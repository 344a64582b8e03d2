import { makeParser } from '../argparse/parser';
import { argumentAt } from '../callSite';
import { ScriptStops, type Call, type Machine } from '../machine';
import type { Declared, Parser, Recorded, Scope, ScriptFunction, Value } from '../model';
import { isTrue, none, recorded, unknown } from '../values';
import { declareParameter } from './clickParameters';
import { declareParameters } from './typerParameters';

/** Whether the parser is a command or a group of click or typer. */
export function isCommandOf({ library }: Parser): boolean {
  return library === 'click' || library === 'typer';
}

/** `typer.Typer(…)` */
export function makeTyper({ scope }: Call, machine: Machine): Parser {
  const made = makeCommand('typer', scope, machine);
  made.isCollapsible = true;
  return made;
}

function makeCommand(library: 'click' | 'typer', { file }: Scope, machine: Machine): Parser {
  const given = { keywords: new Map<string, Value>(), isOpen: false };
  const made = makeParser(given, machine, { library });
  made.home = file;
  return made;
}

/** Applies what a decorator of click or typer recorded to what stands below it. */
export function applyDecorator(decorator: Recorded, call: Call, machine: Machine): Value {
  const [target] = call.positional;
  if (target === undefined) {
    return unknown();
  }
  const name = decorator.path.slice(decorator.path.lastIndexOf('.') + 1);
  if (name === 'command' || name === 'group' || name === 'callback') {
    return target.kind === 'function' || target.kind === 'parser'
      ? applyCommand(name, decorator, target, machine)
      : target;
  }
  if (target.kind === 'function') {
    target.decorations.push(decorator);
  } else if (target.kind === 'parser') {
    const declared = declareParameter(decorator, machine);
    target.arguments.unshift(...(declared ? [declared] : []));
  }
  return target;
}

function applyCommand(
  name: 'command' | 'group' | 'callback',
  decorator: Recorded,
  target: ScriptFunction | Parser,
  machine: Machine,
): Value {
  if (target.kind === 'parser') {
    return target;
  }
  const library = decorator.path.startsWith('typer.') ? 'typer' : 'click';
  if (name === 'callback') {
    addCallback(decorator.group, target, machine);
    return target;
  }
  const made = makeCommand(library, decorator.scope, machine);
  made.arguments.push(...argumentsOf(target, library, machine));
  made.acceptsUnknown = ignoresUnknown(decorator, made);
  if (name === 'group') {
    beginGroup(made, decorator);
  }
  if (decorator.group) {
    addCommand(decorator.group, made, nameOf(decorator, target), decorator);
  }
  // typer hands on the function, so that it can be called as one.
  return library === 'typer' ? target : made;
}

/** What the application itself is given, before the name of a command. */
function addCallback(group: Parser | null, target: ScriptFunction, machine: Machine): void {
  if (group) {
    group.arguments.push(...argumentsOf(target, 'typer', machine));
    group.isCollapsible = false;
  }
}

function argumentsOf(
  target: ScriptFunction,
  library: 'click' | 'typer',
  machine: Machine,
): Declared[] {
  target.wasCalled = true;
  return library === 'typer'
    ? declareParameters(target, machine)
    : [...target.decorations].reverse().flatMap((each) => declareParameter(each, machine) ?? []);
}

/**
 * `context_settings={'ignore_unknown_options': True}` alone makes arguments of them, which something has to
 * take: `allow_extra_args` or an argument of any number.
 */
function ignoresUnknown({ given }: Recorded, { arguments: declared }: Parser): boolean {
  const settings = given.keywords.get('context_settings');
  const isOn = (name: string): boolean => {
    const entry = settings?.kind === 'dict' ? settings.entries.get(`s${name}`) : undefined;
    return entry !== undefined && isTrue(entry.value) === true;
  };
  const takesAll = declared.some(
    ({ flags, keywords }) => flags.length === 0 && keywords.get('nargs')?.kind === 'str',
  );
  return isOn('ignore_unknown_options') && (isOn('allow_extra_args') || takesAll);
}

function beginGroup(made: Parser, { given, scope, node }: Recorded): void {
  made.subcommands ??= {
    names: [],
    required: isTrue(given.keywords.get('invoke_without_command') ?? none) !== true,
    line: scope.file.lineOf(node),
  };
}

function nameOf({ given }: Recorded, target: ScriptFunction): string {
  const name = given.positional[0] ?? given.keywords.get('name');
  return name?.kind === 'str' ? name.value : target.name.toLowerCase().replaceAll('_', '-');
}

function addCommand(group: Parser, command: Parser, name: string, place: Recorded | Call): void {
  const { scope, node } = place;
  group.subcommands ??= { names: [], required: true, line: scope.file.lineOf(node) };
  group.subcommands.names.push(name);
  group.commands.push(command);
  // A command that the script adds to a group from elsewhere is what the script itself is about.
  command.isCommand = group.home === command.home;
}

/** What a method of a command or a group does. */
export function callCommandMethod(self: Parser, name: string, call: Call, machine: Machine): Value {
  switch (name) {
    case 'command':
    case 'group':
    case 'callback':
      return decorate(self, name, call, machine);
    case 'add_command':
    case 'add_typer':
      addNamed(self, call);
      return none;
    case 'main':
    case '__call__':
      return runCommand(self, machine);
    default:
      return unknown();
  }
}

/** A decorator with or without brackets. */
function decorate(self: Parser, name: string, call: Call, machine: Machine): Value {
  const [first] = call.positional;
  const isBare = first?.kind === 'function' && call.keywords.size === 0;
  const made = recorded(
    `${self.library}.${name}`,
    isBare ? { ...call, positional: [] } : call,
    self,
  );
  return isBare ? applyDecorator(made, call, machine) : made;
}

function addNamed(self: Parser, call: Call): void {
  const [added] = call.positional;
  const name = argumentAt(call, 1, 'name');
  self.isCollapsible = false;
  if (added?.kind === 'parser') {
    addCommand(self, added, name.kind === 'str' ? name.value : '', call);
  } else {
    self.isCertain = false;
  }
}

/** The command line is read, and what is below the command goes on with its values. */
export function runCommand(self: Parser, machine: Machine): Value {
  machine.reached.add(self);
  if (machine.doubts === 0) {
    throw new ScriptStops('parsed');
  }
  return unknown();
}

/** `typer.run(function)` */
export function runTyper(call: Call, machine: Machine): Value {
  const [target] = call.positional;
  const made = makeCommand('typer', call.scope, machine);
  if (target?.kind === 'function') {
    target.wasCalled = true;
    made.arguments.push(...declareParameters(target, machine));
  } else {
    made.isCertain = false;
  }
  return runCommand(made, machine);
}

/** The parser that reads what a job gives: typer runs an only command without its name. */
export function effectiveParser(parser: Parser): Parser {
  const [only] = parser.commands;
  return parser.isCollapsible && parser.commands.length === 1 && only ? only : parser;
}
