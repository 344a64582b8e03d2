import { isDeepStrictEqual } from 'node:util';
import type { ExclusiveGroup, Known, Truth, TruthArgument, TruthParser } from './truth';

/** What one run of test/corpus/truth.py prints. */
export interface Attempt {
  readonly reached: boolean;
  readonly failure: string | null;
  readonly read: readonly string[];
  readonly parsers: readonly AttemptParser[];
}

type ParserFacts = Pick<TruthParser, 'acceptsUnknown' | 'allowAbbrev' | 'open'>;

interface AttemptParser extends ParserFacts {
  readonly exclusive: readonly { required: boolean; destinations: readonly unknown[] }[];
  readonly subcommands: {
    readonly required: boolean;
    readonly parsers: Readonly<Record<string, readonly AttemptArgument[]>>;
  } | null;
  readonly arguments: readonly AttemptArgument[];
}

/** Its names may not be known either. */
interface AttemptArgument extends Omit<TruthArgument, 'flags' | 'destination' | 'sometimes'> {
  readonly flags: readonly Known[];
  readonly dest: Known;
}

/** One truth of two attempts: what came out differently is unknown. */
export function mergeTruth(first: Attempt, second: Attempt): Truth {
  if (!first.reached || !second.reached) {
    const failure = first.reached ? second.failure : first.failure;
    return { reached: false, failure: failure ?? 'ended' };
  }
  const one = parserOf(first);
  const other = parserOf(second);
  const commands = one.subcommands;
  return {
    reached: true,
    parser: {
      ...one,
      open: one.open || other.open,
      arguments: mergeArguments(one.arguments, other.arguments),
      subcommands: commands && {
        ...commands,
        arguments: mergeArguments(commands.arguments, other.subcommands?.arguments ?? []),
      },
    },
  };
}

/** A script that parses in stages is read as a whole; what a later stage says of an argument counts. */
function parserOf({ parsers, read }: Attempt): TruthParser {
  const commands = parsers.flatMap(({ subcommands }) => subcommands ?? []);
  const named = (given: readonly AttemptArgument[]): readonly TruthArgument[] =>
    lastOfEach(given.flatMap(toArgument));
  const all = parsers.flatMap((parser) => parser.arguments);
  return {
    acceptsUnknown: parsers.some((parser) => parser.acceptsUnknown === null)
      ? null
      : parsers.every(({ acceptsUnknown }) => acceptsUnknown),
    allowAbbrev: parsers.every(({ allowAbbrev }) => allowAbbrev),
    open: parsers.some(({ open }) => open) || all.some((one) => toArgument(one).length === 0),
    exclusive: parsers.flatMap(({ exclusive }) => exclusive as readonly ExclusiveGroup[]),
    subcommands:
      commands.length === 0
        ? null
        : {
            required: commands.some(({ required }) => required),
            names: commands.flatMap((one) => Object.keys(one.parsers)),
            arguments: commands.flatMap((one) => Object.values(one.parsers).flatMap(named)),
          },
    arguments: named(all),
    read,
  };
}

/** None where even its name hangs on what is not installed. */
function toArgument({ dest, ...rest }: AttemptArgument): TruthArgument[] {
  const flags = rest.flags.map(textOf);
  const destination = textOf(dest);
  return flags.includes(null) || destination === null
    ? []
    : [{ ...rest, destination, flags: flags.filter((flag) => flag !== null), sometimes: false }];
}

const textOf = (known: Known): string | null =>
  'value' in known && typeof known.value === 'string' ? known.value : null;

const keyOf = ({ flags, destination }: TruthArgument): string =>
  [...flags].sort().join(' ') || destination;

const lastOfEach = (given: readonly TruthArgument[]): readonly TruthArgument[] => [
  ...new Map(given.map((argument) => [keyOf(argument), argument])).values(),
];

function mergeArguments(
  first: readonly TruthArgument[],
  second: readonly TruthArgument[],
): readonly TruthArgument[] {
  const others = new Map(second.map((argument) => [keyOf(argument), argument]));
  const known = new Set(first.map(keyOf));
  return [
    ...first.map((argument) => {
      const other = others.get(keyOf(argument));
      return other ? mergeArgument(argument, other) : { ...argument, sometimes: true };
    }),
    ...second
      .filter((argument) => !known.has(keyOf(argument)))
      .map((argument) => ({ ...argument, sometimes: true })),
  ];
}

function mergeArgument(one: TruthArgument, other: TruthArgument): TruthArgument {
  return {
    ...one,
    open: one.open || other.open,
    type: one.type === other.type ? one.type : 'unknown',
    nargs: same(one.nargs, other.nargs),
    default: same(one.default, other.default),
    choices: same(one.choices, other.choices),
    required: same(one.required, other.required),
    help: same(one.help, other.help),
    expandedHelp: same(one.expandedHelp, other.expandedHelp),
  };
}

const same = (one: Known, other: Known): Known =>
  isDeepStrictEqual(one, other) ? one : { unknown: 'differs' };
