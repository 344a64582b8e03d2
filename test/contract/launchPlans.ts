import fc from 'fast-check';
import type { JsonObject } from '../../src/core/training/exports/json';
import { emptyText, lines, oneLine, word } from './awkwardTexts';

/** A bucket that the tests make, with an object below `data/`. */
export const planBucket = 'sagemaker-us-east-1-000000000000';
const planRole = 'arn:aws:iam::000000000000:role/SageMakerLocalSandbox';

const image = '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.4-2-cpu-py3';

const tagText = fc.constantFrom('team', 'a b', 'é+ü', 'x:y/z=1', '--x', 'user@host', '東京', '-');
const name = fc.stringMatching(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,20}$/);
const seconds = (min: number, max: number) => fc.integer({ min, max });
const uri = (place: string) => fc.constant(`s3://${planBucket}/${place}`);

/** Some of the members, in any combination. */
const some = (members: Record<string, fc.Arbitrary<unknown>>, required: readonly string[] = []) =>
  fc.record(members, { requiredKeys: [...required] });

const map = (key: fc.Arbitrary<string>, value: fc.Arbitrary<string>, maxKeys = 4) =>
  fc.dictionary(key, value, { maxKeys, noNullPrototype: true });

const several = <T>(item: fc.Arbitrary<T>, key: (item: T) => unknown, maxLength = 3) =>
  fc.uniqueArray(item, { minLength: 1, maxLength, selector: key });

const algorithm = (image_: fc.Arbitrary<string>) =>
  some(
    {
      TrainingImage: image_,
      TrainingInputMode: fc.constantFrom('File', 'FastFile'),
      MetricDefinitions: several(
        fc.record({
          Name: fc.oneof(word, name),
          Regex: fc.constantFrom(
            'loss=([0-9.]+)',
            `it's "q" (\\d+)`,
            '\\$(.*)',
            'ü=(\\S+);',
            "'(.)'",
          ),
        }),
        ({ Name }) => Name,
      ),
      EnableSageMakerMetricsTimeSeries: fc.boolean(),
      ContainerEntrypoint: fc
        .array(oneLine, { maxLength: 3 })
        .map((more) => ['no-such-program', ...more]),
      TrainingImageConfig: fc.constantFrom<JsonObject>(
        { TrainingRepositoryAccessMode: 'Platform' },
        {
          TrainingRepositoryAccessMode: 'Vpc',
          TrainingRepositoryAuthConfig: {
            TrainingRepositoryCredentialsProviderArn:
              'arn:aws:lambda:us-east-1:000000000000:function:login',
          },
        },
      ),
    },
    ['TrainingImage', 'TrainingInputMode'],
  );

const withArguments = (request: fc.Arbitrary<object>) =>
  fc
    .tuple(request, fc.option(fc.array(oneLine, { minLength: 1, maxLength: 4 })))
    .map(([value, given]) =>
      'ContainerEntrypoint' in value && given ? { ...value, ContainerArguments: given } : value,
    );

const volume = seconds(1, 500);
const key = fc.constantFrom('alias/key', '1234abcd-12ab-34cd-56ef-1234567890ab');
const single = some(
  {
    InstanceType: fc.constantFrom('ml.m5.large', 'ml.c5.xlarge', 'ml.p3.2xlarge'),
    InstanceCount: seconds(1, 4),
    VolumeSizeInGB: volume,
    VolumeKmsKeyId: key,
    KeepAlivePeriodInSeconds: fc.constantFrom(0, 600, 3600),
  },
  ['InstanceType', 'InstanceCount', 'VolumeSizeInGB'],
);
const ownDisk = some(
  {
    InstanceType: fc.constantFrom('ml.g5.xlarge', 'ml.p4d.24xlarge'),
    InstanceCount: seconds(1, 3),
  },
  ['InstanceType', 'InstanceCount'],
);
const groups = some(
  {
    InstanceGroups: several(
      fc.record({
        InstanceGroupName: fc.constantFrom('cpu', 'gpu', "it's", '-x'),
        InstanceType: fc.constantFrom('ml.m5.large', 'ml.c5.xlarge'),
        InstanceCount: seconds(1, 2),
      }),
      ({ InstanceGroupName }) => InstanceGroupName,
    ),
    VolumeSizeInGB: volume,
  },
  ['InstanceGroups', 'VolumeSizeInGB'],
);

const channel = some(
  {
    ChannelName: fc.constantFrom('train', 'test', 'my-val', 'a.b', '_x', '-v'),
    DataSource: fc.record({
      S3DataSource: some(
        {
          S3DataType: fc.constantFrom('S3Prefix', 'ManifestFile'),
          S3Uri: fc.constantFrom(
            `s3://${planBucket}/data/`,
            `s3://${planBucket}/data/it's "q" ü.csv`,
          ),
          S3DataDistributionType: fc.constantFrom('FullyReplicated', 'ShardedByS3Key'),
        },
        ['S3DataType', 'S3Uri'],
      ),
    }),
    ContentType: oneLine,
    CompressionType: fc.constant('None'),
    RecordWrapperType: fc.constant('None'),
    InputMode: fc.constantFrom('File', 'FastFile', 'Pipe'),
    ShuffleConfig: fc.record({ Seed: fc.constantFrom(0, 1, 1_234_567_890) }),
  },
  ['ChannelName', 'DataSource'],
);

