import { sandboxRoleArn } from '../../../../core/sandbox/protocol';
import { parseS3Uri } from '../../../../core/s3Uri';
import { ServiceError, type CallContext } from '../../../http/jsonService';
import { channelObjects } from '../../../runner/inputs/channelData';
import type { Channel, TrainingRequest } from '../../../store/jobRecord';
import type { ObjectStore } from '../../../store/objectStore';
import { invalid } from './invalid';

/** The role and the places in S3 that a job names, as far as they can be there. */
export function checkPlaces(
  request: TrainingRequest,
  call: CallContext,
  objects: ObjectStore,
): void {
  checkRole(request.RoleArn, call);
  for (const [member, uri] of outputs(request)) checkOutput(member, uri, objects);
  for (const channel of request.InputDataConfig ?? []) {
    checkChannel(channel, request, call, objects);
  }
}

/** A role of another account cannot be passed on, and the sandbox has but one. */
export function checkRole(arn: string, { accountId }: CallContext): void {
  if (arn.split(':')[4] !== accountId) {
    throw new ServiceError('AccessDeniedException', 'Cross-account pass role is not allowed.');
  }
  if (arn === sandboxRoleArn) return;
  throw invalid(
    `Could not assume role ${arn}. Please ensure that the role exists and allows principal ` +
      `'sagemaker.amazonaws.com' to assume the role. The local sandbox has the role ${sandboxRoleArn}.`,
  );
}

type Place = readonly [member: string, uri: string | undefined];

/** Where the job writes. A hook's or profiler's place is not written to, so its bucket may be none. */
function outputs(request: TrainingRequest): readonly Place[] {
  return [
    ['S3OutputPath', request.OutputDataConfig.S3OutputPath],
    ['the S3Uri of CheckpointConfig', request.CheckpointConfig?.S3Uri],
  ];
}

/** A place that a job writes to must be in a bucket that is there. */
export function checkOutput(member: string, uri: string | undefined, objects: ObjectStore): void {
  if (uri === undefined) return;
  const location = parseS3Uri(uri);
  if (location === undefined) throw invalid(`${member} must be an S3 URI: ${uri}`);
  if (!objects.hasBucket(location.bucket)) {
    throw invalid(`The bucket "${location.bucket}" of ${member} does not exist.`);
  }
}

function checkChannel(
  { DataSource }: Channel,
  { RoleArn }: TrainingRequest,
  call: CallContext,
  objects: ObjectStore,
): void {
  checkInput(DataSource.S3DataSource?.S3Uri ?? '', RoleArn, call, objects);
}

/** A place that a job reads in S3 must hold something. */
export function checkInput(
  uri: string,
  role: string,
  { region }: CallContext,
  objects: ObjectStore,
): void {
  const { bucket, key } = parseS3Uri(uri) ?? { bucket: '', key: '' };
  const { done } = channelObjects(objects, bucket, key).next();
  if (done === true) throw noObjects(uri, bucket, role, region);
}

function noObjects(uri: string, bucket: string, role: string, region: string): ServiceError {
  return invalid(
    `No S3 objects found under S3 URL "${uri}" given in input data source. Please ensure that the ` +
      `bucket exists in the selected region (${region}), that objects exist under that S3 prefix, ` +
      `and that the role "${role}" has "s3:ListBucket" permissions on bucket "${bucket}".`,
  );
}
