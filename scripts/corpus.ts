import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { inspectScript } from '../src/core/training/inspect/inspectScript';
import { modulesBeside } from '../src/node/modulesBeside';
import type { ReadModule } from '../src/core/training/inspect/modulesBeside';
import { chooseFiles } from './corpus/chooseFiles';
import { compareParser, compareScript, countNeedlesslyUncertain } from './corpus/compareScript';
import { fetchFiles, isHeldOut, readFiles, type FetchedFile } from './corpus/corpusFiles';
import { fetchExpected } from './corpus/expectedFiles';
import { truthCache } from './corpus/findTruth';
import { describeLibraryOutcome, readScript, summarizeLibraries } from './corpus/librarySummary';
import { describe, summarize, type Outcome } from './corpus/summary';
import type { TruthParser } from './corpus/truth';
import { PlainError, runMain, say } from './progress';

const usage = `npm run corpus [-- --list] [--held-out] [--only PATTERN]
  Holds the inspection against Python's argparse on scripts that others published, and for click, typer,
  absl, fire and dataclasses against what a person read in them (test/corpus/read).
  --list      each file that differs, with its differences, but for those that are held out
  --held-out  those too; who has seen them has them no longer
  --only      files whose package or path matches the regular expression
  --choose    makes test/corpus/files.txt anew from test/corpus/packages.txt`;

const { values: options } = parseArgs({
  options: {
    list: { type: 'boolean', default: false },
    'held-out': { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    choose: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/** Scripts that are run at once for their truth, where that is not known yet. */
const together = 4;

/** The exit code tells whether all holds that is asked of the inspection (`summary.ts`). */
async function main(): Promise<number> {
  if (options.help) {
    say(usage);
    return 0;
  }
  if (options.choose) {
    await chooseFiles();
    return 0;
  }
  const pattern = new RegExp(options.only);
  const listed = await readFiles();
  const chosen = listed.filter((file) => pattern.test(`${file.requirement} ${file.path}`));
  const outcomes = readAll(await findTruths(await fetchFiles(chosen)));
  const shown = outcomes.filter(({ file }) => options['held-out'] || !isHeldOut(file));
  process.stdout.write(paragraphs((options.list ? shown : []).map(describe)));
  const libraries = (await fetchExpected())
    .filter((file) => pattern.test(`${file.requirement} ${file.path}`))
    .map(readScript);
  const others = (options.list ? libraries : []).map(describeLibraryOutcome);
  process.stdout.write(paragraphs(others));
  const summaries = [summarize(outcomes), summarizeLibraries(libraries)];
  process.stdout.write(summaries.map(({ text }) => `${text}\n`).join(''));
  return summaries.every(({ ok }) => ok) ? 0 : 1;
}

function paragraphs(texts: readonly string[]): string {
  return texts
    .filter((text) => text !== '')
    .map((text) => `${text}\n\n`)
    .join('');
}

async function findTruths(
  files: readonly FetchedFile[],
): Promise<ReadonlyMap<FetchedFile, TruthParser>> {
  const findTruth = await truthCache();
  const truths = new Map<FetchedFile, TruthParser>();
  const waiting = [...files];
  const findRest = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      const truth = await findTruth(file);
      if (!truth.reached) {
        const name = `${file.requirement} ${file.path}`;
        throw new PlainError(`${name} does not come as far as its arguments: ${truth.failure}`);
      }
      truths.set(file, truth.parser);
    }
  };
  await Promise.all(Array.from({ length: together }, findRest));
  return truths;
}

/** The truth is that of a script that is run by itself, which is in no package. */
function importable(script: string): ReadModule {
  const beside = modulesBeside(script);
  return (name) => (name.startsWith('.') ? undefined : beside(name));
}

function outcomeOf(file: FetchedFile, truth: TruthParser): Outcome {
  const started = performance.now();
  try {
    const ours = inspectScript(file.text, file.path, importable(file.absolute));
    return {
      file,
      milliseconds: performance.now() - started,
      differences: compareScript(ours, truth),
      notes: compareParser(ours, truth),
      read: ours.arguments.length,
      needlesslyUncertain: countNeedlesslyUncertain(ours, truth),
      thrown: null,
    };
  } catch (error) {
    const thrown = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const nothing = { differences: [], notes: [], read: 0, needlesslyUncertain: 0 };
    return { file, ...nothing, thrown, milliseconds: performance.now() - started };
  }
}

/** Twice over all, and each file's quicker time: what else the machine did does not count. */
function readAll(truths: ReadonlyMap<FetchedFile, TruthParser>): readonly Outcome[] {
  const [first = [], second = []] = [1, 2].map(() =>
    [...truths].map(([file, truth]) => outcomeOf(file, truth)),
  );
  return first.map((outcome, index) => ({
    ...outcome,
    milliseconds: Math.min(outcome.milliseconds, second[index]?.milliseconds ?? Infinity),
  }));
}

void runMain(main);
