import type { ScriptArgument, ScriptParser, ScriptProblem } from '../inspection';
import { isPassable } from '../passable';
import type { ReadArgument } from './declaredArgument';

/** What SageMaker cannot do with an argument, and what could not be read of it. */
export function argumentProblems(
  { argument, unread }: ReadArgument,
  library: ScriptParser['kind'],
): ScriptProblem[] {
  if (argument.flags.length === 0) {
    return [positionalProblem(argument)];
  }
  if (!isPassable(argument)) {
    return [unpassableName(argument)];
  }
  return [
    ...unread.map((part) => unreadablePart(argument, part)),
    ...typeProblems(argument, library),
  ];
}

export function unreadableName(line: number): ScriptProblem {
  return {
    severity: 'warning',
    code: 'unreadable',
    message: `The argument in line ${line} has a name that is computed; add it as a row of its own.`,
    line,
  };
}

function unreadablePart({ name, line }: ScriptArgument, part: string): ScriptProblem {
  return {
    severity: 'info',
    code: 'unreadable',
    message: `--${name}: ${part} cannot be read without running the script.`,
    line,
  };
}

function unpassableName({ flags, line }: ScriptArgument): ScriptProblem {
  return {
    severity: 'warning',
    code: 'unpassable',
    message: `SageMaker cannot pass ${flags[0] ?? ''}: it writes two dashes before names and one before letters.`,
    line,
  };
}

function positionalProblem({ name, nargs, line }: ScriptArgument): ScriptProblem {
  const isOptional = nargs === '?' || nargs === '*';
  return {
    severity: isOptional ? 'info' : 'error',
    code: 'positional',
    message:
      `SageMaker cannot give the positional argument ${name}: it passes options only. ` +
      `Declare it as --${name}.`,
    line,
  };
}

function typeProblems(argument: ScriptArgument, library: ScriptParser['kind']): ScriptProblem[] {
  const { name, type, line, certain } = argument;
  if (type === 'flag') {
    return [{ severity: 'info', code: 'flag', message: switchMessage(name, library), line }];
  }
  if (type === 'bool' && library === 'argparse') {
    const message = `--${name}: type=bool reads every text as true, False included.`;
    return [{ severity: 'warning', code: 'boolType', message, line }];
  }
  if (certain && takesSeveral(argument)) {
    const message = `--${name}: SageMaker can give only one value of a list.`;
    return [{ severity: 'info', code: 'unpassable', message, line }];
  }
  return [];
}

/** absl does not even complain: it leaves the `False` behind the switch aside. */
function switchMessage(name: string, library: ScriptParser['kind']): string {
  return library === 'absl'
    ? `SageMaker cannot turn --${name} off: absl reads --${name} False as --${name}.`
    : `SageMaker cannot set --${name}: it takes no value.`;
}

function takesSeveral({ nargs, action }: ScriptArgument): boolean {
  return (
    nargs === '+' || nargs === '*' || typeof nargs === 'number' || /^(append|extend)$/.test(action)
  );
}
