import { lstat, opendir } from 'node:fs/promises';
import * as path from 'node:path';
import { sandboxAreas, type SandboxArea } from '../../core/sandbox/protocol';
import { isSystemError } from '../../node/files';

/** Folders of the data folder by what they hold. */
export const areaFolders: Readonly<Record<SandboxArea, readonly string[]>> = {
  objects: ['s3'],
  jobs: ['jobs', 'processing'],
  logs: ['logs'],
  metrics: ['metrics'],
  environments: ['environments'],
};

/** Bytes that each area takes on the disk. */
export async function measureAreas(
  dataDir: string,
): Promise<Readonly<Record<SandboxArea, number>>> {
  const seen = new Set<string>();
  const sizes: Partial<Record<SandboxArea, number>> = {};
  for (const area of sandboxAreas) {
    sizes[area] = 0;
    for (const folder of areaFolders[area]) {
      sizes[area] += await measure(path.join(dataDir, folder), seen);
    }
  }
  return sizes as Record<SandboxArea, number>;
}

/** A file that a job shares with an object by a link counts once, for what is measured first. */
async function measure(folder: string, seen: Set<string>): Promise<number> {
  let bytes = 0;
  try {
    for await (const entry of await opendir(folder, { recursive: true })) {
      if (entry.isFile()) bytes += await fileSize(path.join(entry.parentPath, entry.name), seen);
    }
  } catch (error) {
    // A job may end and clear its folder while it is looked at.
    if (!isSystemError(error, 'ENOENT', 'ENOTDIR')) throw error;
  }
  return bytes;
}

const blockBytes = 512;

async function fileSize(file: string, seen: Set<string>): Promise<number> {
  try {
    const { blocks, dev, ino, nlink } = await lstat(file);
    const id = `${dev} ${ino}`;
    if (nlink > 1 && seen.has(id)) return 0;
    if (nlink > 1) seen.add(id);
    return blocks * blockBytes;
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return 0;
    throw error;
  }
}
