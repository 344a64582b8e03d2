import { ServiceError } from '../../http/jsonService';
import { scriptSource } from '../../runner/jobScript';
import { trainingCluster } from '../../runner/trainingCluster';
import type { TrainingRequest } from '../../store/jobRecord';
import { checkHostLimit } from './hostLimit';
import { unsupportedInput } from './supportedInputs';

/** Refuses, with a `ValidationException`, what the sandbox cannot do. */
export function checkSupported(request: TrainingRequest): void {
  const { AlgorithmSpecification: algorithm } = request;
  if (algorithm.TrainingImage === undefined) {
    throw unsupported(
      'needs AlgorithmSpecification.TrainingImage; it has no algorithms of its own',
    );
  }
  if (algorithm.ContainerEntrypoint ?? algorithm.ContainerArguments) {
    throw unsupported(
      'has no containers, so ContainerEntrypoint and ContainerArguments mean nothing to it',
    );
  }
  if (request.EnableNetworkIsolation === true) throw unsupported('cannot isolate the network');
  if (scriptSource(request) === undefined) {
    throw unsupported(
      'runs scripts: HyperParameters must hold sagemaker_program and sagemaker_submit_directory',
    );
  }
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
