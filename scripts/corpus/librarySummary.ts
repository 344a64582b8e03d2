import { performance } from 'node:perf_hooks';
import { inspectScript } from '../../src/core/training/inspect/inspectScript';
import type { ScriptInspection } from '../../src/core/training/inspection';
import { modulesBeside } from '../../src/node/modulesBeside';
import { compareExpected, type Comparison } from './compareExpected';
import type { FetchedFile } from './corpusFiles';
import type { ExpectedScript } from './expectedFiles';
import type { Summary } from './summary';

/** How our reading of one script did. */
export interface LibraryOutcome {
  readonly script: ExpectedScript;
  readonly comparisons: readonly Comparison[];
  readonly milliseconds: number;
}

/** What must hold of the arguments of each library, and how many scripts each must have. */
const leastShare = 0.95;
const leastScripts = 15;

/** Twice, and the quicker time: what else the machine did does not count. */
export function readScript(script: ExpectedScript & FetchedFile): LibraryOutcome {
  const [first, second] = [timed(script), timed(script)];
  const milliseconds = Math.min(first.milliseconds, second.milliseconds);
  return { script, milliseconds, comparisons: compareExpected(first.ours, script) };
}

function timed(script: FetchedFile): { ours: ScriptInspection; milliseconds: number } {
  const started = performance.now();
  const ours = inspectScript(script.text, script.path, modulesBeside(script.absolute));
  return { ours, milliseconds: performance.now() - started };
}

export function summarizeLibraries(outcomes: readonly LibraryOutcome[]): Summary {
  const libraries = [...new Set(outcomes.map(({ script }) => script.library))];
  const lines = libraries.map((library) =>
    summarizeLibrary(
      library,
      outcomes.filter(({ script }) => script.library === library),
    ),
  );
  const text = [
    'Arguments as a person read them, other libraries',
    ...lines.map((line) => line.text),
  ];
  return { text: text.join('\n'), ok: lines.every(({ ok }) => ok) };
}

function summarizeLibrary(library: string, outcomes: readonly LibraryOutcome[]): Summary {
  const all = outcomes.flatMap(({ comparisons }) => comparisons);
  const right = all.filter(({ differences }) => differences.length === 0);
  const wrong = all.filter(({ differences, certain }) => differences.length > 0 && certain);
  const share = all.length === 0 ? 0 : right.length / all.length;
  const times = outcomes.map(({ milliseconds }) => milliseconds).sort((one, two) => one - two);
  const median = times[Math.floor(times.length / 2)] ?? 0;
  return {
    text:
      `  ${library.padEnd(11)} ${String(right.length)} of ${String(all.length)} ` +
      `(${(100 * share).toFixed(1)} %) in ${String(outcomes.length)} scripts, ` +
      `wrong though said to be certain: ${String(wrong.length)}, needlessly uncertain: ` +
      `${String(all.filter((one) => one.needlesslyUncertain).length)}, median ${median.toFixed(1)} ms`,
    ok: share >= leastShare && wrong.length === 0 && outcomes.length >= leastScripts,
  };
}

/** A script's differences in words; empty where there are none. */
export function describeLibraryOutcome({ script, comparisons }: LibraryOutcome): string {
  const lines = comparisons
    .filter(({ differences, needlesslyUncertain }) => differences.length > 0 || needlesslyUncertain)
    .map(
      ({ argument, differences, certain }) =>
        `  ${argument}: ${differences.join('; ') || 'needlessly uncertain'}${certain ? ' [certain]' : ''}`,
    );
  return lines.length === 0 ? '' : [`${script.requirement} ${script.path}`, ...lines].join('\n');
}
