import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { isSystemError } from './files';

/** A process for as long as its number means this very process: numbers are used again. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in the system's own notation; only compared for equality. */
  readonly startedAt: string;
}

export interface TreeOptions {
  readonly cwd: string;
  /** The whole environment; nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
}

const windows = process.platform === 'win32';
const run = promisify(execFile);

/**
 * Starts a program, without a shell, as the head of a tree of its own that can be ended as a whole:
 * a process group on POSIX. Its output comes through `stdout`. On Windows `stdin` stays open, because
 * there the program is told to end through it (`askTreeToEnd`) and ends when this process is gone.
 */
export function startTree(
  program: string,
  args: readonly string[],
  options: TreeOptions,
): ChildProcess {
  return spawn(program, args, {
    cwd: options.cwd,
    env: { ...options.env },
    stdio: [windows ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    detached: !windows,
    windowsHide: true,
  });
}

/** Asks every process of the tree to end: SIGTERM on POSIX, a line on stdin on Windows. */
export function askTreeToEnd(head: ChildProcess): void {
  if (windows) head.stdin?.write('stop\n');
  else if (head.pid !== undefined) signalGroup(head.pid, 'SIGTERM');
}

/** Ends every process of the tree at once. Resolves when the order is given, also if none is left. */
export async function endTree(pid: number): Promise<void> {
  if (!windows) {
    signalGroup(pid, 'SIGKILL');
    return;
  }
  // Fails when the tree has ended by itself.
  await run('taskkill', ['/PID', String(pid), '/T', '/F'], { windowsHide: true }).catch(() => '');
}

/**
 * Who runs under a number now, or `undefined` when nobody does. Also `undefined` on Windows, where
 * trees end with the process that started them and no orphan is left to identify.
 */
export async function identifyProcess(pid: number): Promise<ProcessIdentity | undefined> {
  if (windows) return undefined;
  const startedAt = process.platform === 'linux' ? await linuxStart(pid) : await posixStart(pid);
  return startedAt === undefined ? undefined : { pid, startedAt };
}

/** Ends a tree that outlived the process which started it; leaves a stranger of that number alone. */
export async function endOrphan(orphan: ProcessIdentity): Promise<boolean> {
  const present = await identifyProcess(orphan.pid);
  if (present?.startedAt !== orphan.startedAt) return false;
  await endTree(orphan.pid);
  return true;
}

/** Processes that are started while others are ended are found by the next look. */
const mostLooks = 5;

/**
 * Ends every process that was started with this variable in its environment, wherever it stands in
 * the tree of processes: a daemon leaves its tree. Linux only, where environments can be read, and
 * only those of the same user; a program that has cleared its environment is not found.
 */
export async function endMarked(name: string, value: string): Promise<void> {
  // Whatever started this very process, and this process, are never meant.
  if (process.platform !== 'linux' || process.env[name] === value) return;
  for (let look = 0; look < mostLooks; look++) {
    const pids = await findMarked(`${name}=${value}`);
    if (pids.length === 0) return;
    for (const pid of pids) kill(pid, 'SIGKILL');
  }
}

async function findMarked(entry: string): Promise<readonly number[]> {
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0);
  const found: number[] = [];
  for (const pid of pids) {
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
    if (environment.split('\0').includes(entry)) found.push(pid);
  }
  return found;
}

function signalGroup(pid: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  kill(-pid, signal);
}

function kill(pid: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // macOS answers EPERM for a group of which only zombies are left.
    if (!isSystemError(error, 'ESRCH', 'EPERM')) throw error;
  }
}

/** Boot and clock ticks since it (`/proc/PID/stat` field 22): exact to 10 ms, unlike `ps`. */
async function linuxStart(pid: number): Promise<string | undefined> {
  try {
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in parentheses, which may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : `${boot.trim()} ${fields[19] ?? ''}`;
  } catch {
    return undefined;
  }
}

async function posixStart(pid: number): Promise<string | undefined> {
  try {
    const env = { LC_ALL: 'C', TZ: 'UTC' };
    const { stdout } = await run('/bin/ps', ['-o', 'lstart=', '-p', String(pid)], { env });
    return stdout.trim() === '' ? undefined : stdout.trim();
  } catch {
    return undefined;
  }
}
