import type { Difference } from './compareArgument';
import { isHeldOut, type CorpusFile } from './corpusFiles';

/** How our reading of one script did. */
export interface Outcome {
  readonly file: CorpusFile;
  readonly differences: readonly Difference[];
  /** Of the parser as a whole; shown, but not counted. */
  readonly notes: readonly Difference[];
  /** What the reading threw. */
  readonly thrown: string | null;
  readonly milliseconds: number;
  /** How many arguments were read, and how many of them are said to be uncertain without need. */
  readonly read: number;
  readonly needlesslyUncertain: number;
}

/** What must hold of all scripts; the share is that of the files without a difference. */
const leastShare = 0.97;
const mostMilliseconds = 5;

export interface Summary {
  readonly text: string;
  readonly ok: boolean;
}

export function summarize(outcomes: readonly Outcome[]): Summary {
  const wrong = outcomes.flatMap(({ differences }) => differences).filter(({ certain }) => certain);
  const thrown = outcomes.filter((outcome) => outcome.thrown !== null);
  const times = outcomes.map(({ milliseconds }) => milliseconds).sort((one, two) => one - two);
  const median = quantile(times, 0.5);
  const all = shareOf(outcomes);
  const text = [
    'Files without a single difference',
    `  all         ${all.text}`,
    `  tuned on    ${shareOf(outcomes.filter(({ file }) => !isHeldOut(file))).text}`,
    `  held out    ${shareOf(outcomes.filter(({ file }) => isHeldOut(file))).text}`,
    `Wrong though said to be certain: ${String(wrong.length)}`,
    `Exceptions: ${String(thrown.length)}`,
    `Arguments read: ${String(sum(outcomes.map(({ read }) => read)))}, needlessly uncertain: ` +
      String(sum(outcomes.map((one) => one.needlesslyUncertain))),
    `Milliseconds a file: median ${median.toFixed(1)}, p95 ${quantile(times, 0.95).toFixed(1)}`,
    ...classesOf(outcomes),
  ];
  const ok =
    all.share >= leastShare &&
    wrong.length === 0 &&
    thrown.length === 0 &&
    median <= mostMilliseconds;
  return { text: text.join('\n'), ok };
}

function shareOf(outcomes: readonly Outcome[]): { share: number; text: string } {
  const right = outcomes.filter(({ differences, thrown }) => !thrown && differences.length === 0);
  const share = outcomes.length === 0 ? 0 : right.length / outcomes.length;
  const percent = (100 * share).toFixed(1);
  return { share, text: `${String(right.length)} of ${String(outcomes.length)} (${percent} %)` };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** How often each kind of difference occurs, the one of most files first. */
function classesOf(outcomes: readonly Outcome[]): readonly string[] {
  const classes = new Map<string, { files: Set<Outcome>; count: number }>();
  for (const outcome of outcomes) {
    for (const { what, certain } of outcome.differences) {
      const name = `${what}${certain ? ', said to be certain' : ''}`;
      const known = classes.get(name) ?? { files: new Set<Outcome>(), count: 0 };
      known.files.add(outcome);
      classes.set(name, { ...known, count: known.count + 1 });
    }
  }
  const sorted = [...classes].sort(([, one], [, two]) => two.files.size - one.files.size);
  return sorted.map(
    ([name, { files, count }]) => `  ${name}: ${String(count)} in ${String(files.size)} files`,
  );
}

/** A file's differences in words; empty where there are none. */
export function describe({ file, differences, notes, thrown }: Outcome): string {
  if (thrown === null && differences.length + notes.length === 0) {
    return '';
  }
  const lines = [...differences, ...notes].map(
    ({ argument, what, ours, truth, certain }) =>
      `  ${argument}: ${what}: ${ours}, but ${truth}${certain ? ' [certain]' : ''}`,
  );
  const head = `${file.requirement} ${file.path}`;
  return [head, ...(thrown === null ? [] : [`  threw ${thrown}`]), ...lines].join('\n');
}
