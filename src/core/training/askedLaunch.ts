import type { AskedLaunch } from '../preflight/question';
import type { TrainingLaunch } from './launch';
import { localChannels } from './launchChannel';
import { buildTrainingRequest } from './request';
import type { CreateTrainingJobFields } from './requestFields';

/** Stands for what the connection adds by itself. */
const own = 's3://own/';

/** What the account is asked about a launch, with what its `apiFields` say. */
export function askedLaunch(launch: TrainingLaunch): AskedLaunch {
  const channels = localChannels(launch).map(({ name }) => ({ name, uri: own }));
  const request = buildTrainingRequest(
    launch,
    { submitUri: own, channels },
    { region: '', bucket: 'own', roleArn: '', environment: {} },
  );
  const usesOwnBucket = JSON.stringify(request).includes(own);
  return { ...placeOf(request), ...timesOf(request), ...dataOf(request), usesOwnBucket };
}

function placeOf(request: CreateTrainingJobFields) {
  const { ResourceConfig: resources = {}, VpcConfig: vpc } = request;
  const groups = resources.InstanceGroups?.map((group) => ({
    ...{ name: group.InstanceGroupName, type: group.InstanceType, count: group.InstanceCount },
  }));
  return {
    jobName: request.TrainingJobName,
    role: request.RoleArn === '' ? undefined : request.RoleArn,
    image: request.AlgorithmSpecification?.TrainingImage ?? '',
    instanceType: resources.InstanceType ?? '',
    instanceCount: resources.InstanceCount,
    instanceGroups: groups,
    keepAliveSeconds: resources.KeepAlivePeriodInSeconds,
    trainingPlanArn: resources.TrainingPlanArn,
    outputKmsKey: request.OutputDataConfig?.KmsKeyId,
    volumeSizeGb: resources.VolumeSizeInGB,
    volumeKmsKey: resources.VolumeKmsKeyId,
    vpc: vpc && { subnets: vpc.Subnets, securityGroups: vpc.SecurityGroupIds },
    isNetworkIsolated: request.EnableNetworkIsolation,
    encryptsTraffic: request.EnableInterContainerTrafficEncryption,
  };
}

function timesOf({
  StoppingCondition: times = {},
  EnableManagedSpotTraining: isSpot,
}: CreateTrainingJobFields) {
  const maxRuntimeSeconds = times.MaxRuntimeInSeconds ?? 0;
  const maxWaitSeconds = times.MaxWaitTimeInSeconds ?? maxRuntimeSeconds;
  return { maxRuntimeSeconds, spot: isSpot === true ? { maxWaitSeconds } : undefined };
}

/** What lies in the connection's own bucket is looked at by itself, or is not there yet. */
function dataOf({ OutputDataConfig: output, ...request }: CreateTrainingJobFields) {
  const { InputDataConfig: inputs = [], CheckpointConfig: checkpoint } = request;
  const channels = inputs
    .map(({ ChannelName: name, DataSource: { S3DataSource: source } }) => ({
      ...{ name, uri: source?.S3Uri ?? own },
    }))
    .filter(({ uri }) => uri !== own);
  return {
    channels,
    checkpoint: checkpoint && { uri: checkpoint.S3Uri },
    outputUri: output?.S3OutputPath === own ? undefined : output?.S3OutputPath,
  };
}
