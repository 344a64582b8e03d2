import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { JobFailure } from './jobFailure';
import { sandboxAsset } from './sandboxAsset';

/**
 * A container would install `requirements.txt` from the root of the source; this only looks whether
 * the interpreter satisfies it already. Throws a `JobFailure` that names what is missing.
 */
export async function checkRequirements(
  interpreter: string,
  codeFolder: string,
  environment: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<void> {
  const file = path.join(codeFolder, 'requirements.txt');
  if (!existsSync(file)) return;
  const missing = await missingRequirements(interpreter, file, environment, signal);
  if (missing.length === 0) return;
  throw new JobFailure(
    // The names first: where there is room for a few words only, they are what counts.
    `AlgorithmError: InstallRequirementsError: not installed: ${missing.join(', ')}, which ` +
      `requirements.txt asks for. The local sandbox installs nothing: install this for ${interpreter} ` +
      'and train again.',
  );
}

async function missingRequirements(
  interpreter: string,
  file: string,
  environment: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<readonly string[]> {
  // Not in the code folder, and without it on the path: its modules must not stand in for Python's.
  const env = { ...environment, PYTHONPATH: '' };
  const args = ['-B', sandboxAsset('requirements.py'), file];
  try {
    const options = { cwd: path.dirname(interpreter), env, signal, windowsHide: true };
    const { stdout } = await promisify(execFile)(interpreter, args, options);
    return JSON.parse(stdout) as string[];
  } catch (error) {
    signal.throwIfAborted();
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    const lastLine = said.split('\n').at(-1) ?? '';
    throw new JobFailure(
      `AlgorithmError: InstallRequirementsError: requirements.txt could not be read: ${lastLine}`,
    );
  }
}