const parameters = map(
  fc.constantFrom('a', 'b.c', 'save_interval', 'é'),
  fc.oneof(oneLine, emptyText),
);
const rule = some(
  {
    RuleConfigurationName: fc.constantFrom('vanishing', "it's", '東京'),
    RuleEvaluatorImage: fc.constant('503895931360.dkr.ecr.us-east-1.amazonaws.com/rules:latest'),
    LocalPath: fc.constant('/opt/ml/processing/rule'),
    S3OutputPath: uri('rules/'),
    InstanceType: fc.constantFrom('ml.t3.medium', 'ml.m5.large'),
    VolumeSizeInGB: seconds(0, 20),
    RuleParameters: parameters,
  },
  ['RuleConfigurationName', 'RuleEvaluatorImage'],
);
const rules = several(rule, (value) => value['RuleConfigurationName'], 2);

/** What every plan may have, whatever else it is. */
const anywhere = {
  Environment: map(fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,12}$/), fc.oneof(lines, emptyText)),
  Tags: several(fc.record({ Key: tagText, Value: fc.oneof(tagText, emptyText) }), ({ Key }) => Key),
  VpcConfig: fc.record({
    SecurityGroupIds: fc.array(fc.constantFrom('sg-1', 'sg-0abc'), { minLength: 1, maxLength: 2 }),
    Subnets: fc.array(fc.constantFrom('subnet-1', 'subnet-2'), { minLength: 1, maxLength: 2 }),
  }),
  EnableNetworkIsolation: fc.boolean(),
  EnableInterContainerTrafficEncryption: fc.boolean(),
  CheckpointConfig: some(
    {
      S3Uri: uri('checkpoints/'),
      LocalPath: fc.constantFrom('/opt/ml/checkpoints', '/opt/ml/state/x'),
    },
    ['S3Uri'],
  ),
  RetryStrategy: fc.record({ MaximumRetryAttempts: seconds(1, 30) }),
  DebugHookConfig: some(
    {
      S3OutputPath: uri('debug/'),
      LocalPath: fc.constant('/opt/ml/output/tensors'),
      HookParameters: parameters,
      CollectionConfigurations: several(
        some(
          {
            CollectionName: fc.constantFrom('losses', 'weights', 'ü'),
            CollectionParameters: parameters,
          },
          ['CollectionName'],
        ),
        (value) => value['CollectionName'],
      ),
    },
    ['S3OutputPath'],
  ),
  DebugRuleConfigurations: rules,
  TensorBoardOutputConfig: some(
    { S3OutputPath: uri('board/'), LocalPath: fc.constant('/opt/ml/output/board') },
    ['S3OutputPath'],
  ),
  ProfilerConfig: some({
    S3OutputPath: uri('profile/'),
    ProfilingIntervalInMilliseconds: fc.constantFrom(100, 500, 60_000),
    ProfilingParameters: parameters,
    DisableProfiler: fc.boolean(),
  }),
  ExperimentConfig: some({ TrialComponentDisplayName: name, RunName: name }),
  RemoteDebugConfig: some({ EnableRemoteDebug: fc.boolean() }),
  InfraCheckConfig: some({ EnableInfraCheck: fc.boolean() }),
  SessionChainingConfig: some({ EnableSessionTagChaining: fc.boolean() }),
};

const stopping = some({
  MaxRuntimeInSeconds: seconds(60, 86_400),
  MaxPendingTimeInSeconds: seconds(7200, 86_400),
});
const spot = fc.record({
  EnableManagedSpotTraining: fc.constant(true),
  StoppingCondition: fc.record({
    MaxRuntimeInSeconds: seconds(60, 3600),
    MaxWaitTimeInSeconds: seconds(3600, 86_400),
  }),
});
const onDemand = some({
  EnableManagedSpotTraining: fc.constant(false),
  StoppingCondition: stopping,
});

const hyperparameters = map(fc.oneof(name, word), fc.oneof(oneLine, emptyText), 6).map((own) => ({
  ...own,
  // No job gets as far as to start a process: its code is not there.
  sagemaker_program: '"train.py"',
  sagemaker_submit_directory: `"s3://${planBucket}/none/sourcedir.tar.gz"`,
}));

const output = some(
  { S3OutputPath: uri('out/'), KmsKeyId: key, CompressionType: fc.constantFrom('GZIP', 'NONE') },
  ['S3OutputPath'],
);

/** Requests that the sandbox accepts: each of the ways to launch, with awkward texts wherever they may be. */
export const launchPlans: fc.Arbitrary<JsonObject> = fc
  .record({
    base: fc.record({
      AlgorithmSpecification: withArguments(algorithm(fc.constant(image))),
      RoleArn: fc.constant(planRole),
      HyperParameters: hyperparameters,
      OutputDataConfig: output,
    }),
    resources: fc.oneof(single, ownDisk, groups),
    times: fc.oneof(onDemand, spot),
    more: some({
      ...anywhere,
      InputDataConfig: several(channel, (value) => value['ChannelName'], 4),
    }),
  })
  .map(({ base, resources, times, more }) => ({
    ...base,
    ResourceConfig:
      'EnableManagedSpotTraining' in times && times.EnableManagedSpotTraining
        ? withoutKeepAlive(resources)
        : resources,
    ...times,
    ...more,
  })) as fc.Arbitrary<JsonObject>;

/** The service keeps no spot instances. */
function withoutKeepAlive(resources: object): object {
  return Object.fromEntries(
    Object.entries(resources).filter(([member]) => member !== 'KeepAlivePeriodInSeconds'),
  );
}
