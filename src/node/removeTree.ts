import { chmod, readdir, rm } from 'node:fs/promises';
import * as path from 'node:path';
import { isSystemError } from './files';

/**
 * Removes a folder with everything below it, also what its owner may not write to: what unpacks
 * archives and caches modules leaves such folders, and they keep their files from being removed.
 * Nothing happens when there is no such folder.
 */
export async function removeTree(folder: string): Promise<void> {
  const options = { recursive: true, force: true, maxRetries: 5 } as const;
  try {
    await rm(folder, options);
  } catch (error) {
    if (!isSystemError(error, 'EACCES', 'EPERM')) throw error;
    await allowRemoval(folder);
    await rm(folder, options);
  }
}

async function allowRemoval(folder: string): Promise<void> {
  await chmod(folder, 0o700);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await allowRemoval(path.join(folder, entry.name));
  }
}
