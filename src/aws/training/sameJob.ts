import type { DescribeTrainingJobCommandOutput } from '@aws-sdk/client-sagemaker';
import type { JobRequest } from './jobCalls';

/** What DescribeTrainingJob gives back as CreateTrainingJob has got it. */
const echoed = [
  ...['AlgorithmSpecification', 'RoleArn', 'HyperParameters', 'InputDataConfig'],
  ...['OutputDataConfig', 'ResourceConfig', 'VpcConfig', 'StoppingCondition', 'Environment'],
  ...['CheckpointConfig', 'EnableNetworkIsolation', 'EnableInterContainerTrafficEncryption'],
  ...['EnableManagedSpotTraining', 'RetryStrategy'],
] as const;

/** Which of them the service never fills in: they are there only where somebody has said them. */
const neverFilledIn = new Set<string>([
  ...['HyperParameters', 'InputDataConfig', 'VpcConfig', 'Environment', 'CheckpointConfig'],
]);

/** What stands in them and is rounded, added to, or given back under another name. */
const changed = new Set(['VolumeSizeInGB', 'VolumeKmsKeyId', 'KmsKeyId', 'MetricDefinitions']);

/** Whose members are names that people have chosen. */
const maps = new Set(['HyperParameters', 'Environment']);

/** Whether a job is as a request asks for it, by all that the service gives back as it was sent. */
export function isSameJob(job: DescribeTrainingJobCommandOutput, request: JobRequest): boolean {
  const told = job as unknown as Readonly<Record<string, unknown>>;
  const sent = request as Readonly<Record<string, unknown>>;
  return echoed.every((name) => agrees(sent[name], told[name], name));
}

/** Members that only `told` has are the service's own. */
function agrees(sent: unknown, told: unknown, name: string): boolean {
  if (changed.has(name)) {
    return true;
  }
  if (isNothing(sent)) {
    return isNothing(told) || !neverFilledIn.has(name);
  }
  if (Array.isArray(sent)) {
    return Array.isArray(told) && agreesInAll(sent, told);
  }
  if (isObject(sent)) {
    return isObject(told) && agreesInMembers(sent, told, name);
  }
  return plain(sent, name) === plain(told, name);
}

function agreesInAll(sent: readonly unknown[], told: readonly unknown[]): boolean {
  const [all, others] = [inOrder(sent), inOrder(told)];
  return all.length === others.length && all.every((one, index) => agrees(one, others[index], ''));
}

function agreesInMembers(sent: Fields, told: Fields, name: string): boolean {
  if (maps.has(name) && Object.keys(sent).length !== Object.keys(told).length) {
    return false;
  }
  return Object.entries(sent).every(([key, value]) =>
    // Keys of maps are no names of the API.
    agrees(value, told[key], maps.has(name) ? '' : key),
  );
}

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** What is left out and what is off or empty mean the same. */
const isNothing = (value: unknown): boolean =>
  [undefined, null, false, ''].some((one) => one === value) ||
  (isObject(value) && Object.keys(value).length === 0);

/** Lists of words are sets: subnets, and attributes of a manifest. */
const inOrder = (values: readonly unknown[]): readonly unknown[] =>
  values.every((value) => typeof value === 'string') ? values.toSorted() : values;

/** Addresses without the slash at their end; algorithms, which are told as ARNs, by their names. */
function plain(value: unknown, name: string): unknown {
  if (typeof value !== 'string') {
    return value;
  }
  return name === 'AlgorithmName'
    ? value.slice(value.lastIndexOf('/') + 1)
    : value.replace(/^(s3:\/\/.*?)\/+$/, '$1');
}
