import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { say } from '../progress';
import {
  fetchPackages,
  hashOf,
  writeFiles,
  type CorpusFile,
  type FetchedFile,
} from './corpusFiles';
import { truthCache } from './findTruth';
import type { Truth } from './truth';

/** So that no package's habits outweigh the others'. */
const mostOfOnePackage = 8;

/** How many scripts are tried at once. */
const together = 4;

/**
 * Chooses by rule alone: of each package the first scripts, in the order of their hashes, that say
 * `argparse` and `add_argument` and come as far as their command line when they are run. Whether we
 * can read them does not matter.
 */
export async function chooseFiles(): Promise<void> {
  const findTruth = await truthCache();
  const chosen = new Map<string, CorpusFile>();
  for (const [requirement, folder] of await fetchPackages()) {
    const waiting = (await candidates(requirement, folder)).filter(
      ({ sha256 }, index, all) =>
        !chosen.has(sha256) && all.findIndex((one) => one.sha256 === sha256) === index,
    );
    let count = 0;
    while (waiting.length > 0 && count < mostOfOnePackage) {
      const next = waiting.splice(0, Math.min(together, mostOfOnePackage - count));
      const truths = await Promise.all(next.map(findTruth));
      const fit = next.filter((_, index) => hasArguments(truths[index]));
      fit.forEach((file) => chosen.set(file.sha256, file));
      count += fit.length;
    }
    say(`${requirement}: ${String(count)}`);
  }
  await writeFiles([...chosen.values()]);
  say(`${String(chosen.size)} files chosen.`);
}

/** A parser without an argument would be read right by not reading at all. */
const hasArguments = (truth: Truth | undefined): boolean =>
  truth?.reached === true &&
  (truth.parser.arguments.length > 0 || truth.parser.subcommands !== null);

async function candidates(requirement: string, folder: string): Promise<readonly FetchedFile[]> {
  const entries = await fs.readdir(folder, { recursive: true, withFileTypes: true });
  const scripts = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.py'));
  const files = await Promise.all(
    scripts.map(async (entry) => {
      const absolute = path.join(entry.parentPath, entry.name);
      const data = await fs.readFile(absolute);
      const inside = path.relative(folder, absolute).split(path.sep).join('/');
      const text = data.toString('utf8');
      return { requirement, folder, absolute, path: inside, sha256: hashOf(data), text };
    }),
  );
  return files
    .filter(({ text }) => text.includes('argparse') && text.includes('add_argument'))
    .sort((one, other) => (one.sha256 < other.sha256 ? -1 : 1));
}
