import { readdir, rm, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { isSystemError } from '../../node/files';

/** Written last into a virtual environment, and touched whenever a job uses it. */
const mark = 'complete';

/** Removes the virtual environments that no job has used since a time; nothing may run from them. */
export async function pruneEnvironments(folder: string, before: number): Promise<void> {
  for (const name of await namesIn(folder)) {
    const environment = path.join(folder, name);
    if ((await usedAt(environment)) >= before) continue;
    // The mark first: an environment without it is made anew.
    await rm(path.join(environment, mark), { force: true });
    await rm(environment, { recursive: true, force: true, maxRetries: 3 });
  }
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
