import { stat } from 'node:fs/promises';
import { isSystemError } from './files';

/**
 * What changes whenever a file's content does: size, times and inode as one text. Where the system
 * keeps the time of the change itself, tools that set times back do not escape it either.
 */
export async function fileStamp(file: string): Promise<string> {
  try {
    const { size, mtimeNs, ctimeNs, ino } = await stat(file, { bigint: true });
    return [size, mtimeNs, ctimeNs, ino].join(' ');
  } catch (error) {
    if (isSystemError(error, 'ENOENT', 'ENOTDIR')) {
      return 'gone';
    }
    throw error;
  }
}
