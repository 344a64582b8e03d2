import { existsSync } from 'node:fs';
import { access, chmod, constants, lstat, mkdir, symlink, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { isSystemError } from '../../../node/files';
import { JobFailure } from '../jobFailure';

/** Where a container's command runs instead of in a container. */
export interface CommandPlace {
  /** Stands for every `python` that the command names. */
  readonly interpreter: string;
  /** Stands for `/opt/ml`. */
  readonly base: string;
  /** The host's own folder for what is thrown away. */
  readonly temporaryFolder: string;
  /** What the program gets; programs are looked for in its `PATH`. */
  readonly env: Readonly<Record<string, string>>;
}

const pythonName = /^python(?:[23](?:\.\d+)?)?(?:\.exe)?$/;
const shellName = /^(?:ba|da)?sh$/;

/** Why a command (entry point and arguments together) cannot run on this system at all. */
export function commandProblem(words: readonly string[]): string | undefined {
  const [program = ''] = words;
  if (program === '') return 'the command is empty';
  return isShell(program) ? shellProblem() : undefined;
}

/** Why this system cannot run what is written for a shell. */
export function shellProblem(): string | undefined {
  if (existsSync('/bin/sh')) return undefined;
  return 'it is for a shell, and this system has no /bin/sh';
}

/**
 * A container's command as a process of this computer: its Python is the job's interpreter, and
 * `/opt/ml` is the job's folder wherever a word names it. Throws a `JobFailure` when the program is
 * one that only the container's image has.
 */
export async function containerCommand(
  words: readonly string[],
  place: CommandPlace,
): Promise<readonly string[]> {
  const [program = '', ...rest] = words;
  const problem = commandProblem(words);
  if (problem !== undefined) throw cannotRun(program, problem);
  const base = isShell(program) ? await shellSafe(place) : place.base;
  const args = rest.map((word) => mapContainerPaths(word, base));
  return [...(await findProgram(program, place)), ...args];
}

/** Puts the job's own folder where a text names `/opt/ml`; other places that end so are left alone. */
export function mapContainerPaths(text: string, base: string): string {
  return text.replace(/(?<=^|file:\/\/|[^\w./-])\/opt\/ml(?![\w.-])/g, () => base);
}

/**
 * Makes a folder in which `python` and `python3` are the job's interpreter, for the front of the
 * `PATH` of what is written for a shell; a system may have neither name. Not needed on Windows.
 */
export async function makeProgramFolder(home: string, interpreter: string): Promise<string> {
  const folder = path.join(home, 'bin');
  await mkdir(folder, { recursive: true });
  // A link would not do: Python finds its packages by the place that it is started from.
  const script = `#!/bin/sh\nexec ${shellQuote(interpreter)} "$@"\n`;
  for (const name of ['python', 'python3']) {
    const file = path.join(folder, name);
    await writeFile(file, script);
    await chmod(file, 0o755);
  }
  return folder;
}

/** One word for a POSIX shell, as Python's `shlex.quote` writes it. */
export function shellQuote(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", `'"'"'`)}'`;
}

function isShell(program: string): boolean {
  return shellName.test(path.posix.basename(program));
}

async function findProgram(program: string, place: CommandPlace): Promise<readonly string[]> {
  const name = path.posix.basename(program);
  if (pythonName.test(name)) return [place.interpreter];
  if (isShell(program))
    return [name === 'bash' && existsSync('/bin/bash') ? '/bin/bash' : '/bin/sh'];
  if (name === 'torchrun') return [place.interpreter, '-m', 'torch.distributed.run'];
  const file = await findFile(mapContainerPaths(program, place.base), place.env['PATH'] ?? '');
  if (file !== undefined) return [file];
  throw cannotRun(program, 'this computer has no such program, and there is no container');
}

async function findFile(program: string, searchPath: string): Promise<string | undefined> {
  if (path.isAbsolute(program)) return (await isRunnable(program)) ? program : undefined;
  if (program.includes('/')) return undefined;
  for (const folder of searchPath.split(path.delimiter)) {
    const file = path.join(folder, program);
    if (await isRunnable(file)) return file;
  }
  return undefined;
}

async function isRunnable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return !(await lstat(file)).isDirectory();
  } catch {
    return false;
  }
}

/** The job's folder under a name that means the same whether or not the text stands in quotes. */
async function shellSafe({ base, temporaryFolder }: CommandPlace): Promise<string> {
  if (shellQuote(base) === base) return base;
  const other = path.join(temporaryFolder, 'ml');
  try {
    await symlink(base, other);
  } catch (error) {
    if (!isSystemError(error, 'EEXIST')) throw error;
  }
  return other;
}

function cannotRun(program: string, why: string): JobFailure {
  return new JobFailure(`ClientError: The local sandbox cannot run ${program}: ${why}.`);
}
