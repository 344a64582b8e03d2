import { chmod, mkdir, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { AppError } from '../../core/errors';
import { createExclusively, isDiskFull, isSystemError, readIfExists } from '../../node/files';

/** Grows when an older sandbox could not read what this one writes. */
const formatNumber = 1;

/**
 * Makes the data folder, for its user only, and refuses one that a newer version has written.
 * Throws `AppError` with a sentence for the person who started the sandbox.
 */
export async function openDataFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await refuseStrangers(folder);
    await chmod(folder, 0o700);
    await checkFormat(folder);
  } catch (error) {
    throw explain(error, folder);
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

/** On a shared computer somebody else's folder could hold somebody else's credentials. */
async function refuseStrangers(folder: string): Promise<void> {
  const { uid } = await stat(folder);
  if (process.getuid && uid !== process.getuid()) {
    throw new AppError('denied', `The folder ${folder} belongs to another user.`);
  }
}

async function checkFormat(folder: string): Promise<void> {
  const file = path.join(folder, 'version.json');
  await createExclusively(file, `${JSON.stringify({ format: formatNumber })}\n`);
  const format = readFormat(await readIfExists(file));
  if (format === undefined) {
    throw new AppError('invalid', `${file} cannot be read; is ${folder} a sandbox's data folder?`);
  }
  if (format > formatNumber) {
    throw new AppError(
      'invalid',
      `The data in ${folder} was written by a newer version of SageMaker Workbench ` +
        `(format ${format}; this version knows ${formatNumber}). Update, or choose another folder.`,
    );
  }
}

function readFormat(text: string | undefined): number | undefined {
  try {
    const { format } = JSON.parse(text ?? '') as { format?: unknown };
    return typeof format === 'number' && format >= 1 ? format : undefined;
  } catch {
    return undefined;
  }
}
