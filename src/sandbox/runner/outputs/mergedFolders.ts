import type { Stats } from 'node:fs';
import { lstat, readdir, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { isSystemError } from '../../../node/files';

/** A file, folder or symbolic link below one of the walked folders. */
export interface WalkedFile {
  readonly path: string;
  /** Relative to the walked folder, with slashes. */
  readonly name: string;
  readonly stats: Stats;
}

/**
 * Everything below several folders as if they were one, parents first, each folder's in the order of
 * names. Where two have something of one name, the earlier folder's counts: the service leaves it to
 * the hosts of a job that their names do not clash. A folder that is not there is empty. Sockets,
 * pipes and devices are left out, because no archive can hold what they are.
 */
export async function* walkMerged(folders: readonly string[]): AsyncGenerator<WalkedFile> {
  for (const [index, folder] of folders.entries()) {
    yield* walk(folder, '', folders.slice(0, index));
  }
}

/**
 * The file whose bytes an object would get: of a link what it points to, because objects cannot be
 * links. `undefined` for folders and links to nowhere.
 */
export async function contentOf({ path, stats }: WalkedFile): Promise<Stats | undefined> {
  if (!stats.isSymbolicLink()) return stats.isFile() ? stats : undefined;
  try {
    const target = await stat(path);
    return target.isFile() ? target : undefined;
  } catch (error) {
    if (isSystemError(error, 'ENOENT', 'ENOTDIR', 'ELOOP')) return undefined;
    throw error;
  }
}

async function* walk(
  folder: string,
  prefix: string,
  earlier: readonly string[],
): AsyncGenerator<WalkedFile> {
  for (const entry of await namesIn(folder)) {
    const file = path.join(folder, entry);
    const stats = await statsOf(file);
    if (stats === undefined || !isArchivable(stats)) continue;
    const name = prefix + entry;
    const present = await firstOf(earlier, name);
    if (present === undefined) yield { path: file, name, stats };
    const isJoined = present?.isDirectory() ?? true;
    if (stats.isDirectory() && isJoined) yield* walk(file, `${name}/`, earlier);
  }
}

async function firstOf(folders: readonly string[], name: string): Promise<Stats | undefined> {
  for (const folder of folders) {
    const stats = await statsOf(path.join(folder, name));
    if (stats !== undefined && isArchivable(stats)) return stats;
  }
  return undefined;
}

function isArchivable(stats: Stats): boolean {
  return stats.isFile() || stats.isDirectory() || stats.isSymbolicLink();
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (isSystemError(error, 'ENOENT', 'ENOTDIR')) return [];
    throw error;
  }
}

async function statsOf(file: string): Promise<Stats | undefined> {
  try {
    return await lstat(file);
  } catch (error) {
    if (isSystemError(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw error;
  }
}
