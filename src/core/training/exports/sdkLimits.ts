import { memberOf, type Json, type JsonObject } from './json';

/**
 * Where an SDK differs from the request that it is given. `path` names a member with `[]` for each item of a
 * list; `*` is every member below the first level.
 */
export type SdkLimit = Lost | Same | Added;

/** A field that does not arrive as the request has it. */
export interface Note {
  /** Such as `InputDataConfig[0].ShuffleConfig`. */
  readonly path: string;
  readonly why: string;
}

/** It has no way to say this. */
interface Lost {
  readonly kind: 'lost';
  readonly path: string;
  readonly when?: (value: Json, parent: JsonObject) => boolean;
  /** The rest of a sentence that begins with the path and a colon. */
  readonly why: string;
}

/** It leaves this out, and the service takes that for the same. */
interface Same {
  readonly kind: 'same';
  readonly path: string;
  readonly when: (value: Json, parent: JsonObject) => boolean;
}

/** It sends this where the request says nothing; without `why` it is what the service would take. */
export interface Added {
  readonly kind: 'added';
  readonly path: string;
  readonly when?: never;
  readonly adds: (parent: JsonObject, request: JsonObject) => Json | undefined;
  readonly why?: string;
}

const is =
  (expected: Json) =>
  (value: Json): boolean =>
    value === expected;

const isEmpty = (value: Json): boolean => value === false || value === 0 || value === '';

const readsFileSystem = (_value: Json, channel: JsonObject): boolean =>
  memberOf(channel['DataSource'], 'FileSystemDataSource') !== undefined;

/** Rules are refused where the profiler is off. */
const ownProfiler = (request: JsonObject): JsonObject =>
  request['ProfilerRuleConfigurations'] === undefined ? { DisableProfiler: true } : {};

const outputPath = (request: JsonObject): Json | undefined =>
  memberOf(request['OutputDataConfig'], 'S3OutputPath');

const noArgument = 'Estimator has no argument for it';
const notSentEmpty = 'it is not sent when empty';
const noFileSystemArgument = 'FileSystemInput has no argument for it';

/** `Estimator` and `fit` of the SageMaker Python SDK 2 (2.257). */
export const sdk2Limits: readonly SdkLimit[] = [
  {
    kind: 'lost',
    path: 'AlgorithmSpecification.AlgorithmName',
    why: 'Estimator takes an image; use AlgorithmEstimator for an algorithm of the Marketplace',
  },
  {
    kind: 'lost',
    path: 'InputDataConfig[]',
    when: (channel) => memberOf(memberOf(channel, 'DataSource'), 'DatasetSource') !== undefined,
    why: 'a channel reads from S3 or a file system only, not from a data set of a hub',
  },
  ...['CompressionType', 'RecordWrapperType', 'InputMode', 'ShuffleConfig'].map((name) => ({
    kind: 'lost' as const,
    path: `InputDataConfig[].${name}`,
    when: readsFileSystem,
    why: noFileSystemArgument,
  })),
  {
    kind: 'lost',
    path: 'InputDataConfig[].ContentType',
    when: (value, channel) => value === '' && readsFileSystem(value, channel),
    why: notSentEmpty,
  },
  { kind: 'lost', path: 'StoppingCondition.MaxPendingTimeInSeconds', why: noArgument },
  { kind: 'lost', path: 'ServerlessJobConfig', why: noArgument },
  { kind: 'lost', path: 'MlflowConfig', why: noArgument },
  { kind: 'lost', path: 'ModelPackageConfig', why: noArgument },
  {
    kind: 'lost',
    path: 'ProfilerConfig.ProfilingParameters',
    why: 'ProfilerConfig makes them of Profiler or FrameworkProfile, not of their texts',
  },
  {
    kind: 'lost',
    path: 'ProfilerConfig.S3OutputPath',
    when: (_value, config) => config['DisableProfiler'] === true,
    why: 'it is not sent when the profiler is off',
  },
  {
    kind: 'lost',
    path: 'DebugRuleConfigurations[].RuleParameters.action_json',
    why: 'Rule makes it of actions',
  },
  ...[
    'CheckpointConfig.LocalPath',
    ...['DebugRuleConfigurations[]', 'ProfilerRuleConfigurations[]'].flatMap((rule) =>
      ['VolumeSizeInGB', 'LocalPath', 'S3OutputPath'].map((name) => `${rule}.${name}`),
    ),
  ].map((path) => ({
    kind: 'lost' as const,
    path,
    when: isEmpty,
    why: notSentEmpty,
  })),
  { kind: 'same', path: 'EnableNetworkIsolation', when: is(false) },
  { kind: 'same', path: 'EnableInterContainerTrafficEncryption', when: is(false) },
  { kind: 'same', path: 'EnableManagedSpotTraining', when: is(false) },
  { kind: 'same', path: 'OutputDataConfig.CompressionType', when: is('GZIP') },
  {
    kind: 'added',
    path: 'ResourceConfig.VolumeSizeInGB',
    adds: () => 30,
    why: '30 GB, because Estimator always sends a size; instances with their own disk do not need it',
  },
  {
    kind: 'added',
    path: 'ProfilerConfig',
    adds: (_parent, request) => ownProfiler(request),
    why: 'Estimator always sends one',
  },
  {
    kind: 'added',
    path: 'ProfilerConfig.DisableProfiler',
    adds: () => false,
  },
  {
    kind: 'added',
    path: 'ProfilerConfig.S3OutputPath',
    adds: (config, request) =>
      config['DisableProfiler'] === true ? undefined : outputPath(request),
    why: 'it is the output path where none is given',
  },
  { kind: 'added', path: 'StoppingCondition', adds: () => ({}) },
  { kind: 'added', path: 'StoppingCondition.MaxRuntimeInSeconds', adds: () => 86_400 },
  {
    kind: 'added',
    path: 'InputDataConfig[].DataSource.S3DataSource.S3DataDistributionType',
    adds: () => 'FullyReplicated',
  },
  { kind: 'added', path: 'DebugHookConfig.CollectionConfigurations', adds: () => [] },
];

/** `TrainingJob.create` of the SageMaker Python SDK 3 (sagemaker-core 2.27). */
export const sdk3Limits: readonly SdkLimit[] = [
  {
    kind: 'lost',
    path: '*',
    when: isEmpty,
    why: 'inside of a structure the SDK leaves out what is false, 0 or an empty text',
  },
];
