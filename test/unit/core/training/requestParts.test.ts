import assert from 'node:assert/strict';
import type { TrainingLaunch } from '../../../../src/core/training/launch';
import type { LaunchDistribution } from '../../../../src/core/training/launchDistribution';
import { buildTrainingRequest } from '../../../../src/core/training/request';

const launch: TrainingLaunch = {
  jobName: 'penguins-1',
  sourceDirectory: '/home/me/penguins',
  script: 'train.py',
  alsoPacked: [],
  hyperparameters: [],
  channels: [],
  metrics: [],
  image: 'registry/image:1',
  instanceType: 'ml.g5.xlarge',
  maxRuntimeSeconds: 3600,
  installRequirements: false,
};
const target = {
  region: 'us-east-1',
  bucket: 'mine',
  roleArn: 'arn:aws:iam::000000000000:role/R',
  environment: { A: '1' },
};

const submitUri = 's3://mine/code/abc/sourcedir.tar.gz';

function build(
  changes: Partial<TrainingLaunch>,
  channels: readonly { name: string; uri: string }[] = [],
) {
  return buildTrainingRequest({ ...launch, ...changes }, { submitUri, channels }, target);
}

describe('the parts of a training request', () => {
  it('takes the role, the output and the keys that the launch names', () => {
    const request = build({
      role: 'arn:aws:iam::000000000000:role/Mine',
      outputUri: 's3://other/out',
      outputKmsKey: 'alias/a',
      outputCompression: 'NONE',
      volumeKmsKey: 'alias/b',
      volumeSizeGb: 100,
      keepAliveSeconds: 600,
      trainingPlanArn: 'arn:plan',
      maxPendingSeconds: 7200,
      retryAttempts: 3,
      instanceCount: 2,
    });
    assert.equal(request.RoleArn, 'arn:aws:iam::000000000000:role/Mine');
    assert.deepEqual(request.OutputDataConfig, {
      S3OutputPath: 's3://other/out',
      KmsKeyId: 'alias/a',
      CompressionType: 'NONE',
    });
    assert.deepEqual(request.ResourceConfig, {
      InstanceType: 'ml.g5.xlarge',
      InstanceCount: 2,
      VolumeSizeInGB: 100,
      VolumeKmsKeyId: 'alias/b',
      KeepAlivePeriodInSeconds: 600,
      TrainingPlanArn: 'arn:plan',
    });
    assert.deepEqual(request.StoppingCondition, {
      MaxRuntimeInSeconds: 3600,
      MaxPendingTimeInSeconds: 7200,
    });
    assert.deepEqual(request.RetryStrategy, { MaximumRetryAttempts: 3 });
  });

  it('asks for spot instances, checkpoints, a network and tags', () => {
    const request = build({
      spot: { maxWaitSeconds: 7200 },
      checkpoint: { uri: 's3://mine/ck', localPath: '/opt/ml/ck' },
      vpc: { subnets: ['subnet-1'], securityGroups: ['sg-1'] },
      encryptsTraffic: true,
      tags: { team: 'birds' },
      environment: { A: '2', B: '3' },
    });
    assert.equal(request.EnableManagedSpotTraining, true);
    assert.equal(request.StoppingCondition?.MaxWaitTimeInSeconds, 7200);
    assert.deepEqual(request.CheckpointConfig, { S3Uri: 's3://mine/ck', LocalPath: '/opt/ml/ck' });
    assert.deepEqual(request.VpcConfig, { SecurityGroupIds: ['sg-1'], Subnets: ['subnet-1'] });
    assert.equal(request.EnableInterContainerTrafficEncryption, true);
    assert.deepEqual(request.Tags, [{ Key: 'team', Value: 'birds' }]);
    assert.deepEqual(request.Environment, { A: '2', B: '3' });
  });

  it('has no instance type beside instance groups', () => {
    const instanceGroups = [{ name: 'gpu', type: 'ml.p4d.24xlarge', count: 2 }];
    assert.deepEqual(build({ instanceGroups }).ResourceConfig, {
      InstanceGroups: [
        { InstanceGroupName: 'gpu', InstanceType: 'ml.p4d.24xlarge', InstanceCount: 2 },
      ],
      VolumeSizeInGB: 30,
    });
  });

  it('keeps the order of channels, wherever their data are', () => {
    const request = build(
      {
        channels: [
          {
            name: 'old',
            uri: 's3://other/old',
            inputMode: 'FastFile',
            distribution: 'ShardedByS3Key',
          },
          { name: 'train', path: '/data', contentType: 'text/csv', instanceGroups: ['gpu'] },
          {
            name: 'share',
            fileSystem: { id: 'fs-01234567', type: 'EFS', directory: '/share' },
          },
          {
            name: 'lines',
            uri: 's3://other/lines.json',
            dataType: 'AugmentedManifestFile',
            attributeNames: ['source'],
            recordWrapper: 'RecordIO',
            compression: 'None',
            shuffleSeed: 7,
          },
        ],
      },
      [{ name: 'train', uri: 's3://mine/input/train' }],
    );
    assert.deepEqual(request.InputDataConfig, [
      {
        ChannelName: 'old',
        DataSource: {
          S3DataSource: {
            S3DataType: 'S3Prefix',
            S3Uri: 's3://other/old',
            S3DataDistributionType: 'ShardedByS3Key',
          },
        },
        InputMode: 'FastFile',
      },
      {
        ChannelName: 'train',
        DataSource: {
          S3DataSource: {
            S3DataType: 'S3Prefix',
            S3Uri: 's3://mine/input/train/',
            S3DataDistributionType: 'FullyReplicated',
            InstanceGroupNames: ['gpu'],
          },
        },
        ContentType: 'text/csv',
      },
      {
        ChannelName: 'share',
        DataSource: {
          FileSystemDataSource: {
            FileSystemId: 'fs-01234567',
            FileSystemAccessMode: 'ro',
            FileSystemType: 'EFS',
            DirectoryPath: '/share',
          },
        },
      },
      {
        ChannelName: 'lines',
        DataSource: {
          S3DataSource: {
            S3DataType: 'AugmentedManifestFile',
            S3Uri: 's3://other/lines.json',
            S3DataDistributionType: 'FullyReplicated',
            AttributeNames: ['source'],
          },
        },
        CompressionType: 'None',
        RecordWrapperType: 'RecordIO',
        ShuffleConfig: { Seed: 7 },
      },
    ]);
  });

  it('brings the code to an isolated container as a channel', () => {
    const request = build({ isNetworkIsolated: true });
    assert.equal(request.EnableNetworkIsolation, true);
    assert.equal(
      request.HyperParameters?.['sagemaker_submit_directory'],
      '"/opt/ml/input/data/code/sourcedir.tar.gz"',
    );
    assert.deepEqual(
      request.InputDataConfig?.map((channel) => [
        channel.ChannelName,
        channel.DataSource.S3DataSource?.S3Uri,
      ]),
      [['code', submitUri]],
    );
  });

  it('gives an algorithm plain hyperparameters and no code', () => {
    const request = build({
      algorithm: { entrypoint: ['/bin/sh'], arguments: ['-c', 'run'] },
      inputMode: 'Pipe',
      isNetworkIsolated: true,
      hyperparameters: [
        { name: 'objective', value: 'reg:squarederror' },
        { name: 'num_round', value: 10 },
      ],
    });
    assert.deepEqual(request.HyperParameters, {
      objective: 'reg:squarederror',
      num_round: '10',
    });
    assert.deepEqual(request.AlgorithmSpecification, {
      TrainingImage: 'registry/image:1',
      TrainingInputMode: 'Pipe',
      ContainerEntrypoint: ['/bin/sh'],
      ContainerArguments: ['-c', 'run'],
    });
    assert.ok(!('InputDataConfig' in request));
    assert.ok(!('HyperParameters' in build({ algorithm: {} })));
    assert.deepEqual(build({ algorithm: { name: 'mine' } }).AlgorithmSpecification, {
      AlgorithmName: 'mine',
      TrainingInputMode: 'File',
    });
  });

  it('encodes lists and objects as they are', () => {
    const hyperparameters = [
      { name: 'layers', value: [64, 32] },
      { name: 'none', value: null },
    ];
    const { HyperParameters } = build({ hyperparameters });
    assert.equal(HyperParameters?.['layers'], '[64,32]');
    assert.equal(HyperParameters['none'], 'null');
  });

  it('lets the fields of the API win: objects merge, lists replace, null removes', () => {
    const request = build({
      tags: { a: '1', b: '2' },
      apiFields: {
        Tags: [{ Key: 'c', Value: '3' }],
        ResourceConfig: { InstanceCount: 4, VolumeSizeInGB: null },
        RemoteDebugConfig: { EnableRemoteDebug: true, Nothing: null },
        Environment: null,
      },
    });
    assert.deepEqual(request.Tags, [{ Key: 'c', Value: '3' }]);
    assert.deepEqual(request.ResourceConfig, { InstanceType: 'ml.g5.xlarge', InstanceCount: 4 });
    assert.deepEqual(Object.entries(request).find(([name]) => name === 'RemoteDebugConfig')?.[1], {
      EnableRemoteDebug: true,
    });
    assert.ok(!('Environment' in request));
  });
});

