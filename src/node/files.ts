import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Tells whether `error` is a system error with one of these codes, such as `ENOENT`. */
export function isSystemError(error: unknown, ...codes: readonly string[]): error is Error {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && codes.includes(code);
}

/** Tells whether the file system or another part of the system has said `error`. */
export function isAnySystemError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}

/** No space, or the user's quota is used up. */
export function isDiskFull(error: unknown): error is Error {
  return isSystemError(error, 'ENOSPC', 'EDQUOT');
}

/**
 * Makes a folder and those above it, all with `mode`; nothing happens when it is there. For places that
 * a person names: Node's own `recursive` never ends below a folder such as `/proc`, which answers
 * `ENOENT` whatever is to be made in it.
 */
export async function makeFolder(folder: string, mode: number): Promise<void> {
  try {
    await mkdirUnlessThere(folder, mode);
  } catch (error) {
    const parent = path.dirname(folder);
    if (!isSystemError(error, 'ENOENT') || parent === folder) throw error;
    await makeFolder(parent, mode);
    await mkdirUnlessThere(folder, mode);
  }
}

async function mkdirUnlessThere(folder: string, mode: number): Promise<void> {
  try {
    await mkdir(folder, { mode });
  } catch (error) {
    const isThere = (await stat(folder).catch(() => undefined))?.isDirectory() === true;
    if (!isThere) throw error;
  }
}

const renameAttempts = 10;

/**
 * Renames over an existing file. Windows refuses while a virus scanner or an indexer holds either
 * file open for a moment, so it is tried again for about a second.
 */
export async function renameWithRetry(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      if (attempt === renameAttempts || !isSystemError(error, 'EPERM', 'EBUSY', 'EACCES')) {
        throw error;
      }
      await sleep(20 * attempt);
    }
  }
}

/** Replaces a file in one step: a reader sees the old content or the new, never a part. */
export async function writeAtomically(file: string, data: string): Promise<void> {
  await withTemporary(file, data, 0o600, (temporary) => renameWithRetry(temporary, file));
}

/**
 * Like `writeAtomically`, by way of a file that nobody else writes: whoever knows its name removes what
 * a kill has left of it.
 */
export async function writeAtomicallyBy(
  temporary: string,
  file: string,
  data: string | readonly Buffer[],
): Promise<void> {
  try {
    await writeFile(temporary, data, { mode: 0o600 });
    await renameWithRetry(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/**
 * Makes a complete file unless one of that name exists. Of several processes that try, exactly one
 * gets `true`; the file is never seen half written.
 */
export async function createExclusively(
  file: string,
  data: string,
  mode = 0o600,
): Promise<boolean> {
  // Looked for first, so that a full disk or a read-only one does not matter.
  if ((await readIfExists(file)) !== undefined) return false;
  try {
    await withTemporary(file, data, mode, (temporary) => linkOrWrite(temporary, file, mode));
    return true;
  } catch (error) {
    if (isSystemError(error, 'EEXIST')) return false;
    throw error;
  }
}

/** The file's text, or `undefined` when there is no such file. */
export async function readIfExists(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return undefined;
    throw error;
  }
}

async function linkOrWrite(temporary: string, file: string, mode: number): Promise<void> {
  try {
    await link(temporary, file);
  } catch (error) {
    // FAT and some network shares have no hard links.
    if (!isSystemError(error, 'EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP', 'EISDIR')) throw error;
    await writeNew(file, await readFile(temporary, 'utf8'), mode);
  }
}

async function withTemporary(
  file: string,
  data: string,
  mode: number,
  use: (temporary: string) => Promise<void>,
): Promise<void> {
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    await writeNew(temporary, data, mode);
    await use(temporary);
  } finally {
    await rm(temporary, { force: true });
  }
}

async function writeNew(file: string, data: string, mode: number): Promise<void> {
  const handle = await open(file, 'wx', mode);
  try {
    await handle.writeFile(data);
  } finally {
    await handle.close();
  }
}
