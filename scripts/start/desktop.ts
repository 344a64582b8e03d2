import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { endSandboxes } from '../host/sandboxes';
import { writeFirstSettings } from '../host/server';
import { cacheFolder, vsixFile } from '../paths';
import { endGroup, isAlive, run, spawnGroup } from '../processes';
import { PlainError, say } from '../progress';
import { startSettings } from './settings';

interface Desktop {
  /** The `code` command. */
  readonly code: string;
  readonly workspace: string;
  /** Resolves when the user wants to end. */
  readonly stop: Promise<void>;
}

/** Opens desktop VS Code with state and extensions of its own, until its window or we are closed. */
export async function openDesktop({ code, workspace, stop }: Desktop): Promise<void> {
  const data = cacheFolder('start', 'desktop');
  const folders = ['--user-data-dir', data, '--extensions-dir', `${data}-extensions`];
  await writeFirstSettings(path.join(data, 'User'), startSettings);
  const shell = process.platform === 'win32';
  const install = [...folders, '--install-extension', vsixFile, '--force'];
  if ((await run(code, install, { shell })) !== 0) {
    throw new PlainError('`code --install-extension` failed; its own words are above.');
  }
  const started = Date.now();
  const window = spawnGroup(code, [...folders, '--new-window', '--wait', workspace], {
    stdio: 'ignore',
    shell,
  });
  say('VS Code opens. Close its window, or press Ctrl+C here, to end.');
  const closed = new Promise<void>((resolve) => window.once('exit', () => resolve()));
  await Promise.race([stop, closed]);
  await endGroup(window);
  await endMainProcess(data, started);
  await endSandboxes(data);
}

/**
 * `code` leaves VS Code running in a process group of its own; its lock file names the process.
 * A lock from before our start may name a process that is someone else's by now.
 */
async function endMainProcess(data: string, started: number): Promise<void> {
  const lock = path.join(data, 'code.lock');
  const stat = await fs.stat(lock).catch(() => undefined);
  if (!stat || stat.mtimeMs < started) {
    return;
  }
  const pid = Number.parseInt(await fs.readFile(lock, 'utf8').catch(() => ''), 10);
  if (pid > 0 && isAlive(pid)) {
    process.kill(pid, 'SIGTERM');
  }
}
