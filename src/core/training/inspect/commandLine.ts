import { undecided } from './argparse/addArgument';
import { uncalledMethods } from './classes';
import { callBlindly } from './functions';
import { Interpreter } from './interpreter';
import { effectiveParser, isCommandOf } from './libraries/commands';
import { ScriptStops } from './machine';
import type { ReadModule } from './modulesBeside';
import type { PythonScript } from './pythonScript';
import type { Declared, Parser, ScriptFunction, Value } from './model';

/** What a script reads from its command line through argparse. */
export interface CommandLine {
  /** Those that count; more than one where the script reads in stages. */
  readonly parsers: readonly Parser[];
  readonly arguments: readonly Declared[];
  /** Whether the parsers are asked to read, as far as the script shows. */
  readonly isReached: boolean;
  /** Lines of arguments whose names are computed. */
  readonly unreadableNames: readonly number[];
  readonly isSpent: boolean;
}

/** Follows the script to where it reads its command line. */
export function readCommandLine(
  script: PythonScript,
  readModule: ReadModule | undefined,
): CommandLine {
  const interpreter = new Interpreter(readModule);
  stopping(interpreter, () => interpreter.runScript(script));
  if (interpreter.reached.size === 0) {
    runUncalled(interpreter, script);
  }
  const isReached = interpreter.reached.size > 0;
  const made = isReached
    ? [...interpreter.reached]
    : interpreter.parsers.filter((parser) => mayRead(parser, script));
  const parsers = made.map(effectiveParser);
  if (!isReached) {
    doubtCommands(parsers);
  }
  return {
    parsers,
    arguments: collect(parsers, isReached),
    isReached,
    unreadableNames: [...interpreter.unreadableNames],
    isSpent: interpreter.isSpent,
  };
}

/** Each argument once; of a script that only defines parsers in the order of the text. */
function collect(parsers: readonly Parser[], isReached: boolean): Declared[] {
  doubtAlternatives(parsers);
  const found: Declared[] = [];
  const taken = new Set<string>();
  for (const argument of new Set(parsers.flatMap((parser) => parser.arguments))) {
    const names = argument.flags.length > 0 ? argument.flags : [`positional ${argument.name}`];
    if (!names.some((name) => taken.has(name))) {
      found.push(argument);
    }
    names.forEach((name) => taken.add(name));
  }
  return isReached ? found : found.sort((a, b) => a.line - b.line);
}

/** Of several parsers those that are made only under a condition may be each other's alternative. */
function doubtAlternatives(parsers: readonly Parser[]): void {
  for (const { doubts, arguments: declared } of parsers.length > 1 ? parsers : []) {
    if (doubts > 0) {
      declared.forEach(({ unread }) => unread.add(undecided));
    }
  }
}

/** Whether a parser that nothing runs may be the one that reads: a command only of the script's own. */
function mayRead({ isCommand, isParent, home }: Parser, script: PythonScript): boolean {
  return !isCommand && !isParent && (home === null || home.script === script);
}

/** Of several commands that nothing runs any may be the one that is. */
function doubtCommands(parsers: readonly Parser[]): void {
  const commands = parsers.filter((parser) => isCommandOf(parser) && parser.subcommands === null);
  const kinds = new Set(commands.map((command) => JSON.stringify(command.arguments.map(placeOf))));
  for (const command of kinds.size > 1 ? commands : []) {
    command.isCertain = false;
    command.arguments.forEach(({ unread }) => unread.add(undecided));
  }
}

/** One function may be registered as several commands. */
const placeOf = ({ name, line }: Declared): string => `${name} ${String(line)}`;

function stopping(interpreter: Interpreter, follow: () => void): void {
  try {
    follow();
  } catch (error) {
    if (!(error instanceof ScriptStops)) {
      throw error;
    }
    interpreter.isSpent ||= error.reason === 'spent';
  }
}

/**
 * Follows what nothing in the file calls: first functions that are not even named elsewhere, which
 * others may start from, then the rest.
 */
function runUncalled(interpreter: Interpreter, script: PythonScript): void {
  const isNamed = namedElsewhere(script);
  const isOwn = ({ scope }: Interpreter['definitions'][number]): boolean =>
    scope.file.script === script;
  for (const isRoot of [true, false]) {
    // Following one may define more.
    for (const definition of interpreter.definitions.filter(isOwn)) {
      for (const { target, self } of uncalledOf(definition)) {
        if (!isRoot || !isNamed(target.name)) {
          stopping(interpreter, () => {
            callBlindly(target, self, interpreter);
          });
        }
      }
    }
    if (interpreter.reached.size > 0) {
      return;
    }
  }
}

function uncalledOf(
  definition: Interpreter['definitions'][number],
): { target: ScriptFunction; self: Value | null }[] {
  if (definition.kind === 'function') {
    const isFree = !definition.wasCalled && definition.owner === undefined;
    return isFree ? [{ target: definition, self: null }] : [];
  }
  const self: Value = { kind: 'instance', type: definition, attributes: new Map() };
  return uncalledMethods(definition).map((target) => ({ target, self }));
}

function namedElsewhere({ text }: PythonScript): (name: string) => boolean {
  const counts = new Map<string, number>();
  for (const [word] of text.matchAll(/\w+/g)) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return (name) => (counts.get(name) ?? 0) > 1;
}
