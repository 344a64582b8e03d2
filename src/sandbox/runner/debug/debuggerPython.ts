import { sandboxDebugVariable } from '../../../core/sandbox/protocol';
import { JobFailure } from '../jobFailure';
import { sandboxAsset } from '../process/sandboxAsset';
import {
  environmentPython,
  type Installing,
  type JobPython,
  type RequirementsNeed,
} from '../start/jobPython';
import { readRequirements } from '../start/requirements';

type DebuggerNeed = Pick<RequirementsNeed, 'interpreter' | 'env' | 'requested'>;

/**
 * A Python that has debugpy and is of the interpreter's own version: itself, or, with consent, a virtual
 * environment upon it. The script is run by neither: it only finds debugpy there. Throws a `JobFailure`
 * that says how to consent.
 */
export async function debuggerPython(
  need: DebuggerNeed,
  installing: Installing,
  signal: AbortSignal,
): Promise<JobPython> {
  const { interpreter, env, requested } = need;
  const wanted = sandboxAsset('debugger.txt');
  const { missing } = await readRequirements(interpreter, wanted, env, signal);
  if (missing.length === 0) return { interpreter, commands: [] };
  if (requested[sandboxDebugVariable] !== 'install-and-wait') throw notInstalled(interpreter);
  const file = sandboxAsset('debugger-pinned.txt');
  const requirements = await readRequirements(interpreter, file, env, signal);
  const failure = (code: number, lines: readonly string[]) =>
    `debugpy could not be installed; pip ended with ${code}: ${lines.slice(-3).join(' ')}`;
  return await environmentPython({ ...need, file, failure }, requirements, installing);
}

function notInstalled(interpreter: string): JobFailure {
  return new JobFailure(
    `ClientError: debugpy is not installed for ${interpreter}, and ${sandboxDebugVariable} asks for a ` +
      'debugger. Install it, or let the local sandbox install it into a virtual environment of its own: ' +
      `set ${sandboxDebugVariable}=install-and-wait in the job's Environment.`,
  );
}
