import * as fc from 'fast-check';
import { wordsFor } from './argvWords';
import { inspectScript } from '../../src/core/training/inspect/inspectScript';
import type {
  ArgumentAction,
  ArgumentType,
  Literal,
  ScriptArgument,
  ScriptInspection,
} from '../../src/core/training/inspection';

/** A parser and a command line for it, as the Python side builds and reads them. */
export interface ArgvCase {
  readonly arguments: readonly ScriptArgument[];
  readonly exclusive: readonly {
    readonly destinations: readonly string[];
    readonly required: boolean;
  }[];
  readonly abbreviations: boolean;
  readonly acceptsUnknown: boolean;
  readonly subcommands: { readonly names: readonly string[]; readonly required: boolean } | null;
  readonly argv: readonly string[];
}

/** The case's parser as an inspection that saw all of it. */
export function inspectionOf(given: ArgvCase): ScriptInspection {
  return {
    ...inspectScript('', 'train.py'),
    arguments: given.arguments,
    parser: {
      kind: 'argparse',
      acceptsUnknown: given.acceptsUnknown,
      allowsAbbreviations: given.abbreviations,
      exclusive: given.exclusive,
      subcommands: given.subcommands,
      certain: true,
    },
  };
}

// Prefixes of each other, letters for clusters, a long name with one dash, one like a number.
const flagSets: readonly (readonly string[])[] = [
  ['--lr'],
  ['--learning-rate', '-l'],
  ['--learn'],
  ['-e', '--epochs'],
  ['--epoch'],
  ['-x'],
  ['-v', '--verbose'],
  ['-n'],
  ['--no-cuda'],
  ['--cuda'],
  ['-lr'],
  ['-1'],
  ['--x'],
  ['--hidden'],
];
const positionalNames = ['data', 'target', 'rest'];

const options = fc.oneof(
  { weight: 25, arbitrary: fc.constant<ArgumentAction>('store') },
  { weight: 10, arbitrary: fc.constantFrom<ArgumentAction>('append', 'extend', 'store_true') },
  {
    weight: 10,
    arbitrary: fc.constantFrom<ArgumentAction>(
      'store_false',
      'store_const',
      'append_const',
      'count',
      'boolean_optional',
    ),
  },
  { weight: 1, arbitrary: fc.constant<ArgumentAction>('other') },
);
const types = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom<ArgumentType>('str', 'int', 'float', 'bool') },
  { weight: 1, arbitrary: fc.constant<ArgumentType>('other') },
);
const counts = fc.oneof(
  { weight: 12, arbitrary: fc.constant(null) },
  { weight: 6, arbitrary: fc.constantFrom('?', '*', '+', 1, 2, 3) },
  { weight: 1, arbitrary: fc.constantFrom('...', 'A...') },
);
const odd = fc.constantFrom<Literal>(null, 1, 0.5, true, 'a', '1', '', 'abc', [], 300, 1e20);

/** Defaults and choices that mostly suit a type, as argparse itself does not ask for it. */
const literals: Readonly<Record<ArgumentType, readonly Literal[]>> = {
  str: ['a', 'True', '1', '', 'abc', 'adam w'],
  int: [1, 0, -1, 3, 300, '5'],
  float: [0.5, 1, -1, '.5', 1e20],
  bool: [true, false],
  flag: [],
  other: ['a', null, 1],
};
const mostly = <T>(usual: fc.Arbitrary<T>, unusual: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 12, arbitrary: usual }, { weight: 1, arbitrary: unusual });
const listsOf = (type: ArgumentType): fc.Arbitrary<Literal[]> =>
  fc.subarray([...literals[type]], { minLength: 2 });

const details = fc.tuple(types, options).chain(([type, action]) =>
  fc.record({
    action: fc.constant(action),
    type: fc.constant(type),
    nargs: counts,
    choices: fc.oneof(
      { weight: 4, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: mostly(listsOf(type), listsOf('str')) },
    ),
    default: /^(append|extend)$/.test(action)
      ? mostly<Literal>(fc.constantFrom<Literal>([], ['a', 1]), odd)
      : mostly<Literal>(fc.constantFrom(...literals[type]), odd),
    hasDefault: fc.boolean(),
    required: fc.nat(11).map((number) => number === 0),
  }),
);
type Details = typeof details extends fc.Arbitrary<infer T> ? T : never;

