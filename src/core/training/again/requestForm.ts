import type { DraftChannel, LaunchDraft } from '../../../shared/contracts/launch';
import type {
  ChannelOptions,
  LaunchSettings,
  NamedText,
  SettingName,
} from '../../../shared/contracts/launchSettings';
import { isList, isObject, memberOf, type Json, type JsonObject } from '../exports/json';
import { isContainerOwn, isScriptMode, shownText } from './hyperparameterTexts';

/** What the launch page's own fields show of a request. */
export type RequestForm = Pick<
  LaunchDraft,
  'extra' | 'channels' | 'maxRuntimeMinutes' | 'settings'
>;

/** Where a request says nothing (API reference, `StoppingCondition`). */
const defaultRuntimeSeconds = 24 * 60 * 60;

/** A CreateTrainingJob request as the launch page's fields say it; what they cannot say is left out. */
export function requestForm(request: JsonObject): RequestForm {
  const seconds = numberAt(request, 'StoppingCondition', 'MaxRuntimeInSeconds');
  return {
    extra: extraRows(request),
    channels: listAt(request, 'InputDataConfig').flatMap(channelOf),
    maxRuntimeMinutes: minutes(seconds ?? defaultRuntimeSeconds),
    settings: settingsOf(request),
  };
}

function extraRows(request: JsonObject): LaunchDraft['extra'] {
  const shown = isScriptMode(request) ? shownText : (text: string): string => text;
  return Object.entries(textsOf(request['HyperParameters']))
    .filter(([name]) => !isContainerOwn(name))
    .map(([name, text]) => ({ name, value: shown(text) }));
}

/** A channel that reads from elsewhere than S3 and file systems has no row; it is kept as it is. */
function channelOf(channel: Json): DraftChannel[] {
  const source = memberOf(memberOf(channel, 'DataSource'), 'S3DataSource');
  const folder = memberOf(memberOf(channel, 'DataSource'), 'FileSystemDataSource');
  const name = textAt(channel, 'ChannelName');
  const path = textAt(source, 'S3Uri') ?? textAt(folder, 'DirectoryPath');
  if (name === undefined || path === undefined) {
    return [];
  }
  const options: ChannelOptions = given({
    fileSystem: textAt(folder, 'FileSystemType'),
    fileSystemId: textAt(folder, 'FileSystemId'),
    fileSystemAccess: unless('ro', textAt(folder, 'FileSystemAccessMode')),
    dataType: unless('S3Prefix', textAt(source, 'S3DataType')),
    attributeNames: joined(memberOf(source, 'AttributeNames')),
    distribution: unless('FullyReplicated', textAt(source, 'S3DataDistributionType')),
    inputMode: textAt(channel, 'InputMode'),
    contentType: textAt(channel, 'ContentType'),
    compression: unless('None', textAt(channel, 'CompressionType')),
    recordWrapper: unless('None', textAt(channel, 'RecordWrapperType')),
    shuffleSeed: numberText(numberAt(channel, 'ShuffleConfig', 'Seed')),
  });
  return [{ name, path, ...(Object.keys(options).length > 0 && { options }) }];
}

function settingsOf(request: JsonObject): LaunchSettings {
  return {
    fields: given({
      ...imageAndPlace(request),
      ...results(request),
      ...waiting(request),
      ...security(request),
    }),
    tags: tagRows(request['Tags']),
    environment: Object.entries(textsOf(request['Environment'])).map(([name, value]) => ({
      ...{ name, value },
    })),
    groups: listAt(memberOf(request, 'ResourceConfig'), 'InstanceGroups').map((group) => ({
      name: textAt(group, 'InstanceGroupName') ?? '',
      type: textAt(group, 'InstanceType') ?? '',
      count: numberText(numberAt(group, 'InstanceCount')) ?? '',
    })),
  };
}

type Fields = Readonly<Partial<Record<SettingName, string | undefined>>>;

