import { sandboxPythonVariable } from '../../../core/sandbox/protocol';
import { parseS3Uri } from '../../../core/s3Uri';
import { ServiceError, type CallContext } from '../../http/jsonService';
import { channelObjects } from '../../runner/jobInputs';
import { compileMetric } from '../../runner/metricReader';
import type { Channel, TrainingRequest } from '../../store/jobRecord';
import type { ObjectStore } from '../../store/objectStore';
import { constraintProblem } from '../model/constraintRules';
import { checkSupported } from './checkSupported';
import type { SagemakerParts } from './sagemakerParts';

/**
 * What the service checks beyond the shapes of its model. Throws a `ValidationException`; a request
 * that passes can be started.
 */
export function checkTrainingRequest(
  request: TrainingRequest,
  call: CallContext,
  { objects, runner }: SagemakerParts,
): void {
  checkSupported(request);
  checkMetrics(request);
  checkOutput(request, objects);
  for (const channel of request.InputDataConfig ?? []) {
    checkChannel(channel, request, call, objects);
  }
  if (runner.interpreterFor(request) === undefined) throw noInterpreter(request);
}

function checkMetrics(request: TrainingRequest): void {
  const definitions = request.AlgorithmSpecification.MetricDefinitions ?? [];
  definitions.forEach(({ Regex }, index) => {
    if (compileMetric(Regex) !== undefined) return;
    const path = `algorithmSpecification.metricDefinitions.${index + 1}.member.regex`;
    const rule = 'Member must be a regular expression that the local sandbox can read';
    throw invalid(`1 validation error detected: ${constraintProblem(Regex, path, rule)}`);
  });
}

function checkOutput(request: TrainingRequest, objects: ObjectStore): void {
  const uri = request.OutputDataConfig.S3OutputPath;
  const location = parseS3Uri(uri);
  if (location === undefined) throw invalid(`S3OutputPath must be an S3 URI: ${uri}`);
  if (!objects.hasBucket(location.bucket)) {
    throw invalid(`The bucket "${location.bucket}" of S3OutputPath does not exist.`);
  }
}

function checkChannel(
  channel: Channel,
  request: TrainingRequest,
  call: CallContext,
  objects: ObjectStore,
): void {
  const uri = channel.DataSource.S3DataSource?.S3Uri ?? '';
  const { bucket, key } = parseS3Uri(uri) ?? { bucket: '', key: '' };
  if (channelObjects(objects, bucket, key).length === 0) {
    throw noObjects(uri, bucket, request.RoleArn, call.region);
  }
}

function noObjects(uri: string, bucket: string, role: string, region: string): ServiceError {
  return invalid(
    `No S3 objects found under S3 URL "${uri}" given in input data source. Please ensure that the ` +
      `bucket exists in the selected region (${region}), that objects exist under that S3 prefix, ` +
      `and that the role "${role}" has "s3:ListBucket" permissions on bucket "${bucket}".`,
  );
}

function noInterpreter(request: TrainingRequest): ServiceError {
  const named = request.Environment?.[sandboxPythonVariable];
  if (named === undefined) {
    return invalid('No Python interpreter has been registered with the local sandbox.');
  }
  return invalid(`The Python interpreter ${named} has not been registered with the local sandbox.`);
}

function invalid(message: string): ServiceError {
  return new ServiceError('ValidationException', message);
}
