import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { capture, isAlive } from '../processes';

/**
 * Ends the local sandboxes whose data lies below `folder`. Left alone a sandbox leaves two minutes
 * after its last window; whoever pressed Ctrl+C, and a test's end, want it gone now.
 */
export async function endSandboxes(folder: string): Promise<void> {
  const locks = await findLocks(folder);
  await Promise.all(locks.map(endHolder));
}

async function findLocks(folder: string): Promise<readonly string[]> {
  const entries = await fs.readdir(folder, { recursive: true }).catch(() => []);
  return entries
    .filter((entry) => path.basename(entry) === 'sandbox.lock')
    .map((entry) => path.join(folder, entry));
}

async function endHolder(lockFile: string): Promise<void> {
  const pid = await readPid(lockFile);
  if (pid === undefined || !(await isSandbox(pid))) {
    return;
  }
  process.kill(pid, 'SIGTERM');
  for (let waited = 0; isAlive(pid); waited += 50) {
    if (waited === 10_000) {
      process.kill(pid, 'SIGKILL');
    }
    await sleep(50);
  }
}

async function readPid(lockFile: string): Promise<number | undefined> {
  try {
    const { pid } = JSON.parse(await fs.readFile(lockFile, 'utf8')) as { pid?: unknown };
    return typeof pid === 'number' && isAlive(pid) ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** A lock may outlive its process, and its number may belong to another one by now. */
async function isSandbox(pid: number): Promise<boolean> {
  if (process.platform === 'win32') {
    return true;
  }
  const command = await capture('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => '');
  return command.includes('sandbox.js');
}
