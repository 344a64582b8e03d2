import { createHash } from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { repository } from '../paths';
import { PlainError } from '../progress';
import { publishedFiles } from '../test/pythonEnvironments';

/** A script that somebody else published; its text is never part of this repository. */
export interface CorpusFile {
  /** Such as `mmdet==3.3.0`. */
  readonly requirement: string;
  /** Inside the package, with slashes. */
  readonly path: string;
  /** Of the text: a list that has drifted from its files is noticed. */
  readonly sha256: string;
}

interface CorpusPackage {
  readonly requirement: string;
  readonly sha256: string;
}

/** A corpus file that is there, with its package's folder. */
export interface FetchedFile extends CorpusFile {
  readonly folder: string;
  readonly absolute: string;
  readonly text: string;
}

const listed = (name: string): string => path.join(repository, 'test', 'corpus', name);
const filesList = listed('files.txt');

/**
 * A third is kept apart, by the files' own hashes: nobody looks at it while improving the reading, so
 * that its figures tell how the reading does on scripts that it was not made for.
 */
export const isHeldOut = ({ sha256 }: CorpusFile): boolean =>
  Number.parseInt(sha256.slice(0, 8), 16) % 3 === 0;

export const hashOf = (data: string | Buffer): string =>
  createHash('sha256').update(data).digest('hex');

async function readPackages(list: string): Promise<readonly CorpusPackage[]> {
  const lines = await linesOf(listed(list));
  return lines.map((line) => {
    const [requirement = '', sha256 = ''] = line.split(' --hash=sha256:');
    return { requirement, sha256 };
  });
}

export async function readFiles(): Promise<readonly CorpusFile[]> {
  const lines = await linesOf(filesList);
  return lines.map((line) => {
    const [sha256 = '', requirement = '', ...rest] = line.split(' ');
    return { sha256, requirement, path: rest.join(' ') };
  });
}

export async function writeFiles(files: readonly CorpusFile[]): Promise<void> {
  const head = '# SHA-256, package and path of each script; made by `npm run corpus -- --choose`.';
  const lines = files.map((file) => `${file.sha256} ${file.requirement} ${file.path}`);
  await fs.writeFile(filesList, `${[head, ...lines].join('\n')}\n`);
}

/** The chosen files, their packages downloaded where they are missing. */
export async function fetchFiles(
  files: readonly CorpusFile[],
  list = 'packages.txt',
): Promise<readonly FetchedFile[]> {
  const folders = await fetchPackages(list);
  return Promise.all(
    files.map(async (file) => {
      const folder = folders.get(file.requirement);
      if (folder === undefined) {
        throw new PlainError(`${file.requirement} is not in test/corpus/${list}.`);
      }
      const absolute = path.join(folder, file.path);
      const data = await fs.readFile(absolute);
      if (hashOf(data) !== file.sha256) {
        throw new PlainError(`${file.requirement} ${file.path} is not the file that was chosen.`);
      }
      return { ...file, folder, absolute, text: data.toString('utf8') };
    }),
  );
}

/** Folders of the unpacked packages by their requirement. */
export async function fetchPackages(list = 'packages.txt'): Promise<ReadonlyMap<string, string>> {
  const folders = new Map<string, string>();
  for (const { requirement, sha256 } of await readPackages(list)) {
    folders.set(requirement, await publishedFiles(requirement, sha256));
  }
  return folders;
}

async function linesOf(file: string): Promise<readonly string[]> {
  const lines = (await fs.readFile(file, 'utf8')).split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('#'));
}
