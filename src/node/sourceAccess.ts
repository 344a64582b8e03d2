import type { Stats } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { isSystemError } from './files';

/** `undefined`: it is gone; a file that went away while the folder was read is no part of it. */
export async function lookAt(file: string): Promise<Stats | undefined> {
  try {
    return await lstat(file);
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) {
      return undefined;
    }
    throw error;
  }
}

/** `undefined`, and a call of `forbidden`, where `read` fails for want of permission. */
export async function unlessForbidden<T>(
  forbidden: () => void,
  read: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!isSystemError(error, 'EACCES', 'EPERM')) {
      throw error;
    }
    forbidden();
    return undefined;
  }
}

/**
 * Whether a file may be read, as far as its owner and mode tell; where they leave it open it is opened: the
 * right of others does not count for a member of the file's group. The modes of Windows say nothing of it.
 */
export async function canBeRead(file: string, { mode, uid }: Stats): Promise<boolean> {
  const mayRead = uid === process.geteuid?.() ? 0o400 : 0o044;
  if (process.platform === 'win32' || (mode & mayRead) === mayRead) {
    return true;
  }
  try {
    await (await open(file, 'r')).close();
    return true;
  } catch (error) {
    return !isSystemError(error, 'EACCES', 'EPERM');
  }
}
