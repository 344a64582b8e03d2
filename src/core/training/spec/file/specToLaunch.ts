import { decidingGroup } from '../../../images/trainingImage';
import type { TrainingLaunch } from '../../launch';
import type { LaunchChannel } from '../../launchChannel';
import { isFields } from '../mergeFields';
import { seconds } from './duration';
import type { JobFile } from './jobFile';
import {
  specDefaults,
  type AlgorithmSpec,
  type ChannelSpec,
  type ImageChoice,
  type JobSpec,
} from './jobSpec';

/** What a file cannot know by itself. */
export interface SpecSurroundings {
  /** Absolute path of one that is relative to the file's folder; absolute ones stay. */
  readonly absolute: (path: string) => string;
  /**
   * Address of a prebuilt image, of the one that suits the script where the file chooses none; fails where
   * there is none.
   */
  readonly imageUri: (choice: ImageChoice | undefined, instanceType: string) => string;
  /** A free name that begins with `base`, or with what the script is called. */
  readonly jobName: (base: string | undefined, script: string) => string;
}

/** The launch of a file without errors, its variables replaced. */
export function specToLaunch(
  { spec, apiFields }: Pick<JobFile, 'spec' | 'apiFields'>,
  surroundings: SpecSurroundings,
): TrainingLaunch {
  const sourceDirectory = surroundings.absolute(spec.sourceDirectory ?? '.');
  const script = spec.script ?? '';
  const algorithm = algorithmOf(spec);
  const wins = withoutAlternatives(apiFields);
  return {
    jobName: surroundings.jobName(spec.name, script),
    ...{ sourceDirectory, script },
    alsoPacked: (spec.alsoPacked ?? []).map((path) => surroundings.absolute(path)),
    ...(spec.exclude && { excluded: spec.exclude.map((path) => surroundings.absolute(path)) }),
    ...(algorithm && { algorithm }),
    hyperparameters: named(spec.hyperparameters, 'value'),
    channels: Object.entries(spec.channels ?? {}).map(([name, channel]) =>
      channelOf(name, channel, surroundings),
    ),
    metrics: named(spec.metrics, 'regex'),
    image: imageOf(spec, apiFields, surroundings),
    installRequirements: false,
    ...plainParts(spec),
    ...placeParts(spec),
    ...timeParts(spec),
    ...outputParts(spec),
    ...(Object.keys(wins).length > 0 && { apiFields: wins }),
  };
}

function named<Value, Name extends string>(
  values: Readonly<Record<string, Value>> | undefined,
  key: Name,
): ({ readonly name: string } & Record<Name, Value>)[] {
  return Object.entries(values ?? {}).map(
    ([name, value]) => ({ name, [key]: value }) as { name: string } & Record<Name, Value>,
  );
}

/** Without a script everything is the image's, also where only the API's fields say what runs. */
function algorithmOf(spec: JobSpec): TrainingLaunch['algorithm'] {
  if (spec.algorithm === undefined) {
    return spec.script === undefined ? {} : undefined;
  }
  if (typeof spec.algorithm === 'string') {
    return {};
  }
  const { resource, entrypoint, arguments: words } = spec.algorithm;
  return {
    ...(resource !== undefined && { name: resource }),
    ...(entrypoint && { entrypoint }),
    ...(words && { arguments: words }),
  };
}

function imageOf(
  spec: JobSpec,
  apiFields: JobFile['apiFields'],
  { imageUri }: SpecSurroundings,
): string {
  if (spec.image !== undefined) {
    return spec.image;
  }
  const choice = imageChoice(spec.framework) ?? imageChoice(spec.algorithm);
  // An algorithm that names none, and a file that leaves it to the API's fields, have no image of ours.
  const isElsewhere = spec.script === undefined || isImageInFields(apiFields);
  return choice === undefined && isElsewhere ? '' : imageUri(choice, typeForImage(spec, apiFields));
}

function isImageInFields({ AlgorithmSpecification: algorithm }: JobFile['apiFields']): boolean {
  return (
    isFields(algorithm) && ['TrainingImage', 'AlgorithmName'].some((name) => name in algorithm)
  );
}

function imageChoice(given: string | AlgorithmSpec | undefined): ImageChoice | undefined {
  if (typeof given === 'string') {
    return { name: given };
  }
  return given?.name === undefined ? undefined : { ...given, name: given.name };
}

/** Images differ by processor; of several types one with GPUs decides, as on the launch page. */
function typeForImage(spec: JobSpec, apiFields: JobFile['apiFields']): string {
  const { instanceType = specDefaults.instanceType, instanceGroups = [] } = spec;
  const lists = [typesInFields(apiFields), instanceGroups.map(({ type }) => type), [instanceType]];
  const types = lists.find((list) => list.length > 0) ?? [];
  return types[decidingGroup({ region: '', instanceTypes: types })] ?? instanceType;
}

