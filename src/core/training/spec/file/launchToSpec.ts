import type { TrainingLaunch } from '../../launch';
import { isLocalChannel, type LaunchChannel } from '../../launchChannel';
import { isFields } from '../mergeFields';
import { durationText } from './duration';
import {
  specDefaults,
  type AlgorithmSpec,
  type ChannelSpec,
  type ImageChoice,
  type JobSpec,
} from './jobSpec';

/** What a launch does not say of itself. */
export interface LaunchSurroundings {
  /** The path as a file writes it, relative to its folder and with `/`. */
  readonly relative: (path: string) => string;
  /**
   * The prebuilt image that was chosen, or that the one which the script asks for is meant; else the
   * launch's image is written.
   */
  readonly image?: ImageChoice | 'asScriptSays' | undefined;
  /** What the names of jobs begin with, where it is not the usual. */
  readonly name?: string | undefined;
  /** Whether the launch leaves out metrics that the script prints. */
  readonly leavesOutMetrics?: boolean;
}

/**
 * The shortest file that launches the same again: what is as it would be by default is left out, and so
 * are the name of this one job and the consents of this person.
 */
export function launchToSpec(
  launch: TrainingLaunch,
  surroundings: LaunchSurroundings,
): JobSpec & Readonly<Record<string, unknown>> {
  const { algorithm, apiFields } = launch;
  const spec = compact({
    name: surroundings.name,
    ...whatRuns(launch, surroundings),
    hyperparameters: byName(launch.hyperparameters, ({ value }) => value),
    distribution: launch.distribution && shortDistribution(launch.distribution),
    channels: byName(launch.channels, (channel) => shortChannel(channel, surroundings)),
    inputMode: launch.inputMode === 'File' ? undefined : launch.inputMode,
    metrics: hasRepeated(launch.metrics) ? undefined : byName(launch.metrics, ({ regex }) => regex),
    environment: launch.environment,
    tags: launch.tags,
    ...place(launch),
    ...times(launch),
    output: output(launch),
    role: launch.role,
    vpc: launch.vpc,
    networkIsolation: launch.isNetworkIsolated === true ? true : undefined,
    encryptTraffic: launch.encryptsTraffic === true ? true : undefined,
    volumeKmsKey: launch.volumeKmsKey,
  });
  const readsNone = surroundings.leavesOutMetrics === true && launch.metrics.length === 0;
  return {
    // An empty one says something, and so do empty fields of the API.
    ...(algorithm && { algorithm: shortAlgorithm(algorithm, chosen(surroundings)) }),
    ...spec,
    ...(readsNone && { metrics: {} }),
    ...(hasRepeated(launch.metrics) ? withMetrics(launch, apiFields) : apiFields),
  };
}

function whatRuns(
  launch: TrainingLaunch,
  { relative, image }: LaunchSurroundings,
): Record<string, unknown> {
  if (launch.algorithm !== undefined) {
    return { image: image === undefined ? launch.image : undefined };
  }
  const sourceDirectory = relative(launch.sourceDirectory);
  return {
    script: launch.script,
    sourceDirectory: sourceDirectory === '.' ? undefined : sourceDirectory,
    exclude: launch.excluded?.map((path) => relative(path)),
    alsoPacked: launch.alsoPacked.map((path) => relative(path)),
    framework: image === 'asScriptSays' ? undefined : image && shortImage(image),
    image: image === undefined ? launch.image : undefined,
  };
}

/** A map has each name once, and a metric may be read by several patterns. */
const hasRepeated = (metrics: TrainingLaunch['metrics']): boolean =>
  new Set(metrics.map(({ name }) => name)).size < metrics.length;

