import type { FieldErrors, LaunchDraft } from '../../../shared/contracts/launch';
import type { ChannelOptionName, SettingName } from '../../../shared/contracts/launchSettings';
import { isBegun } from '../keepDraft';
import { pathText, type FieldPath, type RequestProblem } from '../spec/requestProblem';

/** The fields of the page by those of CreateTrainingJob, the inner ones first. */
const settings: readonly (readonly [path: string, name: SettingName])[] = [
  ['RoleArn', 'roleArn'],
  ['ResourceConfig.InstanceType', 'instanceType'],
  ['ResourceConfig.InstanceCount', 'instanceCount'],
  ['ResourceConfig.VolumeSizeInGB', 'volumeGigabytes'],
  ['ResourceConfig.VolumeKmsKeyId', 'volumeKmsKey'],
  ['ResourceConfig.KeepAlivePeriodInSeconds', 'keepAliveMinutes'],
  ['ResourceConfig.TrainingPlanArn', 'trainingPlan'],
  ['StoppingCondition.MaxWaitTimeInSeconds', 'maxWaitMinutes'],
  ['StoppingCondition.MaxPendingTimeInSeconds', 'maxPendingMinutes'],
  ['OutputDataConfig.S3OutputPath', 'outputUri'],
  ['OutputDataConfig.KmsKeyId', 'outputKmsKey'],
  ['CheckpointConfig.S3Uri', 'checkpointUri'],
  ['CheckpointConfig.LocalPath', 'checkpointPath'],
  ['RetryStrategy', 'retryAttempts'],
  ['VpcConfig.Subnets', 'subnets'],
  ['VpcConfig.SecurityGroupIds', 'securityGroups'],
  ['AlgorithmSpecification.TrainingInputMode', 'inputMode'],
  ['AlgorithmSpecification.TrainingImage', 'imageUri'],
];

/**
 * What is wrong with the request that a draft makes, at the fields of the page; what no field stands for is
 * `rest`. Nothing is told of hyperparameters' and rows' own fields, which the form checks by itself.
 */
export function requestErrors(
  problems: readonly RequestProblem[],
  draft: LaunchDraft,
): { readonly errors: FieldErrors; readonly rest: readonly RequestProblem[] } {
  const errors: Record<string, string> = {};
  const rest = problems.filter((problem) => {
    const field = problem.severity === 'error' ? fieldOf(problem.path, draft) : undefined;
    if (field !== undefined) {
      errors[field] ??= atField(problem);
    }
    return field === undefined;
  });
  return { errors, rest };
}

function fieldOf(path: FieldPath, draft: LaunchDraft): string | undefined {
  const [first, second] = path;
  switch (first) {
    case 'TrainingJobName':
      return 'jobName';
    case 'InputDataConfig':
      return typeof second === 'number' ? channelField(path, second, draft) : 'channels';
    case 'HyperParameters':
      return 'hyperparameters';
    default:
      return settingField(path);
  }
}

/** Rows that were only begun are not in the request. */
function channelField(path: FieldPath, index: number, { channels }: LaunchDraft): string {
  const shown = channels.flatMap((channel, row) => (isBegun(channel) ? [] : [row]))[index];
  if (shown === undefined) {
    return 'channels';
  }
  const last = path.at(-1) === 'DirectoryPath' ? [] : path;
  const option = last.flatMap((part) => channelOptions.get(String(part)) ?? []).at(-1);
  return option === undefined
    ? `${path[2] === 'ChannelName' ? 'channelName' : 'channelPath'}:${shown}`
    : `channelOption:${shown}:${option}`;
}

const channelOptions: ReadonlyMap<string, ChannelOptionName> = new Map([
  ['FileSystemDataSource', 'fileSystem'],
  ['FileSystemType', 'fileSystem'],
  ['FileSystemId', 'fileSystemId'],
  ['FileSystemAccessMode', 'fileSystemAccess'],
  ['S3DataType', 'dataType'],
  ['AttributeNames', 'attributeNames'],
  ['S3DataDistributionType', 'distribution'],
  ['InputMode', 'inputMode'],
  ['ContentType', 'contentType'],
  ['CompressionType', 'compression'],
  ['RecordWrapperType', 'recordWrapper'],
  ['ShuffleConfig', 'shuffleSeed'],
]);

/** The field of the page for a path of the request that no row stands for. */
export function settingField(path: FieldPath): string | undefined {
  const text = path.filter((part) => typeof part === 'string').join('.');
  if (text === 'StoppingCondition.MaxRuntimeInSeconds') {
    return 'maxRuntimeMinutes';
  }
  const [, name] = settings.find(([known]) => text === known || text.startsWith(`${known}.`)) ?? [];
  return name && `setting:${name}`;
}

/** Who is at the field knows which it is. */
function atField({ path, message }: RequestProblem): string {
  const name = `${pathText(path)} `;
  return message.startsWith(name) ? `This ${message.slice(name.length)}` : message;
}
