import * as fc from 'fast-check';

/** Libraries beside argparse that read a command line. */
export const libraries = ['click', 'typer', 'absl', 'fire'] as const;
export type Library = (typeof libraries)[number];

type Kind =
  | 'str'
  | 'int'
  | 'float'
  | 'bool'
  | 'flag'
  | 'choice'
  | 'anyCase'
  | 'member'
  | 'pair'
  | 'many'
  | 'count';

interface Option {
  readonly name: string;
  readonly kind: Kind;
  readonly required: boolean;
  /** click lets a default be declared beside it. */
  readonly hasPreset: boolean;
}

/** A script whose options a person declared, and what the form of its launch holds. */
export interface LibraryCase {
  readonly library: Library;
  readonly text: string;
  /** By destination. */
  readonly values: Readonly<Record<string, string>>;
  /** Rows that are added by hand. */
  readonly extra: Readonly<Record<string, string>>;
}

const names = ['learning_rate', 'lr', 'epochs', 'name', 'n', 'x', 'mode', 'fast'];

const clickTypes: Readonly<Record<Exclude<Kind, 'member'>, string>> = {
  str: 'type=str',
  int: 'type=int',
  float: 'type=float',
  bool: 'type=bool',
  flag: 'is_flag=True',
  choice: "type=click.Choice(['a', 'b'])",
  anyCase: "type=click.Choice(['a', 'b'], case_sensitive=False)",
  pair: 'nargs=2, type=int',
  many: 'multiple=True, type=int',
  count: 'count=True',
};

const clickPresets: typeof clickTypes = {
  str: "'z'",
  int: '7',
  float: '0.7',
  bool: 'True',
  flag: 'False',
  choice: "'a'",
  anyCase: "'a'",
  pair: '(1, 2)',
  many: '[1]',
  count: '2',
};

/** A script that makes the call when it is started. */
const started = (lines: readonly string[], call: string): string =>
  [...lines, "if __name__ == '__main__':", `    ${call}`].join('\n');

const modes = (bases: string, a: string, b: string): readonly string[] => [
  'from enum import Enum',
  `class Mode(${bases}):`,
  `    a = '${a}'`,
  `    b = '${b}'`,
];

function clickScript(options: readonly Option[]): string {
  const decorators = options.map(({ name, kind, required, hasPreset }) => {
    const own = kind as keyof typeof clickTypes;
    const given = [
      `'${name.length === 1 ? '-' : '--'}${name}'`,
      clickTypes[own],
      ...(required ? ['required=True'] : []),
      ...(hasPreset ? [`default=${clickPresets[own]}`] : []),
    ];
    return `@click.option(${given.join(', ')})`;
  });
  const body = ['def main(**given):', '    report(given)'];
  return started(['import click', '@click.command()', ...decorators, ...body], 'main()');
}

const typerTypes: Readonly<
  Record<Exclude<Kind, 'count' | 'member'>, readonly [type: string, preset: string]>
> = {
  str: ['str', "'z'"],
  int: ['int', '7'],
  float: ['float', '0.7'],
  bool: ['bool', 'False'],
  flag: ['bool', 'False'],
  choice: ['Mode', 'Mode.a'],
  anyCase: ['Mode', 'Mode.a'],
  pair: ['Tuple[int, int]', '(1, 2)'],
  many: ['List[int]', '[]'],
};

function typerScript(options: readonly Option[]): string {
  const parameters = options.map(({ name, kind, required }) => {
    const [type, preset] = typerTypes[kind as keyof typeof typerTypes];
    const folded = kind === 'anyCase' ? ', case_sensitive=False' : '';
    return `${name}: ${type} = typer.Option(${required ? '...' : preset}${folded})`;
  });
  const lines = [
    ...['import typer', 'from typing import List, Tuple', ...modes('str, Enum', 'a', 'b')],
    ...[`def main(${parameters.join(', ')}):`, '    report(locals())'],
  ];
  return started(lines, 'typer.run(main)');
}

const abslTypes: Readonly<Partial<Record<Kind, readonly [kind: string, preset: string]>>> = {
  str: ['string', "'z'"],
  int: ['integer', '7'],
  float: ['float', '0.7'],
  flag: ['boolean', 'False'],
  choice: ['enum', "'a'"],
  anyCase: ['enum', "'a'"],
  member: ['enum_class', 'Mode.a'],
  many: ['multi_integer', '[1]'],
};

const abslChoices: Readonly<Partial<Record<Kind, string>>> = {
  choice: ", ['a', 'b']",
  anyCase: ", ['a', 'b']",
  member: ', Mode',
};

