import type {
  ArgumentAction,
  ArgumentType,
  Literal,
  ScriptArgument,
  ScriptInspection,
  ScriptParser,
} from '../inspection';
import { literalValue, unknownValue, type ArgvValue } from './argvValue';

/** One action of argparse's parser; all that `add_argument`, `add_help` and `add_subparsers` add. */
export interface ParserAction {
  /** The argument it is read from; `null`: `--help` and the choice of a sub-command. */
  readonly argument: ScriptArgument | null;
  readonly flags: readonly string[];
  /** How argparse names it in its messages. */
  readonly title: string;
  readonly destination: string | null;
  readonly effect: ArgumentAction | 'help' | 'subcommand';
  /** As in `ScriptArgument`; 0 of an option that takes no value. */
  readonly nargs: string | number | null;
  /** `truth`: a function that reads the words for true and false, as dataclasses' `bool` has it. */
  readonly type: ArgumentType | 'truth';
  readonly choices: readonly Literal[] | null;
  readonly required: boolean;
  readonly default: ArgvValue;
}

export interface ParserModel {
  readonly actions: readonly ParserAction[];
  /** By option, in the order in which argparse tries prefixes. */
  readonly options: ReadonlyMap<string, ParserAction>;
  readonly positionals: readonly ParserAction[];
  readonly allowsAbbreviations: boolean;
  readonly acceptsUnknown: boolean;
  readonly exclusive: readonly {
    readonly members: readonly ParserAction[];
    readonly required: boolean;
  }[];
  /** Whether an option looks like `-1`, so that such words are options. */
  readonly hasNumberOptions: boolean;
}

/** `ArgumentParser._negative_number_matcher`; Python's `$` also stands before a last line feed. */
export const negativeNumber = /^-(?:\p{Nd}+|\p{Nd}*\.\p{Nd}+)\n?$/u;

const switches: ReadonlySet<string> = new Set([
  'store_const',
  'store_true',
  'store_false',
  'append_const',
  'count',
  'boolean_optional',
]);

/** The parser that the script's declarations make, in their order. */
export function modelOf(inspection: ScriptInspection, parser: ScriptParser): ParserModel {
  const declared = inspection.arguments.map((argument) => toAction(argument, parser.kind));
  const taken = new Set(declared.flatMap(({ flags }) => flags));
  const actions = [helpAction(taken), ...declared, ...subcommandActions(parser)];
  const options = new Map(
    actions.flatMap((action) => action.flags.map((flag) => [flag, action] as const)),
  );
  return {
    actions,
    options,
    positionals: actions.filter((action) => action.flags.length === 0 && action.effect !== 'help'),
    allowsAbbreviations: parser.allowsAbbreviations,
    acceptsUnknown: parser.acceptsUnknown,
    exclusive: parser.exclusive.map(({ destinations, required }) => ({
      members: declared.filter(({ destination }) => destinations.includes(destination ?? '')),
      required,
    })),
    hasNumberOptions: [...options.keys()].some((option) => negativeNumber.test(option)),
  };
}

function toAction(argument: ScriptArgument, kind: ScriptParser['kind']): ParserAction {
  const flags = argument.action === 'boolean_optional' ? withNegations(argument) : argument.flags;
  const takesNone = switches.has(argument.action);
  const isOption = flags.length > 0;
  return {
    argument,
    flags,
    title: isOption ? flags.join('/') : argument.name,
    destination: argument.destination,
    effect: argument.action,
    nargs: takesNone ? 0 : argument.nargs,
    type: kind === 'dataclass' && argument.type === 'bool' ? 'truth' : argument.type,
    choices: argument.choices,
    required: isOption ? argument.required : isRequiredPositional(argument),
    default: defaultOf(argument),
  };
}

/** `BooleanOptionalAction` adds `--no-x` right after `--x`; an inspection may name them already. */
function withNegations({ flags }: ScriptArgument): string[] {
  const own = flags.filter(
    (flag) => !flag.startsWith('--no-') || !flags.includes(`--${flag.slice(5)}`),
  );
  return own.flatMap((flag) => (flag.startsWith('--') ? [flag, `--no-${flag.slice(2)}`] : [flag]));
}

/** `_get_positional_kwargs` */
function isRequiredPositional({ nargs, hasDefault }: ScriptArgument): boolean {
  return nargs !== '?' && !(nargs === '*' && hasDefault);
}

function defaultOf(argument: ScriptArgument): ArgvValue {
  if (!argument.certain || argument.variable !== null) {
    return unknownValue;
  }
  if (argument.hasDefault) {
    return literalValue(argument.default);
  }
  const implied = { store_true: false, store_false: true };
  return argument.action === 'store_true' || argument.action === 'store_false'
    ? { kind: 'bool', value: implied[argument.action] }
    : { kind: 'none' };
}

const bare = {
  argument: null,
  destination: null,
  type: 'str',
  choices: null,
  required: false,
  default: { kind: 'none' },
} as const;

/** `--help`, where the script does not use its flags for something of its own. */
function helpAction(taken: ReadonlySet<string>): ParserAction {
  const flags = ['-h', '--help'].filter((flag) => !taken.has(flag));
  return { ...bare, flags, title: flags.join('/'), effect: 'help', nargs: 0 };
}

/** Behind all positional arguments, where scripts put them. */
function subcommandActions({ subcommands }: ScriptParser): ParserAction[] {
  if (subcommands === null) {
    return [];
  }
  const { names, required } = subcommands;
  const title = `{${names.join(',')}}`;
  const rest = { nargs: 'A...', choices: names, required } as const;
  return [{ ...bare, ...rest, flags: [], title, effect: 'subcommand' }];
}
