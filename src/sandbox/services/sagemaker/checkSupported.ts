import { ServiceError } from '../../http/jsonService';
import { trainingCluster } from '../../runner/trainingCluster';
import type { TrainingRequest } from '../../store/jobRecord';
import { checkHostLimit } from './hostLimit';
import { unsupportedInput } from './supportedInputs';
import { unsupportedStart } from './supportedStart';

/** Refuses, with a `ValidationException`, what the sandbox cannot do. */
export function checkSupported(request: TrainingRequest): void {
  const start = unsupportedStart(request);
  if (start !== undefined) throw unsupported(start);
  checkHosts(request);
  const input = unsupportedInput(request);
  if (input !== undefined) throw unsupported(input);
}

function checkHosts(request: TrainingRequest): void {
  const { groups } = trainingCluster(request);
  const usage = `${request.EnableManagedSpotTraining === true ? 'spot ' : ''}training job usage`;
  const hosts = groups.reduce((count, group) => count + group.hosts.length, 0);
  checkHostLimit(groups[0]?.instanceType ?? '', hosts, usage);
}

function unsupported(what: string): ServiceError {
  return new ServiceError('ValidationException', `The local sandbox ${what}.`);
}