const switches = /^(store_(true|false|const)|append_const|count|boolean_optional)$/;

function optionOf(flags: readonly string[], given: Details): ScriptArgument {
  const name = (flags.find((flag) => flag.startsWith('--')) ?? flags[0] ?? '').replace(/^-+/, '');
  const isSwitch = switches.test(given.action);
  return {
    ...plainArgument(),
    ...given,
    ...named(name, given),
    ...(isSwitch && { type: 'flag', choices: null, nargs: null }),
    flags,
    destination: destinationOf(flags, given),
  };
}

/** All that a case leaves as it is where nothing is said of it. */
function plainArgument(): ScriptArgument {
  const text = "import argparse\nargparse.ArgumentParser().add_argument('--plain')\n";
  const [argument] = inspectScript(text, 'train.py').arguments;
  if (argument === undefined) throw new Error('the plain argument is not seen');
  return argument;
}

/** Two switches that are each other's opposite share an attribute, as people write them. */
function destinationOf(flags: readonly string[], { action }: Details): string {
  const isPair = flags.some((flag) => /^--(no-)?cuda$/.test(flag));
  return isPair && /^store_(true|false)$/.test(action)
    ? 'of_pair'
    : `of${flags.join('').replaceAll('-', '_')}`;
}

function positionalOf(name: string, given: Details): ScriptArgument {
  const action = /^(store|append|extend|other)$/.test(given.action) ? given.action : 'store';
  return {
    ...plainArgument(),
    ...given,
    action,
    ...named(name, given),
    flags: [],
    destination: name,
  };
}

function named(name: string, given: Details) {
  return {
    name,
    default: given.hasDefault ? given.default : null,
    // What a function of the script's own returns, and whether that is a choice, nobody foresees.
    choices: given.type === 'other' ? null : given.choices,
  };
}

const declaredOptions = fc
  .subarray([...flagSets], { minLength: 1, maxLength: 6 })
  .chain((sets) =>
    fc.tuple(...sets.map((names) => details.map((given) => optionOf(names, given)))),
  );
const declaredPositionals = fc
  .subarray(positionalNames, { maxLength: 2 })
  .chain((names) =>
    fc.tuple(...names.map((name) => details.map((given) => positionalOf(name, given)))),
  );

const parsers = fc
  .tuple(
    declaredOptions,
    fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: declaredPositionals },
    ),
  )
  .chain(([optional, positional]) =>
    fc.record({
      arguments: fc.shuffledSubarray([...optional, ...positional], {
        minLength: optional.length + positional.length,
      }),
      exclusive: exclusiveOf([...optional, ...positional]),
      abbreviations: fc.nat(3).map((number) => number > 0),
      acceptsUnknown: fc.nat(3).map((number) => number === 0),
      subcommands: fc.oneof(
        { weight: 9, arbitrary: fc.constant(null) },
        {
          weight: 1,
          arbitrary: fc.record({ names: fc.constant(['fit', 'eval']), required: fc.boolean() }),
        },
      ),
    }),
  );

/** argparse takes only what need not be given. */
function exclusiveOf(args: readonly ScriptArgument[]): fc.Arbitrary<ArgvCase['exclusive']> {
  const able = args.filter(({ flags, required, nargs }) =>
    flags.length > 0 ? !required : nargs === '?',
  );
  const names = able.map(({ destination }) => destination);
  if (names.length < 2) {
    return fc.constant([]);
  }
  const group = fc.record({
    destinations: fc.subarray(names, { minLength: 2 }),
    required: fc.boolean(),
  });
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: group.map((one) => [one]) },
  );
}

export const argvCases: fc.Arbitrary<ArgvCase> = parsers.chain((parser) =>
  wordsFor(parser.arguments).map((argv) => ({ ...parser, argv })),
);
