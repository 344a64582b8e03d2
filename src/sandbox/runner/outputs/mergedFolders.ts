import type { Stats } from 'node:fs';
import { lstat, readdir, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { isSystemError } from '../../../node/files';
import type { LeftOut } from './leftOut';

/** A folder of a host that goes to S3. */
export interface OutputFolder {
  readonly folder: string;
  /** What stands for `/opt/ml`; the folder lies below it. */
  readonly base: string;
}

/** Folders that go to S3 as if they were one. */
export interface Outputs {
  readonly folders: readonly OutputFolder[];
  readonly leftOut: LeftOut;
}

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
 * the hosts of a job that their names do not clash. A folder that is not there is empty, and so is one
 * that the script has put a link in the place of, which may lead anywhere. Sockets, pipes and devices
 * are left out, because no archive can hold what they are; names that are not UTF-8, because no key
 * can.
 */
export async function* walkMerged({ folders, leftOut }: Outputs): AsyncGenerator<WalkedFile> {
  const earlier: string[] = [];
  for (const { folder, base } of folders) {
    const isLinked = await hasLink(base, folder);
    leftOut.setReplaced(folder, isLinked);
    if (isLinked) continue;
    yield* walk(folder, '', { earlier, leftOut });
    earlier.push(folder);
  }
}

/** Whether `base`, `folder` below it, or a folder between them is a link. */
async function hasLink(base: string, folder: string): Promise<boolean> {
  for (let at = folder; ; at = path.dirname(at)) {
    if ((await statsOf(at))?.isSymbolicLink() === true) return true;
    if (at === base || at === path.dirname(at)) return false;
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

interface Walk {
  /** Folders of which what has the same name comes first. */
  readonly earlier: readonly string[];
  readonly leftOut: LeftOut;
}

async function* walk(folder: string, prefix: string, shared: Walk): AsyncGenerator<WalkedFile> {
  const names = await namesIn(folder);
  const different = new Set(names);
  let unnamed = names.length - different.size;
  for (const entry of different) {
    const file = path.join(folder, entry);
    const stats = await statsOf(file);
    if (isUnnamed(entry, stats)) unnamed++;
    if (!isArchivable(stats)) continue;
    const name = prefix + entry;
    const present = await firstOf(shared.earlier, name);
    if (present === undefined) yield { path: file, name, stats };
    const isJoined = present?.isDirectory() ?? true;
    if (stats.isDirectory() && isJoined) yield* walk(file, `${name}/`, shared);
  }
  shared.leftOut.setUnnamed(folder, unnamed);
}

async function firstOf(folders: readonly string[], name: string): Promise<Stats | undefined> {
  for (const folder of folders) {
    const stats = await statsOf(path.join(folder, name));
    if (isArchivable(stats)) return stats;
  }
  return undefined;
}

/** Bytes that are no UTF-8 are read as this character, under which there is nothing or another file. */
function isUnnamed(name: string, stats: Stats | undefined): boolean {
  return stats === undefined && name.includes('\uFFFD');
}

function isArchivable(stats: Stats | undefined): stats is Stats {
  if (stats === undefined) return false;
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
