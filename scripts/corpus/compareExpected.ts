import type { Literal, ScriptArgument, ScriptInspection } from '../../src/core/training/inspection';
import type { ExpectedArgument, ExpectedScript } from './expectedFiles';

/** How one argument, or one sub-command, was read. */
export interface Comparison {
  readonly argument: string;
  /** Where our reading and the person's part; empty where they agree. */
  readonly differences: readonly string[];
  /** Whether the reading said that it could be trusted. */
  readonly certain: boolean;
  /** Uncertain, though the script tells all of it. */
  readonly needlesslyUncertain: boolean;
}

/** All arguments that one of both has, and the sub-commands. */
export function compareExpected(
  ours: ScriptInspection,
  expected: ExpectedScript,
): readonly Comparison[] {
  const left = new Map(ours.arguments.map((argument) => [spellingOf(argument), argument]));
  const compared = expected.arguments.map((one) => {
    const key = sorted(one.spelling);
    const found = left.get(key);
    left.delete(key);
    return found ? compareArgument(found, one) : absent(one.spelling, ours);
  });
  const extra = [...left].map(([spelling, { certain }]) =>
    differing(spelling, ['not there'], certain),
  );
  return [...compared, ...extra, ...compareCommands(ours, expected.commands)];
}

const sorted = (spelling: string): string => spelling.split(' ').sort().join(' ');

const spellingOf = ({ flags, destination }: ScriptArgument): string =>
  flags.length === 0 ? `(${destination})` : sorted(flags.join(' '));

const absent = (spelling: string, { parser }: ScriptInspection): Comparison =>
  differing(spelling, ['missing'], parser?.certain === true);

function differing(argument: string, differences: string[], certain: boolean): Comparison {
  return { argument, differences, certain, needlesslyUncertain: false };
}

function compareArgument(ours: ScriptArgument, expected: ExpectedArgument): Comparison {
  const { certain } = ours;
  const isKnown =
    expected.type !== null && expected.default !== undefined && expected.choices !== undefined;
  const several = ours.action === 'append' || ours.action === 'extend';
  const differences = [
    ...differ('type', ours.type, expected.type ?? undefined, certain),
    ...differ('default', ours.hasDefault ? ours.default : null, expected.default, certain),
    ...differ('variable', ours.variable, expected.variable, certain),
    ...differ('choices', ours.choices, expected.choices, certain),
    ...differ('required', ours.required, expected.required, certain),
    ...differ('nargs', ours.nargs, expected.nargs, certain),
    ...differ('several', several, expected.several, certain),
  ];
  return {
    argument: expected.spelling,
    differences,
    certain,
    needlesslyUncertain: isKnown && !certain && differences.length === 0,
  };
}

/** What the script does not tell must be said to be uncertain. */
function differ(
  what: string,
  ours: Literal,
  expected: Literal | undefined,
  certain: boolean,
): string[] {
  if (expected === undefined) {
    return certain ? [`${what}: ${JSON.stringify(ours)}, but nobody knows`] : [];
  }
  return JSON.stringify(ours) === JSON.stringify(expected)
    ? []
    : [`${what}: ${JSON.stringify(ours)}, but ${JSON.stringify(expected)}`];
}

function compareCommands(
  { parser }: ScriptInspection,
  expected: readonly string[],
): readonly Comparison[] {
  const read = parser?.subcommands?.names ?? [];
  const certain = parser?.certain === true;
  const all = [...new Set([...read, ...expected])];
  return all.map((name) => {
    const differences = [
      ...(read.includes(name) ? [] : ['missing']),
      ...(expected.includes(name) ? [] : ['not there']),
    ];
    return differing(`command ${name}`, differences, certain);
  });
}
