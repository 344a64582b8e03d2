import * as fs from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** Command lines of the processes that run in or from `folder` after a moment's grace (Linux). */
export async function processesBelow(folder: string): Promise<readonly string[]> {
  let found: readonly string[] = [];
  for (let tries = 0; tries < 20; tries += 1) {
    found = await listBelow(folder);
    if (found.length === 0) {
      return found;
    }
    await sleep(100);
  }
  return found;
}

async function listBelow(folder: string): Promise<readonly string[]> {
  const ids = (await fs.readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(ids.map((id) => lineIfBelow(id, folder)));
  return lines.filter((line) => line !== undefined);
}

async function lineIfBelow(id: string, folder: string): Promise<string | undefined> {
  try {
    const command = (await fs.readFile(`/proc/${id}/cmdline`, 'utf8')).replaceAll('\0', ' ');
    const cwd = await fs.readlink(`/proc/${id}/cwd`);
    return `${command} ${cwd}`.includes(folder) ? `${id}: ${command} (in ${cwd})` : undefined;
  } catch {
    return undefined;
  }
}
