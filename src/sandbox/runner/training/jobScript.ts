import { readHyperparameters, toolkitText } from '../../../core/training/containerHyperparameters';
import type { TrainingRequest } from '../../store/jobRecord';

/** The two hyperparameters that make a request a script-mode job. */
export interface ScriptSource {
  readonly program: string;
  readonly submitDirectory: string;
}

/** `undefined` when the request names no script; then the sandbox has nothing to run. */
export function scriptSource(request: TrainingRequest): ScriptSource | undefined {
  const hyperparameters = readHyperparameters(request.HyperParameters ?? {});
  const program = toolkitText(hyperparameters, 'sagemaker_program');
  const submitDirectory = toolkitText(hyperparameters, 'sagemaker_submit_directory');
  if (program === undefined || submitDirectory === undefined) return undefined;
  return { program, submitDirectory };
}
