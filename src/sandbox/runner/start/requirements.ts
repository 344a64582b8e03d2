import { AppError } from '../../../core/errors';
import { askRequirements, type RequirementsAnswer } from '../../../node/requirements';
import { JobFailure } from '../jobFailure';
import { sandboxAsset } from '../process/sandboxAsset';

/** What a file asks of an interpreter. Throws a `JobFailure` when the file cannot be read. */
export async function readRequirements(
  interpreter: string,
  file: string,
  environment: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<RequirementsAnswer> {
  // Without the code folder on the path: its modules must not stand in for Python's.
  const env = { ...environment, PYTHONPATH: '' };
  const checker = sandboxAsset('requirements.py');
  try {
    return await askRequirements(checker, interpreter, file, { env, signal });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new JobFailure(`AlgorithmError: InstallRequirementsError: ${error.message}`);
  }
}
