import { existsSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import * as path from 'node:path';
import type { ContainerImage } from '../../../core/training/containerImage';
import { shellProblem, shellQuote } from '../start/containerCommand';
import { insidePath } from '../inputs/insidePath';
import { JobFailure } from '../jobFailure';

/**
 * How the image's library starts an entry point: as a Python file, as a Python module, or as an
 * executable file by way of a shell.
 */
export type EntryPointKind = 'file' | 'module' | 'command';

/** `_entry_point_type.py` of sagemaker-training; its predecessor starts everything as a module. */
export function entryPointKind(
  program: string,
  codeFolder: string,
  library: ContainerImage['library'],
): EntryPointKind {
  if (library === 'containers') return 'module';
  if (program.endsWith('.sh')) return 'command';
  if (existsSync(path.join(codeFolder, 'setup.py'))) return 'module';
  return program.endsWith('.py') ? 'file' : 'command';
}

/** Throws a `JobFailure` for an entry point that cannot run here; makes a command executable. */
export async function prepareEntryPoint(
  program: string,
  kind: EntryPointKind,
  codeFolder: string,
): Promise<void> {
  const file = insidePath(codeFolder, program);
  if (file === undefined) {
    throw cannotRun(program, 'the entry point must lie inside the source archive.');
  }
  if (kind !== 'command') return;
  const problem = shellProblem();
  if (problem !== undefined) throw cannotRun(program, `${problem}.`);
  if (!existsSync(file)) {
    // As Python says it.
    const why = `[Errno 2] No such file or directory: '${file}'`;
    throw new JobFailure(`AlgorithmError: Framework Error: \n${why}`);
  }
  await chmod(file, 0o777);
}

/** What the library starts an entry point with, as a list of words. */
export interface EntryPoint {
  readonly program: string;
  readonly kind: EntryPointKind;
  readonly library: ContainerImage['library'];
}

/** The command that passes every argument on as it is. */
export function entryPointCommand(
  { program, kind, library }: EntryPoint,
  args: readonly string[],
  interpreter: string,
): readonly string[] {
  switch (kind) {
    case 'file':
      return [interpreter, program, ...args];
    case 'module':
      return [interpreter, '-m', moduleName(program, library), ...args];
    case 'command':
      return ['/bin/sh', '-c', shellLine(program, args)];
  }
}

/** The words that the library itself makes of it; they are what it quotes when the script fails. */
export function libraryCommand(
  entry: EntryPoint,
  args: readonly string[],
  interpreter: string,
): readonly string[] {
  if (entry.kind !== 'command') return entryPointCommand(entry, args, interpreter);
  return ['/bin/sh', '-c', `"${shellLine(entry.program, args)}"`];
}

function shellLine(program: string, args: readonly string[]): string {
  return `./${program} ${args.map(shellQuote).join(' ')}`;
}

/** Each library drops the ending in its own way. */
function moduleName(program: string, library: ContainerImage['library']): string {
  return library === 'containers' ? program.replace(/\.py$/, '') : program.replaceAll('.py', '');
}

function cannotRun(program: string, why: string): JobFailure {
  return new JobFailure(`ClientError: The local sandbox cannot run ${program}: ${why}`);
}
