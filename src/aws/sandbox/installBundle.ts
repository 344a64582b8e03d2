import { createHash, randomUUID } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { renameWithRetry } from '../../node/files';

const installedName = /^bin-[0-9a-f]{16}$/;

/**
 * Copies the sandbox's bundle below `folder` and gives the copy's path. The extension's own folder
 * disappears with an update while the sandbox goes on running. Equal bundles share one copy, which
 * is complete as soon as it has its name.
 */
export async function installBundle(bundleDir: string, folder: string): Promise<string> {
  const target = path.join(folder, `bin-${await hashFolder(bundleDir)}`);
  if (await exists(target)) {
    return target;
  }
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = `${target}.${randomUUID()}.tmp`;
  try {
    await cp(bundleDir, temporary, { recursive: true });
    await renameWithRetry(temporary, target);
  } catch (error) {
    // Another window was faster.
    if (!(await exists(target))) {
      throw error;
    }
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return target;
}

/** Removes copies of older bundles; call it only when no sandbox runs from them. */
export async function removeOldBundles(folder: string, kept: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (installedName.test(name) && path.join(folder, name) !== kept) {
      // On Windows a file in use stays; the next start tries again.
      await rm(path.join(folder, name), { recursive: true, force: true }).catch(() => undefined);
    }
  }
}

/** Names and contents of all files below a folder as 16 hexadecimal digits. */
async function hashFolder(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
  const hash = createHash('sha256');
  for (const file of files) {
    const content = await readFile(path.join(folder, file));
    hash.update(`${file.split(path.sep).join('/')}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex').slice(0, 16);
}

async function exists(file: string): Promise<boolean> {
  return await stat(file).then(
    () => true,
    () => false,
  );
}
