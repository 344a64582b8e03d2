import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { JobFailure } from './jobFailure';
import { readRequirements } from './requirements';

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
  const { missing } = await readRequirements(interpreter, file, environment, signal);
  if (missing.length === 0) return;
  throw new JobFailure(
    // The names first: where there is room for a few words only, they are what counts.
    `AlgorithmError: InstallRequirementsError: not installed: ${missing.join(', ')}, which ` +
      `requirements.txt asks for. The local sandbox installs nothing: install this for ${interpreter} ` +
      'and train again.',
  );
}