describe('the hyperparameters of a distribution', () => {
  /** What `estimator.hyperparameters()` of SageMaker Python SDK 2.257 adds, decoded. */
  const expected: readonly (readonly [LaunchDistribution, object])[] = [
    [
      { kind: 'torchrun' },
      {
        sagemaker_torch_distributed_enabled: true,
        sagemaker_instance_type: 'ml.g5.xlarge',
      },
    ],
    [
      { kind: 'pytorchDdp' },
      { sagemaker_pytorch_ddp_enabled: true, sagemaker_instance_type: 'ml.g5.xlarge' },
    ],
    [
      { kind: 'mpi', processesPerHost: 4, customOptions: '--verbose', instanceGroups: ['gpu'] },
      {
        sagemaker_mpi_enabled: true,
        sagemaker_mpi_num_of_processes_per_host: 4,
        sagemaker_mpi_custom_mpi_options: '--verbose',
        sagemaker_distribution_instance_groups: ['gpu'],
      },
    ],
    [{ kind: 'mpi' }, { sagemaker_mpi_enabled: true, sagemaker_mpi_custom_mpi_options: '' }],
    [
      { kind: 'smDataParallel' },
      {
        sagemaker_distributed_dataparallel_enabled: true,
        sagemaker_instance_type: 'ml.g5.xlarge',
        sagemaker_distributed_dataparallel_custom_mpi_options: '',
      },
    ],
    [{ kind: 'parameterServer' }, { sagemaker_parameter_server_enabled: true }],
    [{ kind: 'multiWorkerMirrored' }, { sagemaker_multi_worker_mirrored_strategy_enabled: true }],
    [{ kind: 'xla' }, { sagemaker_pytorch_xla_multi_worker_enabled: true }],
  ];

  for (const [distribution, added] of expected) {
    it(`are the SDK's for ${JSON.stringify(distribution)}`, () => {
      const plain = build({}).HyperParameters ?? {};
      const texts = Object.entries(build({ distribution }).HyperParameters ?? {});
      const more = texts.filter(([name]) => !(name in plain));
      assert.deepEqual(
        Object.fromEntries(more.map(([name, text]) => [name, JSON.parse(text) as unknown])),
        added,
      );
    });
  }
});
