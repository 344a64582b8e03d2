import type { TrainingLaunch } from './launch';
import { mergeFields } from './spec/mergeFields';

/** What names roles, networks, keys and places of an account, each with what takes it out. */
const ofAnAccount = {
  RoleArn: null,
  VpcConfig: null,
  CheckpointConfig: null,
  OutputDataConfig: { S3OutputPath: null, KmsKeyId: null },
  ResourceConfig: { VolumeKmsKeyId: null, TrainingPlanArn: null },
} as const;

/**
 * The launch as it runs on this computer, which has a role and a bucket of its own and knows nothing of
 * an account's networks, keys and reserved capacity.
 */
export function launchHere({ apiFields, ...launch }: TrainingLaunch): TrainingLaunch {
  return {
    ...launch,
    ...{ role: undefined, vpc: undefined, checkpoint: undefined, trainingPlanArn: undefined },
    ...{ outputUri: undefined, outputKmsKey: undefined, volumeKmsKey: undefined },
    ...(apiFields && { apiFields: withoutAccount(apiFields) }),
  };
}

function withoutAccount(
  fields: NonNullable<TrainingLaunch['apiFields']>,
): NonNullable<TrainingLaunch['apiFields']> {
  const named = Object.entries(ofAnAccount).filter(([name]) => Object.hasOwn(fields, name));
  return mergeFields(fields, Object.fromEntries(named));
}
