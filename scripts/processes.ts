import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** For Windows' command scripts. */
  readonly shell?: boolean;
  /** Receives the output as it comes; without it the output is passed on to stderr. */
  readonly onOutput?: (text: string) => void;
}

/** What a child may inherit: enough to find programs, the home folder, a screen and a registry. */
const inherited =
  /^(PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_.*|TZ|TMPDIR|TEMP|TMP|SYSTEMROOT|APPDATA|LOCALAPPDATA|USERPROFILE|DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|XDG_.*|DBUS_SESSION_BUS_ADDRESS|(HTTPS?|NO)_PROXY|NODE_EXTRA_CA_CERTS)$/i;

/** The environment for programs under test: an allow-list, so that no key or flag leaks in. */
export function cleanEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => inherited.test(name));
  return { ...Object.fromEntries(kept), ...extra };
}

/** Starts a program in a process group of its own, to be ended by `endGroup`. */
export function spawnGroup(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): ChildProcess {
  return spawn(command, args, { detached: process.platform !== 'win32', ...options });
}

/** Runs a program to its end; resolves with its exit code, 128 when a signal ended it. */
export async function run(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<number> {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env,
    shell: options.shell,
    stdio: options.onOutput ? ['ignore', 'pipe', 'pipe'] : ['ignore', 2, 2],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => options.onOutput?.(text));
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      resolve(code ?? 128);
    });
  });
}

/** Runs a program and returns its output; throws with that output when it fails. */
export async function capture(
  command: string,
  args: readonly string[],
  options: Omit<RunOptions, 'onOutput'> = {},
): Promise<string> {
  let output = '';
  const code = await run(command, args, { ...options, onOutput: (text) => (output += text) });
  if (code !== 0) {
    throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${output}`);
  }
  return output;
}

/** Whether the process, or with `group` any process of its group, is alive. */
export function isAlive(pid: number, group = false): boolean {
  try {
    process.kill(group ? -pid : pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Ends a process started by `spawnGroup` with all it started: politely, after 5 s for good. */
export async function endGroup(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined) {
    return;
  }
  if (process.platform === 'win32') {
    await run('taskkill', ['/PID', String(pid), '/T', '/F'], { onOutput: () => undefined });
    return;
  }
  signalGroup(pid, 'SIGTERM');
  for (let waited = 0; isAlive(pid, true); waited += 50) {
    if (waited >= 5000) {
      signalGroup(pid, 'SIGKILL');
    }
    await sleep(50);
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone already.
  }
}
