import { ServiceError } from '../../http/jsonService';
import type { TrainingRequest } from '../../store/jobRecord';
import { checkHostLimit } from './hostLimit';
import { unsupportedInput } from './supportedInputs';
import { unsupportedStart } from './supportedStart';

/** Refuses, with a `ValidationException`, what the sandbox cannot do. */
export function checkSupported(request: TrainingRequest): void {
  checkHosts(request);
  const start = unsupportedStart(request);
  if (start !== undefined) throw unsupported(start);
  const input = unsupportedInput(request);
  if (input !== undefined) throw unsupported(input);
}

/** Before anything that looks at each host: the model knows no greatest number of them. */
function checkHosts({ ResourceConfig, EnableManagedSpotTraining }: TrainingRequest): void {
  const { InstanceType, InstanceCount, InstanceGroups = [] } = ResourceConfig;
  const usage = `${EnableManagedSpotTraining === true ? 'spot ' : ''}training job usage`;
  const hosts = InstanceGroups.reduce((count, group) => count + group.InstanceCount, 0);
  const type = InstanceType ?? InstanceGroups[0]?.InstanceType ?? '';
  checkHostLimit(type, InstanceCount ?? hosts, usage);
}

function unsupported(what: string): ServiceError {
  return new ServiceError('ValidationException', `The local sandbox ${what}.`);
}