function typesInFields({ ResourceConfig: resources }: JobFile['apiFields']): readonly string[] {
  const { InstanceType: type, InstanceGroups: groups }: Record<string, unknown> = {
    ...(isFields(resources) && resources),
  };
  const all: readonly unknown[] = Array.isArray(groups)
    ? groups.map((group: unknown) => isFields(group) && group['InstanceType'])
    : [type];
  return all.filter((one) => typeof one === 'string');
}

function channelOf(
  name: string,
  channel: string | ChannelSpec,
  { absolute }: SpecSurroundings,
): LaunchChannel {
  if (typeof channel !== 'string') {
    return 'path' in channel
      ? { ...channel, name, path: absolute(channel.path) }
      : { ...channel, name };
  }
  return channel.startsWith('s3://') ? { name, uri: channel } : { name, path: absolute(channel) };
}

function plainParts(spec: JobSpec): Partial<TrainingLaunch> {
  const { distribution: given, inputMode, environment, tags, role, vpc } = spec;
  const distribution = typeof given === 'string' ? { kind: given } : given;
  return {
    ...(distribution && { distribution }),
    ...(inputMode && { inputMode }),
    ...(environment && { environment }),
    ...(tags && { tags }),
    ...(role !== undefined && { role }),
    ...(vpc && { vpc }),
    ...(spec.networkIsolation === true && { isNetworkIsolated: true }),
    ...(spec.encryptTraffic === true && { encryptsTraffic: true }),
  };
}

function placeParts(spec: JobSpec): Pick<TrainingLaunch, 'instanceType'> & Partial<TrainingLaunch> {
  const { instanceCount, instanceGroups, volumeSizeGb, volumeKmsKey, trainingPlan } = spec;
  return {
    instanceType: spec.instanceType ?? specDefaults.instanceType,
    ...(instanceCount !== undefined && { instanceCount }),
    ...(instanceGroups && { instanceGroups }),
    ...(volumeSizeGb !== undefined && { volumeSizeGb }),
    ...(volumeKmsKey !== undefined && { volumeKmsKey }),
    ...(trainingPlan !== undefined && { trainingPlanArn: trainingPlan }),
  };
}

function timeParts(
  spec: JobSpec,
): Pick<TrainingLaunch, 'maxRuntimeSeconds'> & Partial<TrainingLaunch> {
  const { maxRuntime = specDefaults.maxRuntimeSeconds, maxPending, spot, keepAlive } = spec;
  const checkpoint =
    typeof spec.checkpoint === 'string' ? { uri: spec.checkpoint } : spec.checkpoint;
  return {
    maxRuntimeSeconds: seconds(maxRuntime),
    ...(maxPending !== undefined && { maxPendingSeconds: seconds(maxPending) }),
    ...(spot && { spot: { maxWaitSeconds: seconds(spot.maxWait) } }),
    ...(keepAlive !== undefined && { keepAliveSeconds: seconds(keepAlive) }),
    ...(checkpoint && { checkpoint }),
    ...(spec.retryAttempts !== undefined && { retryAttempts: spec.retryAttempts }),
  };
}

function outputParts({ output = {} }: JobSpec): Partial<TrainingLaunch> {
  if (typeof output === 'string') {
    return { outputUri: output };
  }
  const { uri, kmsKey, compression } = output;
  return {
    ...(uri !== undefined && { outputUri: uri }),
    ...(kmsKey !== undefined && { outputKmsKey: kmsKey }),
    ...(compression && { outputCompression: compression }),
  };
}

/**
 * Whoever writes one of two alternatives in the API's fields means that one: the other, which would come
 * from a default, is removed (API reference, AlgorithmSpecification, ResourceConfig, ServerlessJobConfig).
 */
function withoutAlternatives(apiFields: JobFile['apiFields']): JobFile['apiFields'] {
  const { AlgorithmSpecification: algorithm, ResourceConfig: resources } = apiFields;
  return {
    ...(isFields(apiFields['ServerlessJobConfig']) && {
      AlgorithmSpecification: null,
      ResourceConfig: null,
      StoppingCondition: null,
    }),
    ...apiFields,
    ...(isFields(algorithm) &&
      typeof algorithm['AlgorithmName'] === 'string' && {
        AlgorithmSpecification: { TrainingImage: null, ...algorithm },
      }),
    ...(isFields(resources) &&
      Array.isArray(resources['InstanceGroups']) && {
        ResourceConfig: { InstanceType: null, InstanceCount: null, ...resources },
      }),
  };
}