/** The metrics as the API names them, unless its fields say something else of them. */
function withMetrics(
  { metrics }: TrainingLaunch,
  apiFields: TrainingLaunch['apiFields'] = {},
): Record<string, unknown> {
  const { AlgorithmSpecification: algorithm = {} } = apiFields;
  const definitions = metrics.map(({ name, regex }) => ({ Name: name, Regex: regex }));
  return isFields(algorithm)
    ? { ...apiFields, AlgorithmSpecification: { MetricDefinitions: definitions, ...algorithm } }
    : { ...apiFields };
}

const chosen = ({ image }: LaunchSurroundings): ImageChoice | undefined =>
  image === 'asScriptSays' ? undefined : image;

function shortAlgorithm(
  { name, entrypoint, arguments: words }: NonNullable<TrainingLaunch['algorithm']>,
  image: ImageChoice | undefined,
): string | AlgorithmSpec {
  const given = withoutNothing({ ...image, resource: name, entrypoint, arguments: words });
  return image !== undefined && Object.keys(given).length === 1 ? image.name : given;
}

function shortImage(image: ImageChoice): string | ImageChoice {
  return Object.keys(withoutNothing({ ...image })).length === 1 ? image.name : image;
}

function shortDistribution(distribution: NonNullable<TrainingLaunch['distribution']>) {
  const given = withoutNothing({ ...distribution });
  return Object.keys(given).length === 1 ? distribution.kind : given;
}

function shortChannel(
  channel: LaunchChannel,
  { relative }: LaunchSurroundings,
): string | ChannelSpec {
  const given = withoutNothing({
    ...channel,
    ...(isLocalChannel(channel) && { path: relative(channel.path) }),
    name: undefined,
  });
  const [only, ...others] = Object.values(given);
  return others.length === 0 && typeof only === 'string' ? only : (given as ChannelSpec);
}

function place(launch: TrainingLaunch): Record<string, unknown> {
  const { instanceType, instanceCount, instanceGroups, volumeSizeGb } = launch;
  const isUsual = instanceType === specDefaults.instanceType;
  return {
    ...(instanceGroups === undefined && {
      instanceType: isUsual ? undefined : instanceType,
      instanceCount: instanceCount === 1 ? undefined : instanceCount,
    }),
    instanceGroups,
    volumeSizeGb: volumeSizeGb === 30 ? undefined : volumeSizeGb,
    trainingPlan: launch.trainingPlanArn,
  };
}

function times(launch: TrainingLaunch) {
  const { maxRuntimeSeconds, maxPendingSeconds, spot, checkpoint, keepAliveSeconds } = launch;
  const isUsual = maxRuntimeSeconds === specDefaults.maxRuntimeSeconds;
  return {
    maxRuntime: isUsual ? undefined : durationText(maxRuntimeSeconds),
    maxPending: maxPendingSeconds === undefined ? undefined : durationText(maxPendingSeconds),
    spot: spot && { maxWait: durationText(spot.maxWaitSeconds) },
    checkpoint: checkpoint?.localPath === undefined ? checkpoint?.uri : checkpoint,
    keepAlive: keepAliveSeconds === undefined ? undefined : durationText(keepAliveSeconds),
    retryAttempts: launch.retryAttempts,
  };
}

function output({ outputUri, outputKmsKey, outputCompression }: TrainingLaunch) {
  const given = withoutNothing({
    uri: outputUri,
    kmsKey: outputKmsKey,
    compression: outputCompression,
  });
  return Object.keys(given).length === 1 && outputUri !== undefined ? outputUri : given;
}

function byName<Item extends { readonly name: string }, Value>(
  items: readonly Item[],
  valueOf: (item: Item) => Value,
): Record<string, Value> {
  return Object.fromEntries(items.map((item) => [item.name, valueOf(item)]));
}

function withoutNothing(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** Without what says nothing: absent, and texts, lists and objects that are empty. */
function compact(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const said = Object.entries(withoutNothing(fields)).filter(
    ([, value]) =>
      value !== '' &&
      (typeof value !== 'object' || value === null || Object.keys(value).length > 0),
  );
  return Object.fromEntries(said);
}
