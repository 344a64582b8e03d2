import { lstat, mkdir, open, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { isSystemError } from '../../../node/files';

/** More than the description can hold. */
const ownReasonBytes = 8192;

/** Leaves `success` or `failure` in a container's output folder, unless the script has. */
export async function writeOutput(
  folder: string,
  name: 'success' | 'failure',
  text: string,
): Promise<void> {
  try {
    // The script may have removed it.
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, name), text, { flag: 'wx' });
  } catch (error) {
    // Whatever the script has put there stays, also in the folder's place.
    if (!isSystemError(error, 'EEXIST', 'ENOTDIR')) throw error;
  }
}

/** The beginning of a text that the script itself has left, or an empty one when there is none. */
export async function readOwnText(file: string): Promise<string> {
  const entry = await lstat(file).catch(() => undefined);
  if (entry?.isFile() !== true) return '';
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(ownReasonBytes), 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
