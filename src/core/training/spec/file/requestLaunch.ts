import type { TrainingLaunch } from '../../launch';
import type { LaunchChannel } from '../../launchChannel';
import type { ChannelFields, CreateTrainingJobFields } from '../../requestFields';
import { specDefaults } from './jobSpec';

/**
 * A request as a launch, as far as a launch has words for it. What starts the code is kept as it is: all
 * hyperparameters are texts, those of script mode among them.
 */
export function requestLaunch(request: Partial<CreateTrainingJobFields>): TrainingLaunch {
  return {
    jobName: request.TrainingJobName ?? '',
    ...{ sourceDirectory: '', script: '', alsoPacked: [], installRequirements: false },
    ...algorithmOf(request),
    ...namedOf(request),
    hyperparameters: Object.entries(request.HyperParameters ?? {}).map(([name, value]) => ({
      ...{ name, value },
    })),
    channels: (request.InputDataConfig ?? []).flatMap(channelOf),
    role: request.RoleArn,
    ...placeOf(request),
    ...timesOf(request),
    ...outputOf(request),
    ...securityOf(request),
  };
}

function algorithmOf({
  AlgorithmSpecification: given = { TrainingInputMode: 'File' },
}: Partial<CreateTrainingJobFields>): Pick<TrainingLaunch, 'image' | 'metrics' | 'algorithm'> &
  Partial<TrainingLaunch> {
  const { TrainingImage: image = '', MetricDefinitions: metrics = [] } = given;
  return {
    ...{ image, inputMode: given.TrainingInputMode },
    algorithm: {
      ...(given.AlgorithmName !== undefined && { name: given.AlgorithmName }),
      ...(given.ContainerEntrypoint && { entrypoint: given.ContainerEntrypoint }),
      ...(given.ContainerArguments && { arguments: given.ContainerArguments }),
    },
    metrics: metrics.map(({ Name: name, Regex: regex }) => ({ name, regex })),
  };
}

function namedOf({
  Tags: tags,
  Environment: environment,
}: Partial<CreateTrainingJobFields>): Partial<TrainingLaunch> {
  return {
    ...(environment && { environment }),
    ...(tags && { tags: Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value])) }),
  };
}

function channelOf(channel: ChannelFields): LaunchChannel[] {
  const { DataSource: source } = channel;
  const options = {
    name: channel.ChannelName,
    contentType: channel.ContentType,
    inputMode: channel.InputMode,
    compression: channel.CompressionType,
    recordWrapper: channel.RecordWrapperType,
    shuffleSeed: channel.ShuffleConfig?.Seed,
  };
  if (source.S3DataSource) {
    const { S3Uri: uri, S3DataType: type, S3DataDistributionType: shares } = source.S3DataSource;
    return [
      {
        ...{ ...options, uri },
        dataType: type === 'S3Prefix' ? undefined : type,
        distribution: shares === 'FullyReplicated' ? undefined : shares,
        attributeNames: source.S3DataSource.AttributeNames,
        instanceGroups: source.S3DataSource.InstanceGroupNames,
      },
    ];
  }
  const folder = source.FileSystemDataSource;
  const access = folder?.FileSystemAccessMode === 'rw' ? { access: 'rw' as const } : {};
  return folder
    ? [
        {
          ...options,
          fileSystem: {
            ...{ id: folder.FileSystemId, type: folder.FileSystemType },
            ...{ directory: folder.DirectoryPath, ...access },
          },
        },
      ]
    : [];
}

function placeOf({
  ResourceConfig: resources = {},
}: Partial<CreateTrainingJobFields>): Pick<TrainingLaunch, 'instanceType'> &
  Partial<TrainingLaunch> {
  const groups = resources.InstanceGroups?.map((group) => ({
    ...{ name: group.InstanceGroupName, type: group.InstanceType, count: group.InstanceCount },
  }));
  return {
    instanceType: resources.InstanceType ?? specDefaults.instanceType,
    instanceCount: resources.InstanceCount,
    instanceGroups: groups,
    volumeSizeGb: resources.VolumeSizeInGB,
    volumeKmsKey: resources.VolumeKmsKeyId,
    keepAliveSeconds: resources.KeepAlivePeriodInSeconds,
    trainingPlanArn: resources.TrainingPlanArn,
  };
}

function timesOf({
  StoppingCondition: times = {},
  EnableManagedSpotTraining: isSpot,
  ...request
}: Partial<CreateTrainingJobFields>): Pick<TrainingLaunch, 'maxRuntimeSeconds'> &
  Partial<TrainingLaunch> {
  const maxWaitSeconds = times.MaxWaitTimeInSeconds;
  const { CheckpointConfig: checkpoint } = request;
  return {
    maxRuntimeSeconds: times.MaxRuntimeInSeconds ?? specDefaults.maxRuntimeSeconds,
    maxPendingSeconds: times.MaxPendingTimeInSeconds,
    spot: isSpot === true && maxWaitSeconds !== undefined ? { maxWaitSeconds } : undefined,
    ...(checkpoint && {
      checkpoint: {
        uri: checkpoint.S3Uri,
        ...(checkpoint.LocalPath !== undefined && { localPath: checkpoint.LocalPath }),
      },
    }),
    retryAttempts: request.RetryStrategy?.MaximumRetryAttempts,
  };
}

function outputOf({
  OutputDataConfig: output,
}: Partial<CreateTrainingJobFields>): Partial<TrainingLaunch> {
  return {
    outputUri: output?.S3OutputPath,
    outputKmsKey: output?.KmsKeyId === '' ? undefined : output?.KmsKeyId,
    outputCompression: output?.CompressionType === 'GZIP' ? undefined : output?.CompressionType,
  };
}

function securityOf({
  VpcConfig: vpc,
  EnableNetworkIsolation: isIsolated,
  EnableInterContainerTrafficEncryption: encrypts,
}: Partial<CreateTrainingJobFields>): Partial<TrainingLaunch> {
  return {
    ...(vpc && { vpc: { subnets: vpc.Subnets, securityGroups: vpc.SecurityGroupIds } }),
    isNetworkIsolated: isIsolated === true ? true : undefined,
    encryptsTraffic: encrypts === true ? true : undefined,
  };
}
