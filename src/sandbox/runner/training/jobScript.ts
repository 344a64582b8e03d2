import { readHyperparameters, toolkitText } from '../../../core/training/containerHyperparameters';
import type { TrainingRequest } from '../../store/jobRecord';
import type { SandboxAccess } from '../start/scriptEnvironment';

/** What a script run needs to know of this computer and this sandbox. */
export interface ScriptHost {
  readonly access: SandboxAccess;
  readonly interpreter: string;
  readonly userBase: string | undefined;
  readonly cpus: number;
  readonly gpus: number;
  /** A free loopback port, the same for all hosts of a job. */
  readonly masterPort: number;
}

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
