import { sandboxPythonVariable } from '../../../../core/sandbox/protocol';
import { ServiceError } from '../../../http/jsonService';
import type { JobRequest } from '../../../store/jobRecord';
import { invalid } from './invalid';

/** Tells which interpreter a job would run with, such as a `JobRunner`. */
interface Interpreters {
  interpreterFor(request: JobRequest): string | undefined;
}

/** The sandbox has no experiments, so that none can be found. */
export function checkExperiment(config: Readonly<Record<string, string>> | undefined): void {
  const named = config?.['ExperimentName'] ?? config?.['TrialName'];
  if (named === undefined) return;
  throw new ServiceError('ResourceNotFound', `Experiment or trial '${named}' does not exist.`);
}

/** A job's interpreter must have been registered. */
export function checkInterpreter(request: JobRequest, runner: Interpreters): void {
  if (runner.interpreterFor(request) !== undefined) return;
  const named = request.Environment?.[sandboxPythonVariable];
  if (named === undefined) {
    throw invalid('No Python interpreter has been registered with the local sandbox.');
  }
  throw invalid(`The Python interpreter ${named} has not been registered with the local sandbox.`);
}
