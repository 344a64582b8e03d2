import type { ScriptArgument, ScriptInspection } from '../../src/core/training/inspection';
import { compareArgument, type Difference } from './compareArgument';
import { isUnknown, type TruthArgument, type TruthParser } from './truth';

/** All in which our reading of a script is not what argparse was told, argument by argument. */
export function compareScript(ours: ScriptInspection, truth: TruthParser): Difference[] {
  const left = new Set(ours.arguments);
  const found: Difference[] = [];
  for (const argument of truth.arguments) {
    const read = [...left].find((one) => isSameArgument(one, argument));
    if (read !== undefined) {
      left.delete(read);
      found.push(...compareArgument(read, argument));
    } else if (!argument.sometimes) {
      found.push(missing(argument, ours.parser?.certain === true));
    }
  }
  return [...found, ...[...left].flatMap((one) => compareExtra(one, truth))];
}

function isSameArgument(ours: ScriptArgument, truth: TruthArgument): boolean {
  return truth.flags.length === 0
    ? ours.flags.length === 0 && ours.name === truth.destination
    : ours.flags.some((flag) => truth.flags.includes(flag));
}

const missing = (argument: TruthArgument, certain: boolean): Difference => ({
  argument: argument.flags[0] ?? argument.destination,
  what: 'missing',
  ours: 'not there',
  truth: argument.flags.join(' ') || argument.destination,
  certain,
});

/** One that the script's own command line lacks: a sub-command's, or nobody's. */
function compareExtra(ours: ScriptArgument, truth: TruthParser): Difference[] {
  const those = truth.subcommands?.arguments.filter((one) => isSameArgument(ours, one)) ?? [];
  const comparisons = those.map((one) => compareArgument(ours, one));
  const [closest] = comparisons.sort((one, other) => one.length - other.length);
  if (closest !== undefined) {
    return closest;
  }
  const name = ours.flags[0] ?? ours.name;
  const extra = { argument: name, what: 'extra', ours: name, truth: 'not there' };
  // Something that is not installed may have added it.
  return truth.open ? [] : [{ ...extra, certain: ours.certain }];
}

/** Arguments that are said to be uncertain though the script's text decides all of them. */
export function countNeedlesslyUncertain(ours: ScriptInspection, truth: TruthParser): number {
  const all = [...truth.arguments, ...(truth.subcommands?.arguments ?? [])];
  return ours.arguments.filter(
    (one) => !one.certain && all.some((other) => isSameArgument(one, other) && isDecided(other)),
  ).length;
}

const isDecided = (truth: TruthArgument): boolean =>
  truth.type !== 'unknown' &&
  !truth.open &&
  !truth.sometimes &&
  [truth.nargs, truth.default, truth.choices, truth.required, truth.expandedHelp].every(
    (known) => !isUnknown(known) && !('object' in known),
  );

/** What is said of the parser as a whole; not counted with the arguments, but shown. */
export function compareParser(ours: ScriptInspection, truth: TruthParser): Difference[] {
  const { parser } = ours;
  if (parser === null) {
    return [];
  }
  const groups = (given: TruthParser['exclusive']): string =>
    JSON.stringify(given.map(({ destinations }) => [...destinations].sort()).sort());
  const mine = String(parser.acceptsUnknown);
  const facts: readonly (readonly [string, string, string])[] = [
    ['accepts unknown', mine, String(truth.acceptsUnknown ?? parser.acceptsUnknown)],
    ['allows abbreviations', String(parser.allowsAbbreviations), String(truth.allowAbbrev)],
    ['exclusive', groups(parser.exclusive), groups(truth.exclusive)],
    ['sub-commands', sorted(parser.subcommands?.names), sorted(truth.subcommands?.names)],
    ['complete', String(parser.certain), String(!truth.open && parser.certain)],
  ];
  return facts
    .filter(([, read, said]) => read !== said)
    .map(([what, read, said]) => ({
      ...{ argument: 'the parser', what, ours: read, truth: said, certain: parser.certain },
    }));
}

const sorted = (names: readonly string[] = []): string => [...names].sort().join(' ');
