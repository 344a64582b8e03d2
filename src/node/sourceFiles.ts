import type { Stats } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../core/errors';
import {
  createSourceFilter,
  ignoreFileNames,
  type SourceFilter,
} from '../core/packaging/ignoreRules';
import { isSystemError } from './files';
import { relativeInside } from './relativeInside';

/** A file of the code archive. */
export interface SourceFile {
  /** Name in the archive: relative to the source folder, with `/`. */
  readonly path: string;
  /** Absolute. */
  readonly file: string;
  /** Bytes, when it was listed. */
  readonly size: number;
}

export interface SourceListing {
  /** In order of their paths' code units, so that equal folders give equal archives. */
  readonly files: readonly SourceFile[];
  readonly totalBytes: number;
  /** Links that lead out of the folder; they are left out and a person should be told. */
  readonly outsideLinks: readonly string[];
}

/** More than this is never a source folder but a data set or a home folder. */
const mostFiles = 20_000;

interface Walk {
  readonly root: string;
  readonly filter: SourceFilter;
  /** Absolute folders that are uploaded as channels instead. */
  readonly excluded: ReadonlySet<string>;
  readonly files: SourceFile[];
  readonly outsideLinks: string[];
  readonly signal: AbortSignal | undefined;
}

/**
 * Lists what a launch packs of `directory`. `exclude` names absolute files or folders that are left
 * out. Fails as `notFound` without the folder and as `invalid` when nothing is left to pack or when
 * there are more than 20,000 files.
 */
export async function listSourceFiles(
  directory: string,
  options: { readonly exclude?: readonly string[]; readonly signal?: AbortSignal | undefined } = {},
): Promise<SourceListing> {
  const walk: Walk = {
    root: await rootOf(directory),
    filter: createSourceFilter(await ignoreTexts(directory)),
    excluded: new Set((options.exclude ?? []).map((excluded) => path.resolve(excluded))),
    files: [],
    outsideLinks: [],
    signal: options.signal,
  };
  await walkFolder(walk, directory, '', new Set());
  if (walk.files.length === 0) {
    throw new AppError('invalid', `The source folder has no files to pack: ${directory}`);
  }
  const files = walk.files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    files,
    totalBytes: files.reduce((sum, { size }) => sum + size, 0),
    outsideLinks: walk.outsideLinks,
  };
}

async function rootOf(directory: string): Promise<string> {
  try {
    const root = await realpath(directory);
    if ((await stat(root)).isDirectory()) {
      return root;
    }
  } catch (error) {
    throw new AppError('notFound', `The source folder is not there: ${directory}`, {
      cause: error,
    });
  }
  throw new AppError('invalid', `The source folder is no folder: ${directory}`);
}

async function ignoreTexts(directory: string): Promise<string[]> {
  const texts: string[] = [];
  for (const name of ignoreFileNames) {
    try {
      texts.push(await readFile(path.join(directory, name), 'utf8'));
    } catch (error) {
      if (!isSystemError(error, 'ENOENT', 'EISDIR')) {
        throw error;
      }
    }
  }
  return texts;
}

/** `above` holds the real folders that lead here, so that a link to one of them ends the walk. */
async function walkFolder(
  walk: Walk,
  folder: string,
  prefix: string,
  above: ReadonlySet<string>,
): Promise<void> {
  walk.signal?.throwIfAborted();
  const real = await realpath(folder);
  if (above.has(real)) {
    return;
  }
  const within = new Set([...above, real]);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    const name = prefix + entry.name;
    const found = entry.isSymbolicLink() ? await followLink(walk, file, name) : await lookAt(file);
    if (found && !walk.excluded.has(file) && walk.filter.keeps(name, found.isDirectory())) {
      await take(walk, { path: name, file, found }, within);
    }
  }
}

async function take(
  walk: Walk,
  entry: { readonly path: string; readonly file: string; readonly found: Stats },
  within: ReadonlySet<string>,
): Promise<void> {
  const { path: name, file, found } = entry;
  if (found.isFile()) {
    addFile(walk, { path: name, file, size: found.size });
  } else if (found.isDirectory() && !(await isVirtualEnvironment(file))) {
    await walkFolder(walk, file, `${name}/`, within);
  }
}

function addFile(walk: Walk, file: SourceFile): void {
  walk.files.push(file);
  if (walk.files.length > mostFiles) {
    throw new AppError(
      'invalid',
      `The source folder has more than ${mostFiles} files: ${walk.root}. Leave folders out with a .sagemakerignore file.`,
    );
  }
}

/** What a link leads to, unless that lies outside or is gone. */
async function followLink(walk: Walk, file: string, name: string): Promise<Stats | undefined> {
  const target = await realpath(file).catch(() => undefined);
  if (target === undefined) {
    return undefined;
  }
  if (relativeInside(walk.root, target) === undefined) {
    if (walk.filter.keeps(name, false)) {
      walk.outsideLinks.push(name);
    }
    return undefined;
  }
  return await lookAt(target);
}

/** A file that went away while the folder was read is no part of it. */
async function lookAt(file: string): Promise<Stats | undefined> {
  try {
    return await stat(file);
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) {
      return undefined;
    }
    throw error;
  }
}

/** Whatever its name, a folder with this file is one (PEP 405). */
async function isVirtualEnvironment(folder: string): Promise<boolean> {
  return (await lookAt(path.join(folder, 'pyvenv.cfg')))?.isFile() === true;
}
