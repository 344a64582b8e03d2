import type { FormArgument } from '../../../shared/contracts/launch';
import { literalText } from '../argumentText';
import type { ArgvProblem } from './argvProblem';
import { isOptionOfFire, isReadAs, type Library } from './libraryValues';

/** As much of an argument as its declaration says. */
type Declared = Pick<
  FormArgument,
  'name' | 'flags' | 'type' | 'choices' | 'ignoresCase' | 'nargs' | 'line'
>;

/** The option as a person would write it: the long one; without a parser there is none. */
function flagOf({ name, flags }: Declared): string {
  return flags.find((flag) => flag.startsWith('--')) ?? flags[0] ?? name;
}

/** What an argument takes, in a few words; `null` where its declaration does not say. */
export function expectation({ choices, type }: Declared): string | null {
  if (choices !== null) {
    const names = choices.map((choice) => literalText(choice, type) ?? 'None');
    return `one of: ${names.join(', ')}`;
  }
  const numbers = { int: 'a whole number, such as 20', float: 'a number, such as 0.01' } as const;
  return type === 'int' || type === 'float' ? numbers[type] : null;
}

/** `wanted` is the argument's `expectation`, `value` what it would get instead. */
export function wantedMessage(argument: Declared, wanted: string, value = ''): string {
  return `${flagOf(argument)} takes ${wanted}; “${value}” is not.`;
}

/** An argument that has to be given; its choice is offered where there are some. */
export function requiredProblem(argument: Declared): ArgvProblem {
  const { name, type, choices, line } = argument;
  const [choice] = choices ?? [];
  const value = choice === undefined ? null : literalText(choice, type);
  return {
    name,
    severity: 'error',
    message: `The script requires ${flagOf(argument)}.`,
    detail: null,
    line,
    fixes: value === null ? [] : [{ kind: 'form', name, value }],
  };
}

/**
 * What is wrong with a value by the argument's declaration alone, where another library than argparse
 * reads it; `null`: nothing.
 */
export function unsuited(
  argument: Declared,
  value: string,
  library: Library,
): Omit<ArgvProblem, 'fixes'> | null {
  const message =
    argument.type === 'flag'
      ? switchMessage(argument, value, library)
      : (countMessage(argument, library) ??
        optionMessage(argument, value, library) ??
        unsuitedMessage(argument, value, library));
  return message === null
    ? null
    : {
        // fire hands on what it gets; what the function then does is its own matter.
        ...{ name: argument.name, severity: library === 'fire' ? 'warning' : 'error', message },
        ...{ detail: null, line: argument.line },
      };
}

/** click and typer refuse the word behind a switch, absl leaves it aside. */
function switchMessage(argument: Declared, value: string, library: Library): string | null {
  const passed = `SageMaker passes ${flagOf(argument)} ${value}`;
  if (library === 'click' || library === 'typer') {
    return `${passed}, but ${flagOf(argument)} takes no value.`;
  }
  return library === 'absl' && value === 'False' ? `${passed}, which absl reads as true.` : null;
}

/** click and typer take so many words, whatever they are. */
function countMessage(argument: Declared, library: Library): string | null {
  const { nargs } = argument;
  const isCounted = (library === 'click' || library === 'typer') && typeof nargs === 'number';
  return isCounted && nargs > 1
    ? `${flagOf(argument)} takes ${String(nargs)} values, but SageMaker passes only one.`
    : null;
}

function optionMessage(argument: Declared, value: string, library: Library): string | null {
  return library === 'fire' && isOptionOfFire(value)
    ? `SageMaker passes ${flagOf(argument)} ${value}, but fire takes “${value}” for an option.`
    : null;
}

function unsuitedMessage(argument: Declared, value: string, library: Library): string | null {
  const wanted = expectation(argument) ?? (library === 'click' ? truth(argument) : null);
  return wanted === null || suits(argument, value, library)
    ? null
    : wantedMessage(argument, wanted, value);
}

const truth = ({ type }: Declared): string | null => (type === 'bool' ? 'true or false' : null);

function suits(argument: Declared, value: string, library: Library): boolean {
  const { choices, type, ignoresCase = false } = argument;
  const folded = (text: string | null): string | null =>
    ignoresCase ? (text?.toLowerCase() ?? null) : text;
  return choices === null
    ? isReadAs(type, value, library)
    : choices.some((choice) => folded(literalText(choice, type)) === folded(value));
}
