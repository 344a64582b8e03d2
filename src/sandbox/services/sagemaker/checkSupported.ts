import { ServiceError } from '../../http/jsonService';
import { scriptSource } from '../../runner/jobScript';
import type { Channel, InputMode, TrainingRequest } from '../../store/jobRecord';

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
  for (const channel of request.InputDataConfig ?? []) {
    checkChannelKind(channel, request.AlgorithmSpecification.TrainingInputMode);
  }
}

function checkChannelKind(channel: Channel, jobMode: InputMode): void {
  const name = channel.ChannelName;
  if (channel.DataSource.S3DataSource?.S3DataType !== 'S3Prefix') {
    throw unsupported(`reads channels of S3DataType S3Prefix so far, which ${name} is not`);
  }
  if ((channel.InputMode ?? jobMode) === 'Pipe') {
    throw unsupported(`has no Pipe mode, which channel ${name} asks for`);
  }
  if ((channel.CompressionType ?? 'None') !== 'None') {
    throw unsupported(`does not decompress channels, which ${name} asks for`);
  }
}

function unsupported(what: string): ServiceError {
  return new ServiceError('ValidationException', `The local sandbox ${what}.`);
}