function imageAndPlace(request: JsonObject): Fields {
  const algorithm = memberOf(request, 'AlgorithmSpecification');
  const resources = memberOf(request, 'ResourceConfig');
  return {
    imageUri: textAt(algorithm, 'TrainingImage'),
    inputMode: unless('File', textAt(algorithm, 'TrainingInputMode')),
    roleArn: textAt(request, 'RoleArn'),
    instanceType: textAt(resources, 'InstanceType'),
    instanceCount: numberText(numberAt(resources, 'InstanceCount')),
    volumeGigabytes: numberText(numberAt(resources, 'VolumeSizeInGB')),
    volumeKmsKey: textAt(resources, 'VolumeKmsKeyId'),
    keepAliveMinutes: minutesText(numberAt(resources, 'KeepAlivePeriodInSeconds')),
    trainingPlan: textAt(resources, 'TrainingPlanArn'),
  };
}

function results(request: JsonObject): Fields {
  const output = memberOf(request, 'OutputDataConfig');
  return {
    outputUri: textAt(output, 'S3OutputPath'),
    outputKmsKey: textAt(output, 'KmsKeyId'),
    keepsFiles: ticked(textAt(output, 'CompressionType') === 'NONE'),
    checkpointUri: textAt(memberOf(request, 'CheckpointConfig'), 'S3Uri'),
    checkpointPath: textAt(memberOf(request, 'CheckpointConfig'), 'LocalPath'),
  };
}

function waiting(request: JsonObject): Fields {
  return {
    isSpot: ticked(request['EnableManagedSpotTraining'] === true),
    maxWaitMinutes: minutesText(numberAt(request, 'StoppingCondition', 'MaxWaitTimeInSeconds')),
    maxPendingMinutes: minutesText(
      numberAt(request, 'StoppingCondition', 'MaxPendingTimeInSeconds'),
    ),
    retryAttempts: numberText(numberAt(request, 'RetryStrategy', 'MaximumRetryAttempts')),
  };
}

function security(request: JsonObject): Fields {
  const vpc = memberOf(request, 'VpcConfig');
  return {
    subnets: joined(memberOf(vpc, 'Subnets')),
    securityGroups: joined(memberOf(vpc, 'SecurityGroupIds')),
    isIsolated: ticked(request['EnableNetworkIsolation'] === true),
    encryptsTraffic: ticked(request['EnableInterContainerTrafficEncryption'] === true),
  };
}

function tagRows(tags: Json | undefined): NamedText[] {
  return (isList(tags) ? tags : []).map((tag) => ({
    name: textAt(tag, 'Key') ?? '',
    value: textAt(tag, 'Value') ?? '',
  }));
}

const textsOf = (value: Json | undefined): Readonly<Record<string, string>> =>
  isObject(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([name, text]) =>
          typeof text === 'string' ? [[name, text]] : [],
        ),
      )
    : {};

function textAt(value: Json | undefined, name: string): string | undefined {
  const text = memberOf(value, name);
  return typeof text === 'string' && text !== '' ? text : undefined;
}

function numberAt(value: Json | undefined, ...names: string[]): number | undefined {
  const number = names.reduce(memberOf, value);
  return typeof number === 'number' ? number : undefined;
}

function listAt(value: Json | undefined, name: string): readonly Json[] {
  const list = memberOf(value, name);
  return isList(list) ? list : [];
}

const unless = (usual: string, text: string | undefined): string | undefined =>
  text === usual ? undefined : text;

const ticked = (isTrue: boolean): string | undefined => (isTrue ? 'true' : undefined);

const numberText = (number: number | undefined): string | undefined =>
  number === undefined ? undefined : String(number);

/** Whole ones, as the page has them: rather a little longer than a job that is cut short. */
const minutes = (seconds: number): number => Math.max(1, Math.ceil(seconds / 60));

const minutesText = (seconds: number | undefined): string | undefined =>
  seconds === undefined || seconds === 0 ? undefined : String(minutes(seconds));

const joined = (list: Json | undefined): string | undefined =>
  isList(list) && list.length > 0 ? list.map(String).join(', ') : undefined;

function given(fields: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
  );
}