function abslScript(options: readonly Option[]): string {
  const defined = options.map(({ name, kind, required }) => {
    const [type, preset] = abslTypes[kind] ?? ['string', "'z'"];
    const choices = abslChoices[kind] ?? '';
    const folded = kind === 'anyCase' ? ', case_sensitive=False' : '';
    const needed = required ? ', required=True' : '';
    return `flags.DEFINE_${type}('${name}', ${required ? 'None' : preset}${choices}, ''${folded}${needed})`;
  });
  const lines = [
    ...['from absl import app, flags', ...modes('Enum', 'one', 'two'), ...defined],
    'def main(argv):',
    `    names = [${options.map(({ name }) => `'${name}'`).join(', ')}]`,
    '    report({name: flags.FLAGS[name].value for name in names})',
  ];
  return started(lines, 'app.run(main)');
}

const fireTypes: Readonly<Partial<Record<Kind, readonly [type: string, preset: string]>>> = {
  str: ['str', "'z'"],
  int: ['int', '7'],
  float: ['float', '0.7'],
};

function fireScript(options: readonly Option[]): string {
  const sorted = [...options].sort((one, two) => Number(two.required) - Number(one.required));
  const parameters = sorted.map(({ name, kind, required }) => {
    const [type, preset] = fireTypes[kind] ?? ['str', "'z'"];
    return `${name}: ${type}${required ? '' : ` = ${preset}`}`;
  });
  const lines = ['import fire', `def main(${parameters.join(', ')}):`, '    report(locals())'];
  return started(lines, 'fire.Fire(main)');
}

const kinds: Readonly<Record<Library, readonly Kind[]>> = {
  click: ['str', 'int', 'float', 'bool', 'flag', 'choice', 'anyCase', 'pair', 'many', 'count'],
  typer: ['str', 'int', 'float', 'flag', 'choice', 'anyCase', 'pair', 'many'],
  absl: ['str', 'int', 'float', 'flag', 'choice', 'anyCase', 'member', 'many'],
  fire: ['str', 'int', 'float'],
};

const scripts: Readonly<Record<Library, (options: readonly Option[]) => string>> = {
  click: clickScript,
  typer: typerScript,
  absl: abslScript,
  fire: fireScript,
};

/** What suits a kind, mostly. */
const suiting: Readonly<Record<Kind, readonly string[]>> = {
  str: ['adam', 'a b', '3', '--lr', '-x'],
  int: ['3', '-3', ' 5', '0x10', '0o17', '1_000'],
  float: ['0.1', '-1e-3', 'nan', 'inf', '3', '.5'],
  bool: ['true', 'false', 'yes', 'Off', '1'],
  flag: ['true', 'false'],
  choice: ['a', 'b', 'A'],
  anyCase: ['a', 'B'],
  member: ['a', 'B'],
  pair: ['3', '1 2'],
  many: ['3', '0x1f'],
  count: ['true', 'false'],
};
const odd = ['abc', '1e3', 'A', 'maybe', '[1, 2]', '0b1', '007', '1,5', '-', '+5', '--', '-2'];

const textFor = (kind: Kind): fc.Arbitrary<string> =>
  kind === 'flag' || kind === 'count'
    ? fc.constantFrom(...suiting[kind])
    : fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...suiting[kind]) },
        { weight: 1, arbitrary: fc.constantFrom(...odd) },
      );

/** A few scripts of one library, with forms that are filled in well or badly. */
export function libraryCases(library: Library): fc.Arbitrary<LibraryCase> {
  const declared = fc.subarray(names, { minLength: 1, maxLength: 4 }).chain((chosen) =>
    fc.tuple(
      ...chosen.map((name) =>
        fc.record({
          name: fc.constant(name),
          kind: fc.constantFrom(...kinds[library]),
          required: fc.nat(5).map((number) => number === 0),
          hasPreset: fc.boolean(),
        }),
      ),
    ),
  );
  return declared.chain((options) =>
    fc.record({
      library: fc.constant(library),
      text: fc.constant(scripts[library](options)),
      values: fc
        .tuple(...options.map(({ kind }) => fc.option(textFor(kind), { freq: 3 })))
        .map((texts) => given(options, texts)),
      extra: fc.oneof(
        { weight: 6, arbitrary: fc.constant<LibraryCase['extra']>({}) },
        {
          weight: 1,
          arbitrary: fc.constantFrom<LibraryCase['extra']>(
            { seed: '3' },
            { l: '3' },
            { z: '3' },
            { learn: '3' },
          ),
        },
      ),
    }),
  );
}

function given(
  options: readonly Option[],
  texts: readonly (string | null)[],
): Readonly<Record<string, string>> {
  const entries = options.flatMap(({ name }, index) => {
    const text = texts[index];
    return typeof text === 'string' ? [[name, text] as const] : [];
  });
  return Object.fromEntries(entries);
}
