import { execFile } from 'node:child_process';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { JobFailure } from '../jobFailure';
import { sandboxAsset } from '../process/sandboxAsset';

/** A requirements file beside what an interpreter has. */
export interface Requirements {
  /** Lines that the interpreter does not satisfy. */
  readonly missing: readonly string[];
  /** All lines, also those of files that it includes. */
  readonly wanted: readonly string[];
  /** Lines that name a folder or a file instead of a package. */
  readonly local: readonly string[];
  /** `sys.version` of the interpreter. */
  readonly python: string;
}

/** Throws a `JobFailure` when the file cannot be read. */
export async function readRequirements(
  interpreter: string,
  file: string,
  environment: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Requirements> {
  // Not in the code folder, and without it on the path: its modules must not stand in for Python's.
  const env = { ...environment, PYTHONPATH: '' };
  const args = ['-B', sandboxAsset('requirements.py'), file];
  try {
    const options = { cwd: path.dirname(interpreter), env, signal, windowsHide: true };
    const { stdout } = await promisify(execFile)(interpreter, args, options);
    return JSON.parse(stdout) as Requirements;
  } catch (error) {
    signal.throwIfAborted();
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    const lastLine = said.split('\n').at(-1) ?? '';
    throw new JobFailure(
      `AlgorithmError: InstallRequirementsError: ${path.basename(file)} could not be read: ${lastLine}`,
    );
  }
}
