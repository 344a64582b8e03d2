import { mkdir, rename, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import * as path from 'node:path';
import { isSystemError, readIfExists, writeAtomically } from '../../node/files';
import { removeTree } from '../../node/removeTree';
import { areaFolders } from './dataUsage';

/** What has been asked to be removed; it is on disk until it is done, so that a kill only delays it. */
export type Cleanup =
  | { readonly what: 'everything' }
  /** The jobs that ended before a time, in milliseconds since the epoch, and their traces. */
  | { readonly what: 'ended'; readonly before: number }
  /** Whatever ended or was last used before a time. */
  | { readonly what: 'old'; readonly before: number };

export async function readPending(dataDir: string): Promise<Cleanup | undefined> {
  const text = await readIfExists(fileIn(dataDir));
  return text === undefined ? undefined : (JSON.parse(text) as Cleanup);
}

export async function writePending(dataDir: string, cleanup: Cleanup): Promise<void> {
  await writeAtomically(fileIn(dataDir), JSON.stringify(cleanup));
}

export async function removePending(dataDir: string): Promise<void> {
  await rm(fileIn(dataDir), { force: true });
}

/** Sets everything aside that the areas hold; no store may be open. Credentials stay. */
export async function setAreasAside(dataDir: string): Promise<void> {
  await setAside(dataDir, Object.values(areaFolders).flat());
}

/** Sets folders of the data folder aside, from where `removeAside` removes them. */
export async function setAside(dataDir: string, names: readonly string[]): Promise<void> {
  const target = path.join(asideIn(dataDir), randomUUID());
  await mkdir(target, { recursive: true });
  for (const name of names) {
    await moveAway(path.join(dataDir, name), path.join(target, path.basename(name)));
  }
}

/** Removes what was set aside, now or by an earlier process. */
export async function removeAside(dataDir: string): Promise<void> {
  await removeTree(asideIn(dataDir));
}

async function moveAway(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return;
    // Windows moves no folder in which somebody has a file open.
    if (!isSystemError(error, 'EPERM', 'EBUSY', 'EACCES')) throw error;
    await removeTree(from);
  }
}

function fileIn(dataDir: string): string {
  return path.join(dataDir, 'cleanup.json');
}

function asideIn(dataDir: string): string {
  return path.join(dataDir, 'removed');
}
