import { isS3Channel } from '../training/launchChannel';
import type { PoolRequest } from '../training/after/warmPoolMatch';
import type { TrainingLaunch } from '../training/launch';
import type { LaunchTimes } from './timeLimits';

/** What of a launch the account is asked about. */
export interface AccountQuestion {
  readonly jobName: string;
  /** ARN; `undefined`: none is chosen yet. */
  readonly role: string | undefined;
  /** Address of the image; empty where an algorithm stands for it. */
  readonly image: string;
  /** By type, each once. */
  readonly instances: readonly { readonly type: string; readonly count: number }[];
  /** The instances are of a training plan, to which the quotas of other jobs do not apply. */
  readonly isPlanned: boolean;
  readonly times: LaunchTimes;
  /** `s3://…` of the results and the checkpoints; `undefined`: in the connection's own bucket, or none. */
  readonly output: string | undefined;
  readonly checkpoint: string | undefined;
  /** `s3://…` of the data that are there already. */
  readonly inputs: readonly string[];
  /** False: the connection's own bucket gets neither code nor data nor results. */
  readonly ownBucket?: boolean;
  readonly isInVpc?: boolean;
  /** KMS keys of the results and of the instances' storage: id, ARN or alias. */
  readonly outputKey?: string | undefined;
  readonly volumeKey?: string | undefined;
  /** What decides whether the job takes a warm pool; absent: it is not asked. */
  readonly pool?: PoolRequest | undefined;
}

/** What is asked at the same time, in the order in which it is shown. */
export const accountParts = [
  'credentials',
  'role',
  'passRole',
  'roleAccess',
  'buckets',
  'image',
  'quotas',
  'times',
  'warmPool',
] as const;

export type AccountPart = (typeof accountParts)[number];

/** What of a question the answer to a part depends on. */
export const partSubject = (part: AccountPart, question: AccountQuestion): unknown =>
  subjects[part](question);

const subjects: Readonly<Record<AccountPart, (question: AccountQuestion) => unknown>> = {
  credentials: () => null,
  role: ({ role }) => role,
  passRole: ({ role }) => role,
  roleAccess: ({ role, image, ...own }) => [
    ...[role, image, own.output, own.checkpoint, own.inputs, own.ownBucket],
    ...[own.isInVpc, own.outputKey, own.volumeKey],
  ],
  buckets: ({ output, checkpoint, inputs, ownBucket }) => [output, checkpoint, inputs, ownBucket],
  image: ({ image, instances }) => [image, instances],
  quotas: ({ instances, isPlanned, times }) => [instances, isPlanned, times],
  times: ({ times }) => times,
  warmPool: ({ pool }) => pool,
};

/** The parts of a launch that its account has a say in; the form need not be right otherwise. */
export type AskedLaunch = Pick<
  TrainingLaunch,
  | 'jobName'
  | 'role'
  | 'image'
  | 'instanceType'
  | 'instanceCount'
  | 'instanceGroups'
  | 'maxRuntimeSeconds'
  | 'spot'
  | 'checkpoint'
  | 'keepAliveSeconds'
  | 'outputUri'
  | 'trainingPlanArn'
  | 'channels'
  | 'volumeSizeGb'
  | 'volumeKmsKey'
  | 'vpc'
  | 'isNetworkIsolated'
  | 'encryptsTraffic'
  | 'outputKmsKey'
> & {
  /** False: neither its code nor data nor results go to the connection's own bucket. */
  readonly usesOwnBucket?: boolean;
};

/**
 * What is to be asked about a launch as it is being edited: parts that are no role or instance yet are left
 * out. `defaultRole`: what a job gets where none is named.
 */
export function accountQuestion(
  launch: AskedLaunch,
  defaultRole: string | undefined,
): AccountQuestion {
  const { jobName, image, spot, checkpoint, channels } = launch;
  const role = roleOf(launch.role ?? defaultRole);
  return {
    ...{ jobName, image, role },
    pool: poolRequest(launch, role),
    instances: instancesOf(launch),
    isPlanned: launch.trainingPlanArn !== undefined,
    times: {
      maxRuntime: launch.maxRuntimeSeconds,
      spot: spot && { maxWait: spot.maxWaitSeconds },
      hasCheckpoints: checkpoint !== undefined,
      keepAlive: launch.keepAliveSeconds,
      isHeterogeneous: (launch.instanceGroups?.length ?? 0) > 0,
    },
    output: launch.outputUri,
    checkpoint: checkpoint?.uri,
    inputs: channels.filter(isS3Channel).map(({ uri }) => uri),
    ...{ ownBucket: launch.usesOwnBucket ?? true, isInVpc: launch.vpc !== undefined },
    ...{ outputKey: launch.outputKmsKey, volumeKey: launch.volumeKmsKey },
  };
}

function instancesOf({
  instanceType,
  instanceCount = 1,
  instanceGroups = [],
}: AskedLaunch): AccountQuestion['instances'] {
  const single = [{ type: instanceType, count: instanceCount }];
  const groups = instanceGroups.length > 0 ? instanceGroups : single;
  const counts = new Map<string, number>();
  for (const { type, count } of groups) {
    counts.set(type, (counts.get(type) ?? 0) + count);
  }
  return [...counts]
    .map(([type, count]) => ({ type, count }))
    .filter(({ type, count }) => /^ml\.[a-z0-9-]+\.[a-z0-9]+$/.test(type) && count > 0);
}

/** By the rules of `buildTrainingRequest`. */
function poolRequest(launch: AskedLaunch, role: string | undefined): PoolRequest {
  const { instanceGroups = [], keepAliveSeconds, volumeSizeGb, volumeKmsKey, vpc } = launch;
  const groups = instanceGroups.map(({ type, count }) => ({
    ...{ InstanceType: type, InstanceCount: count },
  }));
  return {
    ...(role !== undefined && { RoleArn: role }),
    ResourceConfig: {
      ...(groups.length > 0
        ? { InstanceGroups: groups }
        : { InstanceType: launch.instanceType, InstanceCount: launch.instanceCount ?? 1 }),
      VolumeSizeInGB: volumeSizeGb ?? 30,
      ...(volumeKmsKey !== undefined && { VolumeKmsKeyId: volumeKmsKey }),
      ...(keepAliveSeconds !== undefined && { KeepAlivePeriodInSeconds: keepAliveSeconds }),
    },
    ...(vpc && { VpcConfig: { Subnets: vpc.subnets, SecurityGroupIds: vpc.securityGroups } }),
    EnableInterContainerTrafficEncryption: launch.encryptsTraffic === true,
    EnableNetworkIsolation: launch.isNetworkIsolated === true,
    EnableManagedSpotTraining: launch.spot !== undefined,
  };
}

const roleOf = (arn: string | undefined): string | undefined =>
  arn !== undefined && /^arn:[^:]+:iam::\d{12}:role\//.test(arn) ? arn : undefined;
