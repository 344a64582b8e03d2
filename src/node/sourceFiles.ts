import type { Dirent } from 'node:fs';
import { readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../core/errors';
import type { ExtraProblem } from '../core/packaging/extraProblem';
import { shownPath } from '../core/packaging/shownPath';
import { isSystemError } from './files';
import { lookAtExtra, type PackedExtra } from './sourceExtras';
import type { RefusedExtra, SourceListing, SourceRoot } from './sourceListing';
import { nothingFound, walkRoot, type FoundSource, type WalkOptions } from './sourceWalk';

export interface ListOptions {
  /** Absolute files or folders that are left out. */
  readonly exclude?: readonly string[];
  /** Absolute files and folders that stand at the archive's root too, under their own names. */
  readonly alsoPacked?: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

/**
 * Lists what a launch packs of `directory` and beside it, and what it leaves out that a person may miss.
 * Fails as `notFound` without the folder and as `invalid` when it may not be read, when nothing of it is left
 * to pack or when there are more than 20,000 files.
 */
export async function listSourceFiles(
  directory: string,
  options: ListOptions = {},
): Promise<SourceListing> {
  const { signal, exclude = [] } = options;
  const found = nothingFound();
  const walk = { excluded: new Set(exclude.map((one) => path.resolve(one))), signal };
  const { root, entries } = await openRoot(directory);
  await walkRoot({ directory, prefix: '' }, entries, found, walk);
  if (found.files.length + forbiddenCount(found) === 0) {
    throw new AppError(
      'invalid',
      `The source folder has no files to pack: ${shownPath(directory)}`,
    );
  }
  const roots: SourceRoot[] = [{ prefix: '', directory }];
  const refused: RefusedExtra[] = [];
  // Whatever the archive has at its root by then.
  const names = new Set(found.files.map((file) => file.path.split('/')[0] ?? ''));
  for (const file of options.alsoPacked ?? []) {
    const extra = await lookAtExtra(file, root, names);
    const problem = extra.kind === 'refused' ? extra.problem : await addExtra(extra, found, walk);
    if (problem !== undefined) {
      refused.push({ path: file, problem });
    } else if (extra.kind === 'folder') {
      roots.push({ prefix: `${extra.name}/`, directory: extra.file });
    }
    names.add(path.basename(path.resolve(file)));
  }
  return {
    files: found.files.sort(byPath),
    totalBytes: found.files.reduce((sum, { size }) => sum + size, 0),
    leftOut: found.leftOut.sort(byPath),
    ruledOut: found.ruledOut.sort(byPath),
    ruledOutCount: found.ruledOutCount,
    unreadable: [...found.unreadable].sort(),
    unreadableRules: [...found.unreadableRules].sort(),
    ignoreFolders: found.ignoreFolders.sort(),
    roots,
    refused,
  };
}

const forbiddenCount = ({ unreadable, unreadableRules }: FoundSource): number =>
  unreadable.size + unreadableRules.size;

const byPath = (a: { readonly path: string }, b: { readonly path: string }): number =>
  a.path < b.path ? -1 : 1;

/** Its real path and what is in it. */
async function openRoot(
  directory: string,
): Promise<{ readonly root: string; readonly entries: readonly Dirent[] }> {
  try {
    const root = await realpath(directory);
    return { root, entries: await readdir(root, { withFileTypes: true }) };
  } catch (error) {
    throw rootProblem(shownPath(directory), error);
  }
}

function rootProblem(name: string, cause: unknown): AppError {
  if (isSystemError(cause, 'EACCES', 'EPERM')) {
    const message = `The source folder cannot be read: permission denied: ${name}`;
    return new AppError('invalid', message, { cause });
  }
  return isSystemError(cause, 'ENOTDIR')
    ? new AppError('invalid', `The source folder is no folder: ${name}`, { cause })
    : new AppError('notFound', `The source folder is not there: ${name}`, { cause });
}

/** Adds what is packed of it to `found`; answers what is against it. */
async function addExtra(
  extra: PackedExtra,
  found: FoundSource,
  walk: WalkOptions,
): Promise<ExtraProblem | undefined> {
  if (extra.kind === 'file') {
    found.files.push({ path: extra.name, ...extra.found, file: extra.file, isNamed: true });
    return undefined;
  }
  const before = found.files.length + forbiddenCount(found);
  const place = { directory: extra.file, prefix: `${extra.name}/` };
  await walkRoot(place, extra.entries, found, walk);
  return found.files.length + forbiddenCount(found) === before ? 'empty' : undefined;
}
