import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { run } from '../processes';
import { PlainError, say } from '../progress';

/** Absolute path of a program on the PATH. */
export function findOnPath(name: string): string | undefined {
  return everyOnPath(name)[0];
}

/** The programs of that name, in the PATH's order. */
export function everyOnPath(name: string): readonly string[] {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  return (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder))
    .flatMap((folder) => endings.map((ending) => path.join(folder, name + ending)))
    .filter((file) => existsSync(file));
}

/** Installs a program that tests drive; false where that is not ours to do: not Debian, or not root. */
export async function installFromDebian(name: string): Promise<boolean> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !findOnPath('apt-get')) {
    return false;
  }
  say(`Installing ${name} (apt-get) for the tests …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', name]]) {
    let output = '';
    const code = await run('apt-get', ['-qq', ...args], {
      env,
      onOutput: (text) => (output += text),
    });
    if (code !== 0) {
      throw new PlainError(`apt-get ${args.join(' ')} ended with ${String(code)}:\n${output}`);
    }
  }
  return true;
}
