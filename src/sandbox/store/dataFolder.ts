import { chmod, readdir, rm, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { AppError } from '../../core/errors';
import {
  createExclusively,
  isDiskFull,
  isSystemError,
  makeFolder,
  readIfExists,
  writeAtomically,
} from '../../node/files';

/** Grows when an older sandbox could not read what this one writes. */
export const formatNumber = 2;

/**
 * Makes the data folder, for its user only, and refuses one that a newer version has written; one of
 * an older version is migrated by whoever gets its lock. With `adopt` it may hold other files: a
 * deleted folder comes into being again when a job in it ends.
 * Throws `AppError` with a sentence for the person who started the sandbox.
 */
export async function openDataFolder(folder: string, adopt = false): Promise<void> {
  try {
    await makeDataFolder(folder);
    await refuseStrangers(folder);
    if (!adopt) await refuseOtherFiles(folder);
    await chmod(folder, 0o700);
    await checkFormat(folder);
  } catch (error) {
    throw explain(error, folder);
  }
}

async function makeDataFolder(folder: string): Promise<void> {
  try {
    await makeFolder(folder, 0o700);
  } catch (error) {
    if (!isSystemError(error, 'ENOENT', 'EINVAL', 'ENAMETOOLONG', 'ELOOP')) throw error;
    throw new AppError('invalid', `The folder ${folder} cannot be made.`, { cause: error });
  }
}

/** The system's refusal to use the data folder as a sentence; other errors stay as they are. */
export function explain(error: unknown, folder: string): unknown {
  if (isDiskFull(error)) {
    return new AppError('diskFull', `The disk that holds ${folder} is full.`, { cause: error });
  }
  if (isSystemError(error, 'EACCES', 'EPERM', 'EROFS')) {
    return new AppError('denied', `The folder ${folder} cannot be written.`, { cause: error });
  }
  if (isSystemError(error, 'EEXIST', 'ENOTDIR')) {
    return new AppError('invalid', `${folder} is not a folder.`, { cause: error });
  }
  return error;
}

/** Nobody needs as long to put a file in its place. */
const leftoverMilliseconds = 60_000;

/**
 * Removes files directly in the data folder that somebody had begun when it was killed. Young ones may
 * be those of a process that starts just now.
 */
export async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!/\.(tmp|claim)$/.test(name)) continue;
    const file = path.join(folder, name);
    const age = Date.now() - ((await stat(file).catch(() => undefined))?.mtimeMs ?? Infinity);
    if (age > leftoverMilliseconds) await rm(file, { force: true });
  }
}

/** On a shared computer somebody else's folder could hold somebody else's credentials. */
async function refuseStrangers(folder: string): Promise<void> {
  const { uid } = await stat(folder);
  if (process.getuid && uid !== process.getuid()) {
    throw new AppError('denied', `The folder ${folder} belongs to another user.`);
  }
}

/** What systems put into folders, and what a killed start leaves. */
const harmless = /^(\.DS_Store|desktop\.ini|Thumbs\.db|lost\+found|.*\.tmp)$/i;

/**
 * A folder of something else would be closed to others, and lose its own `logs` or `jobs` when the
 * data are cleared. Each sandbox writes the format first, so it is looked for last.
 */
async function refuseOtherFiles(folder: string): Promise<void> {
  const names = await readdir(folder);
  if (names.every((name) => harmless.test(name))) return;
  if ((await readIfExists(fileIn(folder))) !== undefined) return;
  throw new AppError(
    'invalid',
    `${folder} holds other files and no data of a sandbox. Name a new or an empty folder with --data.`,
  );
}

async function checkFormat(folder: string): Promise<void> {
  await createExclusively(fileIn(folder), content(formatNumber));
  const format = await readFormat(folder);
  if (format > formatNumber) {
    throw new AppError(
      'invalid',
      `The data in ${folder} was written by a newer version of SageMaker Workbench ` +
        `(format ${format}; this version knows ${formatNumber}). Update, or choose another folder.`,
    );
  }
}

/** The format that a data folder is in; throws `AppError` for what is no data folder. */
export async function readFormat(folder: string): Promise<number> {
  const format = parseFormat(await readIfExists(fileIn(folder)));
  if (format !== undefined) return format;
  throw new AppError(
    'invalid',
    `${fileIn(folder)} cannot be read; is ${folder} a sandbox's data folder?`,
  );
}

/** Says that the folder is in the present format. */
export async function writeFormat(folder: string): Promise<void> {
  await writeAtomically(fileIn(folder), content(formatNumber));
}

function fileIn(folder: string): string {
  return path.join(folder, 'version.json');
}

function content(format: number): string {
  return `${JSON.stringify({ format })}\n`;
}

function parseFormat(text: string | undefined): number | undefined {
  try {
    const { format } = JSON.parse(text ?? '') as { format?: unknown };
    return Number.isInteger(format) && Number(format) >= 1 ? Number(format) : undefined;
  } catch {
    return undefined;
  }
}
