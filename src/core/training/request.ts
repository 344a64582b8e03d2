import { sandboxDebugVariable, sandboxInstallVariable } from '../sandbox/protocol';
import { carryOver } from './again/carryOver';
import { withInstanceHyperparameter } from './again/instanceHyperparameter';
import { renameInside } from './cloneRequest';
import type { JsonObject } from './exports/json';
import type { HyperparameterValue } from './hyperparameterValue';
import {
  codeChannelName,
  inputChannels,
  isCodeChannelNeeded,
  type UploadedSource,
} from './inputChannels';
import type { TrainingLaunch } from './launch';
import { distributionHyperparameters } from './launchDistribution';
import type { CreateTrainingJobFields, ResourceConfigFields } from './requestFields';
import { mergeFields } from './spec/mergeFields';

/** Where a job runs, and as whom. */
export interface LaunchTarget {
  readonly region: string;
  readonly bucket: string;
  readonly roleArn: string;
  /** Becomes the job's `Environment`. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * The CreateTrainingJob request of a launch, by the contract of the SageMaker Python SDK v2
 * (`Framework` estimators): values JSON-encoded, the code named by `sagemaker_*` hyperparameters.
 * Parts that would be empty are left out, as the service refuses some of them empty.
 */
export function buildTrainingRequest(
  launch: TrainingLaunch,
  uploaded: UploadedSource,
  target: LaunchTarget,
): CreateTrainingJobFields {
  const { apiFields, again } = launch;
  const own = repeatedRequest(launch, (one) => launchRequest(one, uploaded, target));
  // Whoever writes the API's own fields has their shape checked before the job is created.
  const request =
    apiFields === undefined
      ? own
      : (mergeFields({ ...own }, apiFields) as unknown as CreateTrainingJobFields);
  return again === undefined ? request : withInstanceHyperparameter(again.request, request);
}

/** What `build` makes of a launch; where it repeats another request, with all of that which it leaves. */
function repeatedRequest<T extends object>(
  launch: TrainingLaunch,
  build: (launch: TrainingLaunch) => T,
): T {
  const { again } = launch;
  if (again === undefined) {
    return build(launch);
  }
  const [before, after] = [build(again.unchanged), build(launch)].map(
    (fields) => ({ ...fields }) as JsonObject,
  );
  const original = { ...required(after ?? {}), ...again.request };
  const request = carryOver(before ?? {}, after ?? {}, original);
  return renameInside(request, launch.jobName) as T;
}

/** What every request has (service model 2017-07-24): a pasted one, and that of an algorithm, may lack it. */
const required = (request: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(request).filter(([name]) => name === 'RoleArn' || name === 'OutputDataConfig'),
  );

function launchRequest(
  launch: TrainingLaunch,
  uploaded: UploadedSource,
  target: LaunchTarget,
): CreateTrainingJobFields {
  const channels = inputChannels(launch, uploaded);
  return {
    TrainingJobName: launch.jobName,
    AlgorithmSpecification: algorithmSpecification(launch),
    RoleArn: launch.role ?? target.roleArn,
    ...hyperparameterFields(launch, uploaded, target),
    ...(channels.length > 0 && { InputDataConfig: channels }),
    OutputDataConfig: outputFields(launch, target),
    ResourceConfig: resourceConfig(launch),
    ...timeFields(launch),
    ...securityFields(launch),
    ...namingFields(launch, target),
  };
}

/** The fields that decide what a job is billed for. */
export function billedFields(launch: TrainingLaunch): Readonly<Record<string, unknown>> {
  const own = repeatedRequest(launch, (one) => ({
    ResourceConfig: resourceConfig(one),
    ...timeFields(one),
  }));
  return mergeFields(own, launch.apiFields ?? {});
}

function algorithmSpecification(
  launch: TrainingLaunch,
): NonNullable<CreateTrainingJobFields['AlgorithmSpecification']> {
  const { name, entrypoint, arguments: words } = launch.algorithm ?? {};
  const metrics = launch.metrics.map((metric) => ({ Name: metric.name, Regex: metric.regex }));
  return {
    ...(name === undefined ? { TrainingImage: launch.image } : { AlgorithmName: name }),
    TrainingInputMode: launch.inputMode ?? 'File',
    ...(metrics.length > 0 && { MetricDefinitions: metrics }),
    ...(entrypoint && { ContainerEntrypoint: [...entrypoint] }),
    ...(words && { ContainerArguments: [...words] }),
  };
}

function hyperparameterFields(
  launch: TrainingLaunch,
  uploaded: UploadedSource,
  target: LaunchTarget,
): Pick<CreateTrainingJobFields, 'HyperParameters'> {
  const entries = launch.hyperparameters.map(({ name, value }) => [name, value] as const);
  if (launch.algorithm !== undefined) {
    const plain = entries.map(([name, value]) => [name, plainText(value)] as const);
    return plain.length === 0 ? {} : { HyperParameters: Object.fromEntries(plain) };
  }
  const scriptMode = Object.entries(scriptModeHyperparameters(launch, uploaded, target));
  const encoded = [...entries, ...scriptMode].map(
    ([name, value]) => [name, JSON.stringify(value)] as const,
  );
  return { HyperParameters: Object.fromEntries(encoded) };
}

/** Algorithms read numbers and words as they are, without JSON's quotes. */
function plainText(value: HyperparameterValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function scriptModeHyperparameters(
  launch: TrainingLaunch,
  { submitUri }: UploadedSource,
  { region }: LaunchTarget,
): Record<string, HyperparameterValue> {
  const { distribution, instanceGroups = [], instanceType } = launch;
  const submitDirectory = isCodeChannelNeeded(launch)
    ? `/opt/ml/input/data/${codeChannelName}/sourcedir.tar.gz`
    : submitUri;
  return {
    sagemaker_program: launch.script,
    sagemaker_submit_directory: submitDirectory,
    sagemaker_container_log_level: 20,
    sagemaker_job_name: launch.jobName,
    sagemaker_region: region,
    ...(distribution &&
      distributionHyperparameters(distribution, instanceGroups.length > 0 ? null : instanceType)),
  };
}

function outputFields(
  { outputUri, outputKmsKey, outputCompression }: TrainingLaunch,
  { bucket }: LaunchTarget,
): CreateTrainingJobFields['OutputDataConfig'] {
  return {
    S3OutputPath: outputUri ?? `s3://${bucket}/`,
    ...(outputKmsKey !== undefined && { KmsKeyId: outputKmsKey }),
    ...(outputCompression !== undefined && { CompressionType: outputCompression }),
  };
}

function resourceConfig(launch: TrainingLaunch): ResourceConfigFields {
  const { keepAliveSeconds, volumeKmsKey, trainingPlanArn } = launch;
  return {
    ...instanceFields(launch),
    VolumeSizeInGB: launch.volumeSizeGb ?? 30,
    ...(volumeKmsKey !== undefined && { VolumeKmsKeyId: volumeKmsKey }),
    ...(keepAliveSeconds !== undefined && { KeepAlivePeriodInSeconds: keepAliveSeconds }),
    ...(trainingPlanArn !== undefined && { TrainingPlanArn: trainingPlanArn }),
  };
}

function instanceFields({
  instanceType,
  instanceCount = 1,
  instanceGroups = [],
}: TrainingLaunch): ResourceConfigFields {
  if (instanceGroups.length === 0) {
    return { InstanceType: instanceType, InstanceCount: instanceCount };
  }
  const groups = instanceGroups.map(({ name, type, count }) => ({
    InstanceGroupName: name,
    InstanceType: type,
    InstanceCount: count,
  }));
  return { InstanceGroups: groups };
}

function timeFields(launch: TrainingLaunch): Partial<CreateTrainingJobFields> {
  const { spot, checkpoint, maxPendingSeconds, retryAttempts } = launch;
  return {
    StoppingCondition: {
      MaxRuntimeInSeconds: launch.maxRuntimeSeconds,
      ...(spot && { MaxWaitTimeInSeconds: spot.maxWaitSeconds }),
      ...(maxPendingSeconds !== undefined && { MaxPendingTimeInSeconds: maxPendingSeconds }),
    },
    ...(spot && { EnableManagedSpotTraining: true }),
    ...(checkpoint && { CheckpointConfig: checkpointConfig(checkpoint) }),
    ...(retryAttempts !== undefined && {
      RetryStrategy: { MaximumRetryAttempts: retryAttempts },
    }),
  };
}

function checkpointConfig({
  uri,
  localPath,
}: NonNullable<TrainingLaunch['checkpoint']>): CreateTrainingJobFields['CheckpointConfig'] {
  return { S3Uri: uri, ...(localPath !== undefined && { LocalPath: localPath }) };
}

/** Switches that are off are left out, as the SageMaker Python SDK leaves them out. */
function securityFields(launch: TrainingLaunch): Partial<CreateTrainingJobFields> {
  const { vpc, isNetworkIsolated, encryptsTraffic } = launch;
  return {
    ...(vpc && {
      VpcConfig: { SecurityGroupIds: [...vpc.securityGroups], Subnets: [...vpc.subnets] },
    }),
    ...(isNetworkIsolated === true && { EnableNetworkIsolation: true }),
    ...(encryptsTraffic === true && { EnableInterContainerTrafficEncryption: true }),
  };
}

function namingFields(
  launch: TrainingLaunch,
  target: LaunchTarget,
): Partial<CreateTrainingJobFields> {
  const tags = Object.entries(launch.tags ?? {}).map(([Key, Value]) => ({ Key, Value }));
  const environment = {
    ...target.environment,
    ...launch.environment,
    ...(launch.installRequirements && { [sandboxInstallVariable]: 'requirements' }),
    ...(launch.debug && { [sandboxDebugVariable]: launch.debug }),
  };
  return {
    ...(tags.length > 0 && { Tags: tags }),
    ...(Object.keys(environment).length > 0 && { Environment: environment }),
  };
}
