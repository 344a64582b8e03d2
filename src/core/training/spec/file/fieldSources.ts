import type { TrainingLaunch } from '../../launch';
import type { FieldPath } from '../requestProblem';
import type { JobSpec } from './jobSpec';

/** Where a field of the request comes from when the API's fields say nothing of it. */
export interface FieldSource {
  readonly part: keyof TrainingLaunch;
  /** The file's own field; of several the one that is there. */
  readonly own: readonly (keyof JobSpec)[];
  /** Entries of a map or list, each of which comes from an entry of the own field. */
  readonly isByEntry?: boolean;
}

const one = (part: keyof TrainingLaunch, ...own: (keyof JobSpec)[]): FieldSource => ({ part, own });
const each = (part: keyof TrainingLaunch, own: keyof JobSpec): FieldSource => ({
  part,
  own: [own],
  isByEntry: true,
});

const sources: ReadonlyMap<string, FieldSource> = new Map([
  ['TrainingJobName', one('jobName', 'name')],
  ['AlgorithmSpecification.TrainingImage', one('image', 'image', 'framework', 'algorithm')],
  ['AlgorithmSpecification.TrainingInputMode', one('inputMode', 'inputMode')],
  ['AlgorithmSpecification.MetricDefinitions', each('metrics', 'metrics')],
  ['AlgorithmSpecification', one('algorithm', 'algorithm')],
  ['RoleArn', one('role', 'role')],
  ['HyperParameters', each('hyperparameters', 'hyperparameters')],
  ['InputDataConfig', each('channels', 'channels')],
  ['OutputDataConfig.S3OutputPath', one('outputUri', 'output')],
  ['OutputDataConfig.KmsKeyId', one('outputKmsKey', 'output')],
  ['OutputDataConfig.CompressionType', one('outputCompression', 'output')],
  ['ResourceConfig.InstanceType', one('instanceType', 'instanceType')],
  ['ResourceConfig.InstanceCount', one('instanceCount', 'instanceCount')],
  ['ResourceConfig.InstanceGroups', one('instanceGroups', 'instanceGroups')],
  ['ResourceConfig.VolumeSizeInGB', one('volumeSizeGb', 'volumeSizeGb')],
  ['ResourceConfig.VolumeKmsKeyId', one('volumeKmsKey', 'volumeKmsKey')],
  ['ResourceConfig.KeepAlivePeriodInSeconds', one('keepAliveSeconds', 'keepAlive')],
  ['ResourceConfig.TrainingPlanArn', one('trainingPlanArn', 'trainingPlan')],
  ['StoppingCondition.MaxRuntimeInSeconds', one('maxRuntimeSeconds', 'maxRuntime')],
  ['StoppingCondition.MaxWaitTimeInSeconds', one('spot', 'spot')],
  ['StoppingCondition.MaxPendingTimeInSeconds', one('maxPendingSeconds', 'maxPending')],
  ['EnableManagedSpotTraining', one('spot', 'spot')],
  ['VpcConfig', one('vpc', 'vpc')],
  ['Tags', each('tags', 'tags')],
  ['Environment', each('environment', 'environment')],
  ['EnableNetworkIsolation', one('isNetworkIsolated', 'networkIsolation')],
  ['EnableInterContainerTrafficEncryption', one('encryptsTraffic', 'encryptTraffic')],
  ['CheckpointConfig', one('checkpoint', 'checkpoint')],
  ['RetryStrategy', one('retryAttempts', 'retryAttempts')],
]);

/** The source of a field of the request, or of what it lies in. */
export function fieldSource(path: FieldPath): FieldSource | undefined {
  const [first, second] = path;
  return sources.get(`${String(first)}.${String(second)}`) ?? sources.get(String(first));
}
