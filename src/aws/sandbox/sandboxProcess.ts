import { spawn } from 'node:child_process';
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { isPipVariable } from '../../core/sandbox/pipVariables';
import type { Environment } from '../sharedConfig';

/** How to run the sandbox: `args` come before its own options. */
export interface SandboxCommand {
  readonly command: string;
  readonly args: readonly string[];
}

/** A sandbox that was started and not yet found alive. */
export interface StartedProcess {
  readonly pid: number | undefined;
  /** Why it is not running any more; `undefined` while it is. */
  ended(): string | undefined;
  /** The last lines that it wrote since it was started, or an empty text. */
  lastWords(): Promise<string>;
}

/**
 * Variables that the sandbox may see, beside those that pip needs. Nothing of the user's AWS setup, of
 * VS Code or of Node reaches it: it runs scripts, and must not be able to reach a real account.
 */
const allowed = new Set([
  ...['PYENV_ROOT', 'PYENV_VERSION'],
  ...['PATH', 'HOME', 'USER', 'LOGNAME', 'LANG', 'LANGUAGE', 'TZ', 'TMPDIR', 'TEMP', 'TMP'],
  ...['LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'XDG_CACHE_HOME', 'XDG_RUNTIME_DIR'],
  ...['SYSTEMROOT', 'SYSTEMDRIVE', 'WINDIR', 'COMSPEC', 'PATHEXT', 'USERNAME', 'USERPROFILE'],
  ...['HOMEDRIVE', 'HOMEPATH', 'APPDATA', 'LOCALAPPDATA', 'PROGRAMDATA', 'PROGRAMFILES'],
  ...['NUMBER_OF_PROCESSORS', 'PROCESSOR_ARCHITECTURE', 'OS'],
]);

/** The environment of a sandbox; names are compared without case, as Windows does. */
function sandboxEnvironment(env: Environment): Record<string, string> {
  const kept = Object.entries(env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && isAllowed(entry[0]),
  );
  return { ...Object.fromEntries(kept), ELECTRON_RUN_AS_NODE: '1' };
}

function isAllowed(name: string): boolean {
  return allowed.has(name.toUpperCase()) || /^LC_[A-Z]+$/.test(name) || isPipVariable(name);
}

const largestLog = 1_000_000;

/** Starts a sandbox that outlives this process, its output going to `logFile`. */
export async function startSandbox(options: {
  readonly command: SandboxCommand;
  readonly dataDir: string;
  readonly logFile: string;
  readonly env: Environment;
}): Promise<StartedProcess> {
  const { command, dataDir, logFile, env } = options;
  await mkdir(path.dirname(logFile), { recursive: true, mode: 0o700 });
  const written = await prepareLog(logFile);
  const log = await open(logFile, 'a', 0o600);
  try {
    const args = [...command.args, '--data', dataDir, '--exit-when-idle', '--adopt-data'];
    const child = spawn(command.command, args, {
      cwd: path.dirname(logFile),
      detached: true,
      windowsHide: true,
      env: sandboxEnvironment(env),
      stdio: ['ignore', log.fd, log.fd],
    });
    let reason: string | undefined;
    child.once('error', (error) => (reason = `${command.command} cannot be run: ${error.message}`));
    child.once(
      'exit',
      (code, signal) => (reason ??= `it ended with ${signal ?? `exit code ${code ?? 0}`}`),
    );
    child.unref();
    return {
      pid: child.pid,
      ended: () => reason,
      lastWords: () => readLastLines(logFile, written),
    };
  } finally {
    await log.close();
  }
}

/** Sets a grown log aside and gives the size of what is kept. */
async function prepareLog(logFile: string): Promise<number> {
  const size = await stat(logFile).then(
    (found) => found.size,
    () => 0,
  );
  if (size < largestLog) {
    return size;
  }
  // Another sandbox may hold it on Windows; then it grows on.
  return await rename(logFile, `${logFile}.old`).then(
    () => 0,
    () => size,
  );
}

const timestamp = /^\d{4}-\d\d-\d\dT\S+ /;

/** What the sandbox said last: its own lines begin with the time, those of a crash do not. */
async function readLastLines(logFile: string, from: number): Promise<string> {
  const content = await readFile(logFile);
  const lines = content
    .subarray(from)
    .toString('utf8')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  const own = lines.findLast((line) => timestamp.test(line))?.replace(timestamp, '');
  const crash = lines.findLast((line) => /^\w*Error\b/.test(line));
  return (own ?? crash ?? lines.slice(-2).join(' ')).trim().slice(0, 600);
}
