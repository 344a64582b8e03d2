import { createHash } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const keptMilliseconds = 7 * 24 * 3600 * 1000;

/**
 * Claims an event for this window among all windows that share `folder`: true for the first caller
 * with `key`, false for every later one. Claims older than a week are forgotten.
 */
export async function claim(folder: string, key: string): Promise<boolean> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, createHash('sha256').update(key).digest('hex').slice(0, 32));
  try {
    await (await open(file, 'wx')).close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return false;
    }
    throw error;
  }
  await forgetOld(folder);
  return true;
}

async function forgetOld(folder: string): Promise<void> {
  const names = await readdir(folder);
  await Promise.all(
    names.map(async (name) => {
      const file = join(folder, name);
      const made = await stat(file).catch(() => null);
      if (made && Date.now() - made.mtimeMs > keptMilliseconds) {
        await rm(file, { force: true });
      }
    }),
  );
}
