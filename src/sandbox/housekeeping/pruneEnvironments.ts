import { readdir, rm, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { isSystemError } from '../../node/files';
import { areaFolders } from './dataUsage';
import { removeAside, setAside } from './pendingCleanup';

/** Written last into a virtual environment, and touched whenever a job uses it. */
const mark = 'complete';

/**
 * Removes the virtual environments that no job has used since a time, as long as none runs. Each is
 * set aside whole first, so that a job that starts meanwhile can make it anew in its place.
 */
export async function pruneEnvironments(
  dataDir: string,
  before: number,
  isBusy: () => boolean,
): Promise<void> {
  const [area = ''] = areaFolders.environments;
  const folder = path.join(dataDir, area);
  for (const name of await namesIn(folder)) {
    const environment = path.join(folder, name);
    if ((await usedAt(environment)) >= before) continue;
    if (isBusy()) break;
    // The mark first: an environment without it is made anew.
    await rm(path.join(environment, mark), { force: true });
    await setAside(dataDir, [path.join(area, name)]);
  }
  await removeAside(dataDir);
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return [];
    throw error;
  }
}

/** Of what is not complete, such as pip's cache, the time of the folder itself. */
async function usedAt(environment: string): Promise<number> {
  for (const file of [path.join(environment, mark), environment]) {
    try {
      return (await stat(file)).mtimeMs;
    } catch (error) {
      if (!isSystemError(error, 'ENOENT')) throw error;
    }
  }
  return 0;
}
