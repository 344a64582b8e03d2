import { execFile } from 'node:child_process';
import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder, repository } from '../paths';
import { cleanEnvironment } from '../processes';
import { findPython } from '../python';
import { hashOf } from './corpusFiles';
import { mergeTruth, type Attempt } from './mergeTruth';
import type { Truth } from './truth';

const execute = promisify(execFile);
const helper = path.join(repository, 'test', 'corpus');

/** How a script is run: what stands for missing packages answers, and what the machine is like. */
interface Manner {
  readonly truth: boolean;
  readonly comparison: boolean;
  /** Whether every environment variable that is asked for is set. */
  readonly allSet: boolean;
  readonly variant: 0 | 1;
}

const manner = (truth: boolean, comparison: boolean, variant: 0 | 1, allSet = false): Manner => ({
  ...{ truth, comparison, variant, allSet },
});

/**
 * Two attempts that differ in all that a script's text does not decide; of each the first manner in
 * which the script comes as far as its command line. Checks such as `if version < (1, 0): raise` let
 * some of them fail.
 */
const attempts = [
  [manner(true, false, 0), manner(true, true, 0), manner(false, false, 0), manner(false, true, 0)],
  [
    ...[manner(false, true, 1, true), manner(false, false, 1, true)],
    ...[manner(true, true, 1, true), manner(true, false, 1, true), manner(true, false, 1)],
    ...[manner(true, true, 1), manner(false, false, 1), manner(false, true, 1)],
  ],
] as const;

/** A script below `root`, whose path must not show in what is found. */
interface Subject {
  readonly python: string;
  readonly file: string;
  readonly root: string;
}

/** The truth of a script, by running it twice, each time in an empty folder of its own. */
export async function runForTruth(subject: Subject): Promise<Truth> {
  const first = await firstReached(subject, attempts[0]);
  return mergeTruth(first, first.reached ? await firstReached(subject, attempts[1]) : first);
}

async function firstReached(subject: Subject, ways: readonly Manner[]): Promise<Attempt> {
  let attempt: Attempt = { reached: false, failure: null, read: [], parsers: [] };
  for (const way of ways) {
    attempt = await attemptIn(way, subject);
    if (attempt.reached || attempt.failure === 'time') {
      break;
    }
  }
  return attempt;
}

async function attemptIn(way: Manner, { python, file, root }: Subject): Promise<Attempt> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'workbench-corpus-'));
  const home = { HOME: folder, USERPROFILE: folder, TMPDIR: folder, XDG_CACHE_HOME: folder };
  try {
    const { stdout } = await execute(python, argumentsOf(way, file, root), {
      cwd: folder,
      env: { ...cleanEnvironment(home), PYTHONHASHSEED: String(way.variant + 1) },
      timeout: 20_000,
      killSignal: 'SIGKILL',
      maxBuffer: 1 << 26,
    });
    return JSON.parse(stdout) as Attempt;
  } catch (error) {
    const failure = error instanceof Error ? error.message.slice(0, 300) : String(error);
    return { reached: false, failure, read: [], parsers: [] };
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}

const argumentsOf = (way: Manner, file: string, root: string): string[] => [
  ...['-S', '-s', '-B', '-W', 'ignore', path.join(helper, 'truth.py'), file, '--root', root],
  ...['--truth', way.truth ? '1' : '0', '--comparison', way.comparison ? '1' : '0'],
  ...['--variant', String(way.variant), ...(way.allSet ? ['--all-set'] : [])],
];

/** Keeps what was found by the script, its place, this helper and the Python it ran in. */
export async function truthCache(): Promise<
  (script: { absolute: string; folder: string; sha256: string }) => Promise<Truth>
> {
  const python = await findPython(10);
  const names = ['truth.py', 'recording.py', 'stubs.py', 'surroundings.py'];
  const sources = names.map((name) => path.join(helper, name));
  sources.push(__filename, path.join(__dirname, 'mergeTruth.ts'));
  const texts = await Promise.all(sources.map((file) => fs.readFile(file, 'utf8')));
  const folder = cacheFolder('corpus', hashOf([python.version, ...texts].join('\0')).slice(0, 16));
  await fs.mkdir(folder, { recursive: true });
  return async ({ absolute, folder: root, sha256 }) => {
    const key = hashOf(`${path.relative(path.dirname(root), absolute)} ${sha256}`);
    const kept = path.join(folder, `${key.slice(0, 32)}.json`);
    const known = await fs.readFile(kept, 'utf8').catch(() => undefined);
    if (known !== undefined) {
      return JSON.parse(known) as Truth;
    }
    const truth = await runForTruth({ python: python.path, file: absolute, root });
    await fs.writeFile(`${kept}.part`, JSON.stringify(truth));
    await fs.rename(`${kept}.part`, kept);
    return truth;
  };
}
