import assert from 'node:assert/strict';
import { JobWorld, trainingRequest } from '../../../fakes/jobWorld';

/** What the service refuses beyond the shapes of its model. */
describe('rules of a training job', () => {
  let world: JobWorld;
  before(async () => {
    world = await JobWorld.open();
    await world.objects.put('bucket', 'data/a.csv', 'a');
    await world.objects.put('bucket', 'ok/sourcedir.tar.gz', '');
  });
  after(() => world.close());

  const create = (changes: object) =>
    world.sagemaker('CreateTrainingJob', { ...trainingRequest('ok'), ...changes });
  const refuses = async (
    changes: object,
    message: string | RegExp,
    code = 'ValidationException',
  ) => {
    await assert.rejects(create(changes), { code, message });
    assert.deepEqual(world.jobs.list(), []);
  };
  const takes = async (changes: object) => {
    await create(changes);
    const { id } = await world.ended('ok');
    await world.jobs.remove(id);
  };
  const base = trainingRequest('ok');
  const algorithm = (more: object) => ({
    AlgorithmSpecification: { TrainingImage: 'image', TrainingInputMode: 'File', ...more },
  });
  const resources = (more: object) => ({
    ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 30, ...more },
  });
  const spot = (stopping: object, more: object = {}) => ({
    EnableManagedSpotTraining: true,
    StoppingCondition: stopping,
    ...more,
  });
  const channel = (ChannelName: string, source: object = {}) => ({
    ChannelName,
    DataSource: {
      S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://bucket/data', ...source },
    },
  });
  const groups = (...names: string[]) => ({
    VolumeSizeInGB: 30,
    InstanceGroups: names.map((InstanceGroupName) => ({
      InstanceGroupName,
      InstanceType: 'ml.m5.large',
      InstanceCount: 1,
    })),
  });

  it('asks for what only serverless jobs can do without', async () => {
    for (const [name, path] of [
      ['AlgorithmSpecification', 'algorithmSpecification'],
      ['ResourceConfig', 'resourceConfig'],
    ] as const) {
      await refuses(
        { [name]: undefined },
        `1 validation error detected: Value null at '${path}' failed to satisfy constraint: Member must not be null`,
      );
    }
    const MlflowResourceArn = 'arn:aws:sagemaker:us-east-1:000000000000:mlflow-app/app-1';
    await refuses({ MlflowConfig: { MlflowResourceArn } }, /does not have MlflowConfig/);
  });

  it('wants one algorithm', async () => {
    await refuses(
      algorithm({ TrainingImage: undefined }),
      /^Either TrainingImage or AlgorithmName/,
    );
    await refuses(algorithm({ AlgorithmName: 'mine' }), /cannot both be specified/);
    const twice = [1, 2].map((group) => ({ Name: 'loss', Regex: `${group}(x)` }));
    await refuses(
      algorithm({ MetricDefinitions: twice }),
      /metric name loss is used more than once/,
    );
  });

  it('wants one kind of instance or groups of them', async () => {
    await refuses(
      { ResourceConfig: { ...groups('a'), InstanceCount: 1 } },
      'InstanceType or InstanceCount cannot be specified with InstanceGroups',
    );
    await refuses(resources({ InstanceCount: undefined }), /^InstanceType and InstanceCount must/);
    await refuses(
      resources({ InstanceCount: 0 }),
      /^1 .* Value '0' at 'resourceConfig\.instanceCount' .* greater than or equal to 1$/,
    );
    await refuses({ ResourceConfig: groups('a', 'a') }, /group names must be unique\. a is used/);
    await refuses({ ResourceConfig: groups() }, /at least one instance group/);
  });

  it('wants a volume for instances without a disk of their own', async () => {
    await refuses(resources({ VolumeSizeInGB: undefined }), /must be specified .* ml\.m5\.large/);
    await refuses(resources({ VolumeSizeInGB: 0 }), /resourceConfig\.volumeSizeInGB/);
    await refuses(
      resources({ InstanceType: 'ml.g5.xlarge', VolumeKmsKeyId: 'key' }),
      /^VolumeKmsKeyId cannot be specified for the instance type ml\.g5\.xlarge/,
    );
    await takes(resources({ InstanceType: 'ml.g4dn.xlarge', VolumeSizeInGB: undefined }));
  });

  it('binds waiting to spot instances', async () => {
    await refuses(
      { StoppingCondition: { MaxRuntimeInSeconds: 60, MaxWaitTimeInSeconds: 60 } },
      'Invalid MaxWaitTimeInSeconds. It is only supported when EnableManagedSpotTraining is set to true',
    );
    const message =
      'Invalid MaxWaitTimeInSeconds. It must be present and be greater than or equal to MaxRuntimeInSeconds';
    await refuses(spot({ MaxRuntimeInSeconds: 60 }), message);
    await refuses(spot({ MaxRuntimeInSeconds: 60, MaxWaitTimeInSeconds: 59 }), message);
    // The default is a day.
    await refuses(spot({ MaxWaitTimeInSeconds: 86_399 }), message);
    await refuses(
      spot({ MaxWaitTimeInSeconds: 86_400 }, resources({ KeepAlivePeriodInSeconds: 1 })),
      /^Invalid KeepAlivePeriodInSeconds/,
    );
    await refuses({ StoppingCondition: { MaxRuntimeInSeconds: 2_419_201 } }, /2419200$/);
    await takes(spot({ MaxRuntimeInSeconds: 60, MaxWaitTimeInSeconds: 60 }));
  });

  it('wants channels that can be told apart, with one source each', async () => {
    await refuses(
      { InputDataConfig: [channel('train'), channel('train')] },
      /channel name train is used more than once/,
    );
    await refuses(
      { InputDataConfig: [{ ChannelName: 'train', DataSource: {} }] },
      /channel train has 0\.$/,
    );
  });

  it('wants channels that have places of their own', async () => {
    for (const name of ['.', '..']) {
      await refuses({ InputDataConfig: [channel(name)] }, /has no folder for a channel named/);
    }
    if (process.platform === 'win32') return;
    const piped = { ...channel('train'), InputMode: 'Pipe' };
    await refuses(
      { InputDataConfig: [channel('train_1'), piped] },
      /feeds channel train through pipes named train_0, .* and channel train_1 would be/,
    );
    await takes({ InputDataConfig: [channel('train_a'), channel('train_'), piped] });
  });

  it('assigns all channels to groups that are there, or none', async () => {
    const assigned = channel('train', { InstanceGroupNames: ['a'] });
    await refuses(
      { ResourceConfig: groups('a'), InputDataConfig: [assigned, channel('code'), channel('x')] },
      'Some channels have assigned instance groups: [train] while others not: [code, x]',
    );
    await refuses(
      { ResourceConfig: groups('b'), InputDataConfig: [assigned] },
      /instance groups \[a\] of InputDataConfig are not defined/,
    );
    await refuses({ InputDataConfig: [assigned] }, /groups \[a\] .* are not defined/);
  });

  it('keeps checkpoints out of the service’s own folders', async () => {
    const config = (LocalPath: string) => ({
      CheckpointConfig: { S3Uri: 's3://bucket/checkpoints', LocalPath },
    });
    for (const path of ['/opt/ml/model', '/opt/./ml//input/data', '/opt/ml/', '/', '/./opt']) {
      await refuses(config(path), /overlaps with \/opt\/ml\//);
    }
    for (const path of ['checkpoints', '/opt/ml/checkpoints/../model']) {
      await refuses(config(path), /must be an absolute path/);
    }
    await refuses({ CheckpointConfig: { S3Uri: 's3://none/x' } }, /bucket "none" of the S3Uri/);
    await refuses(config('/opt/ml/checkpoints\0'), /keeps checkpoints below \/opt\/ml only/);
    await takes(config('/opt/ml/checkpoints'));
  });

  it('refuses a rate of profiling that there is none of, and rules of one name', async () => {
    await refuses(
      { ProfilerConfig: { S3OutputPath: 's3://bucket/', ProfilingIntervalInMilliseconds: 300 } },
      /must be one of \[100, 200, 500, 1000, 5000, 60000\]/,
    );
    const rule = { RuleConfigurationName: 'r', RuleEvaluatorImage: 'i' };
    await refuses(
      { DebugRuleConfigurations: [rule], ProfilerRuleConfigurations: [rule] },
      /Rule configuration names must be unique\. r is used/,
    );
  });

  it('refuses tags that nobody may give', async () => {
    const tags = (...keys: string[]) => ({ Tags: keys.map((Key) => ({ Key, Value: '' })) });
    await refuses(tags('a', 'a'), 'Duplicate tag key');
    for (const key of ['aws:a', 'AWS:a']) await refuses(tags(key), /^aws: prefixed tag key names/);
    await takes(tags('a', 'A'));
  });

  it('refuses a role of another account or that is not there, and so an experiment', async () => {
    await refuses(
      { RoleArn: 'arn:aws:iam::000000000000:role/mine' },
      /^Could not assume role .*role\/mine\..*SageMakerLocalSandbox/,
    );
    await refuses(
      { RoleArn: 'arn:aws:iam::123456789012:role/mine' },
      'Cross-account pass role is not allowed.',
      'AccessDeniedException',
    );
    await refuses({ ExperimentConfig: { ExperimentName: 'e' } }, /'e' does/, 'ResourceNotFound');
  });

  it('forgets members that the model does not know', async () => {
    const { OutputDataConfig } = base as { OutputDataConfig: object };
    await create({
      Unknown: 1,
      OutputDataConfig: { ...OutputDataConfig, Else: 1 },
      VpcConfig: null,
    });
    const { id, request } = await world.ended('ok');
    assert.deepEqual(request, base);
    await world.jobs.remove(id);
  });
});
