import { spawn } from 'node:child_process';
import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../core/errors';
import type { PythonInterpreter } from '../core/sandbox/protocol';
import { pythonStub } from './pythonStub';

const oldestPython = { major: 3, minor: 9 };
const answerMilliseconds = 20_000;

/** Only `sys` is imported: it is built in, so no file of the current folder can stand in for it. */
const probeScript =
  "import sys; sys.stdout.write('%s\\n%d.%d.%d\\n' % ((sys.executable,) + tuple(sys.version_info[:3])))";

/** `site` tells where `pip install --user` puts packages; a job's own HOME would hide them. */
const userBaseScript = "import site, sys; sys.stdout.write(site.getuserbase() or '')";

/**
 * What an interpreter or a shim needs to start; nothing else of this process's environment reaches
 * it, credentials least of all.
 */
const startVariables = [
  'PATH',
  'HOME',
  'LANG',
  'PYENV_ROOT',
  'PYENV_VERSION',
  'SystemRoot',
  'SystemDrive',
  'windir',
  'PATHEXT',
  'USERPROFILE',
  'APPDATA',
  'LOCALAPPDATA',
  'ProgramData',
  'ProgramFiles',
  'TEMP',
  'TMP',
] as const;

/**
 * Starts the interpreter (or a shim, or the `py` launcher) at an absolute path and returns what it
 * says of itself: its real `sys.executable` and version. Throws `AppError('noPython')` with a
 * sentence that says what is wrong: nothing there, one of the systems' place-holders (recognised
 * without starting it), no Python, or one older than 3.9.
 */
export async function probePython(file: string): Promise<PythonInterpreter> {
  if (!path.isAbsolute(file)) {
    throw new AppError('noPython', `The path of a Python interpreter must be absolute: ${file}`);
  }
  if (!(await isThere(file))) {
    throw new AppError('noPython', `There is no Python interpreter at ${file}`);
  }
  const stub = await pythonStub(file);
  if (stub !== undefined) throw new AppError('noPython', stub);
  return readAnswer(file, await ask(file, probeScript));
}

function readAnswer(file: string, answer: string): PythonInterpreter {
  const [executable = '', version = ''] = answer.split(/\r?\n/);
  if (!/^\d+\.\d+\.\d+$/.test(version) || !path.isAbsolute(executable)) {
    throw new AppError('noPython', `${file} does not answer as a Python interpreter does.`);
  }
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major !== oldestPython.major || minor < oldestPython.minor) {
    throw new AppError(
      'noPython',
      `${file} is Python ${version}; Python 3.9 or newer is needed to run training scripts.`,
    );
  }
  return { path: executable, version };
}

/** The folder of packages installed with `pip install --user`, or `undefined` without one. */
export async function pythonUserBase(interpreter: string): Promise<string | undefined> {
  const answer = await ask(interpreter, userBaseScript);
  return answer.trim() === '' ? undefined : answer.trim();
}

/**
 * The first usable Python of the PATH (`python3`, `python`, on Windows also `py`), or `undefined`.
 * Shims such as pyenv's resolve to the interpreter they stand for.
 */
export async function findPython(): Promise<PythonInterpreter | undefined> {
  for (const candidate of await pythonCandidates(process.env, process.platform)) {
    try {
      return await probePython(candidate);
    } catch (error) {
      if (!AppError.is(error, 'noPython')) throw error;
    }
  }
  return undefined;
}

/** Files that may be a Python, best first; they exist, nothing else is known of them. */
export async function pythonCandidates(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): Promise<readonly string[]> {
  const windows = platform === 'win32';
  const names = windows ? ['python3.exe', 'python.exe', 'py.exe'] : ['python3', 'python'];
  const paths = windows ? path.win32 : path.posix;
  // A relative entry would name a file of whatever folder is open.
  const folders = (environment['PATH'] ?? environment['Path'] ?? '')
    .split(windows ? ';' : ':')
    .filter((folder) => paths.isAbsolute(folder));
  const files = names.flatMap((name) => folders.map((folder) => paths.join(folder, name)));
  if (windows) files.push(...(await pyenvWindowsPythons(environment)));
  const there = await Promise.all(files.map(isThere));
  return [...new Set(files.filter((_, index) => there[index]))];
}

/** pyenv-win's shims are batch files, which only a shell can start; its interpreters are not. */
async function pyenvWindowsPythons(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<readonly string[]> {
  const home = environment['PYENV_ROOT'] ?? environment['PYENV'];
  if (home === undefined) return [];
  const folder = path.join(home, 'versions');
  const versions = await readdir(folder).catch(() => []);
  return versions.reverse().map((version) => path.join(folder, version, 'python.exe'));
}

async function isThere(file: string): Promise<boolean> {
  // Not `stat`: Windows' app execution aliases cannot be followed.
  const entry = await lstat(file).catch(() => undefined);
  return entry !== undefined && !entry.isDirectory();
}

function ask(file: string, script: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (message: string, cause?: unknown) =>
      reject(new AppError('noPython', message, { cause }));
    const child = spawn(file, ['-c', script], {
      cwd: path.dirname(file),
      env: pythonEnvironment(),
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: answerMilliseconds,
      windowsHide: true,
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('error', (error) => fail(`${file} could not be started as a Python.`, error));
    child.on('close', (code, signal) => {
      if (code === 0) resolve(output);
      else if (signal !== null) fail(`${file} did not answer within 20 seconds.`);
      else fail(`${file} does not answer as a Python interpreter does (exit code ${code ?? '?'}).`);
    });
  });
}

/** The environment in which an interpreter is asked something about itself. */
export function pythonEnvironment(): Record<string, string> {
  const environment: Record<string, string> = { PYTHONIOENCODING: 'utf-8', PYTHONUTF8: '1' };
  for (const name of startVariables) {
    const value = process.env[name];
    if (value !== undefined) environment[name] = value;
  }
  return environment;
}
