import type { RequestedResources } from '../requestedResources';

/** What decides whether a job takes a warm pool. */
export type PoolField =
  | 'role'
  | 'instanceType'
  | 'instanceCount'
  | 'instanceGroups'
  | 'volumeSize'
  | 'volumeKmsKey'
  | 'subnets'
  | 'securityGroups'
  | 'trafficEncryption'
  | 'networkIsolation'
  | 'sessionTags'
  | 'spot';

/** A field in which a launch differs from what the pool's job had; empty texts stand for none, `true` for on. */
export interface PoolMismatch {
  readonly field: PoolField;
  readonly pool: string;
  readonly launch: string;
}

/**
 * What keeps the job of a CreateTrainingJob request from taking the warm pool of a described job; empty
 * where it will. "Matching training jobs" of the developer guide: role, instances, volume, VPC, encryption
 * of traffic, isolation and session tags must be identical; image, hyperparameters, data and code need
 * not. "Considerations" there: no spot capacity, and no groups of instances.
 */
export function warmPoolMatch(poolJob: object, request: PoolRequest): readonly PoolMismatch[] {
  const hasGroups = readers.instanceGroups(request) !== '';
  return poolFields
    .filter((field) => !hasGroups || !standsFor.includes(field))
    .map((field) => {
      const read = readers[field];
      return { field, pool: read(poolJob), launch: read(request) };
    })
    .filter(({ pool, launch }) => pool !== launch);
}

/** The pool that differs the least, of several such the first. */
export function nearestPool<T extends { readonly job: object }>(
  pools: readonly T[],
  request: PoolRequest,
): { readonly pool: T; readonly mismatches: readonly PoolMismatch[] } | undefined {
  return pools
    .map((pool) => ({ pool, mismatches: warmPoolMatch(pool.job, request) }))
    .toSorted((one, other) => one.mismatches.length - other.mismatches.length)[0];
}

/** In the place of these there are groups. */
const standsFor: readonly PoolField[] = ['instanceType', 'instanceCount'];

type Reader = (job: PoolRequest) => string;

const readers: Readonly<Record<PoolField, Reader>> = {
  role: ({ RoleArn }) => RoleArn ?? '',
  instanceType: ({ ResourceConfig: { InstanceType } = {} }) => InstanceType ?? '',
  instanceCount: ({ ResourceConfig: { InstanceCount } = {} }) => String(InstanceCount ?? 1),
  instanceGroups: ({ ResourceConfig: { InstanceGroups = [] } = {} }) =>
    InstanceGroups.map(
      ({ InstanceType = '', InstanceCount = 0 }) => `${InstanceCount} × ${InstanceType}`,
    ).join(' + '),
  volumeSize: ({ ResourceConfig: { VolumeSizeInGB } = {} }) => String(VolumeSizeInGB ?? ''),
  volumeKmsKey: ({ ResourceConfig: { VolumeKmsKeyId } = {} }) => VolumeKmsKeyId ?? '',
  subnets: ({ VpcConfig: { Subnets = [] } = {} }) => inOrder(Subnets),
  securityGroups: ({ VpcConfig: { SecurityGroupIds = [] } = {} }) => inOrder(SecurityGroupIds),
  trafficEncryption: ({ EnableInterContainerTrafficEncryption: on }) => onText(on),
  networkIsolation: ({ EnableNetworkIsolation: on }) => onText(on),
  sessionTags: ({ SessionChainingConfig: { EnableSessionTagChaining } = {} }) =>
    onText(EnableSessionTagChaining),
  spot: ({ EnableManagedSpotTraining: on }) => onText(on),
};

const poolFields = Object.keys(readers) as readonly PoolField[];

const inOrder = (ids: readonly string[]): string => ids.toSorted().join(', ');

const onText = (isOn?: boolean): string => (isOn === true ? 'true' : '');

/** What counts of a request, and of what DescribeTrainingJob answers. */
export interface PoolRequest {
  readonly RoleArn?: string;
  /** For how long the job keeps its instances itself does not decide. */
  readonly ResourceConfig?: RequestedResources;
  readonly VpcConfig?: {
    readonly Subnets?: readonly string[];
    readonly SecurityGroupIds?: readonly string[];
  };
  readonly EnableInterContainerTrafficEncryption?: boolean;
  readonly EnableNetworkIsolation?: boolean;
  readonly SessionChainingConfig?: { readonly EnableSessionTagChaining?: boolean };
  readonly EnableManagedSpotTraining?: boolean;
}
