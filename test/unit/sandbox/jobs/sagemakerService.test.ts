import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { sagemakerModel as model } from '../../../../src/sandbox/services/model/sagemakerModel';
import { matchesPattern } from '../../../../src/core/serviceModel';
import { JobWorld, trainingRequest } from '../../../fakes/jobWorld';

describe('SageMaker service', () => {
  let world: JobWorld;
  beforeEach(async () => {
    world = await JobWorld.open();
    await world.objects.put('bucket', 'data/a.csv', 'a');
  });
  afterEach(() => world.close());

  const refuses = async (changes: object, message: RegExp, code = 'ValidationException') => {
    const request = { ...trainingRequest('job'), ...changes };
    await assert.rejects(world.sagemaker('CreateTrainingJob', request), { code, message });
    assert.deepEqual(world.jobs.list(), []);
  };
  const channel = (source: object, more: object = {}) => ({
    InputDataConfig: [
      {
        ChannelName: 'train',
        DataSource: {
          S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://bucket/data', ...source },
        },
        ...more,
      },
    ],
  });
  const algorithm = (more: object) => ({
    AlgorithmSpecification: { TrainingImage: 'image', TrainingInputMode: 'File', ...more },
  });

  it('refuses names as the service does', async () => {
    await refuses(
      { TrainingJobName: 'no_underscore' },
      /^1 validation error detected: Value 'no_underscore' at 'trainingJobName' failed to satisfy constraint: Member must satisfy regular expression pattern: \[a-zA-Z0-9\]\(-\*\[a-zA-Z0-9\]\)\{0,62\}$/,
    );
    await refuses({ TrainingJobName: 'a'.repeat(64) }, /length less than or equal to 63/);
    await refuses(
      { TrainingJobName: undefined },
      /Value null at 'trainingJobName' .* must not be null$/,
    );
  });

  it('collects every broken constraint, with its path', async () => {
    await refuses(
      {
        ...algorithm({ TrainingInputMode: 'Files' }),
        ResourceConfig: { InstanceType: 'ml.none', InstanceCount: -1, VolumeSizeInGB: 1 },
        HyperParameters: { ok: 'x'.repeat(2501) },
      },
      /^4 validation errors detected: .*'hyperParameters'.*\[Member must have length less than or equal to 2500.*'algorithmSpecification\.trainingInputMode'.*enum value set: \[Pipe, File, FastFile\].*'resourceConfig\.instanceType'.*'resourceConfig\.instanceCount'.*value greater than or equal to 0/s,
    );
    await refuses(
      { InputDataConfig: [{ DataSource: {} }] },
      /Value null at 'inputDataConfig\.1\.member\.channelName'/,
    );
  });

  it('refuses places in S3 that are not there', async () => {
    await refuses(
      { OutputDataConfig: { S3OutputPath: 's3://none/' } },
      /bucket "none" .* does not exist/,
    );
    await refuses(
      channel({ S3Uri: 's3://none/x' }),
      /^No S3 objects found under S3 URL "s3:\/\/none\/x"/,
    );
    await refuses(channel({ S3Uri: 's3://bucket/none/' }), /objects exist under that S3 prefix/);
  });

  it('says what it cannot do', async () => {
    await refuses(
      channel({ S3DataType: 'AugmentedManifestFile' }),
      /and train is of AugmentedManifestFile/,
    );
    await refuses(channel({}, { CompressionType: 'Gzip' }), /Gzip of channel train/);
    await refuses(
      algorithm({ TrainingImage: undefined, AlgorithmName: 'mine' }),
      /needs AlgorithmSpecification\.TrainingImage/,
    );
    const metric = { MetricDefinitions: [{ Name: 'a', Regex: '(' }] };
    await refuses(algorithm(metric), /metricDefinitions\.1\.member\.regex/);
  });

  it('runs only interpreters that have been registered', async () => {
    await refuses(
      { Environment: { SAGEMAKER_WORKBENCH_PYTHON: '/usr/bin/evil' } },
      /interpreter \/usr\/bin\/evil has not been registered/,
    );
    const Environment = { SAGEMAKER_WORKBENCH_PYTHON: world.python };
    await world.create('job', 'import sys\nprint(sys.executable)', { Environment });
    await world.ended('job');
    assert.deepEqual(await world.lines('job'), [world.python]);
  });

  it('refuses a name that is in use, also when two ask at once', async () => {
    await world.objects.put('bucket', 'job/sourcedir.tar.gz', '');
    const create = () => world.sagemaker('CreateTrainingJob', trainingRequest('job'));
    const outcomes = await Promise.allSettled([create(), create()]);
    assert.deepEqual(outcomes.map((outcome) => outcome.status).sort(), ['fulfilled', 'rejected']);
    await assert.rejects(create(), {
      code: 'ResourceInUse',
      message:
        /must be unique within an AWS account and region, and a training job with this name already exists \(arn:aws:sagemaker:us-east-1:000000000000:training-job\/job\)/,
    });
  });

  it('describes a job with its course, times in seconds', async () => {
    await world.create('job', 'print(1)', { ...channel({}), Tags: [{ Key: 'team', Value: 'a' }] });
    const { createdAt, endedAt } = await world.ended('job');
    const job: Record<string, unknown> = await world.sagemaker('DescribeTrainingJob', {
      TrainingJobName: 'job',
    });
    assert.equal(job['TrainingJobStatus'], 'Completed');
    assert.equal(job['SecondaryStatus'], 'Completed');
    assert.equal(job['CreationTime'], createdAt / 1000);
    assert.equal(job['TrainingEndTime'], (endedAt ?? 0) / 1000);
    assert.equal(job['Tags'], undefined);
    assert.deepEqual(job['OutputDataConfig'], {
      KmsKeyId: '',
      CompressionType: 'GZIP',
      S3OutputPath: 's3://bucket/out/',
    });
    const transitions = job['SecondaryStatusTransitions'] as Record<string, unknown>[];
    assert.deepEqual(transitions[0]?.['StatusMessage'], 'Starting the training job');
    assert.ok(transitions.every((transition) => typeof transition['EndTime'] === 'number'));
  });

  it('does not know jobs that are not there', async () => {
    for (const operation of ['DescribeTrainingJob', 'StopTrainingJob', 'DeleteTrainingJob']) {
      await assert.rejects(world.sagemaker(operation, { TrainingJobName: 'none' }), {
        code: 'ValidationException',
        message: 'Requested resource not found.',
      });
    }
  });

  it('stops only what runs and deletes only what has ended', async () => {
    const TrainingJobName = 'job';
    await world.create('job', 'import time\nprint("begin")\ntime.sleep(60)');
    await world.printed('job', 'begin');
    await assert.rejects(world.sagemaker('DeleteTrainingJob', { TrainingJobName }), {
      message: 'The request was rejected because the training job is in status InProgress.',
    });
    await world.sagemaker('StopTrainingJob', { TrainingJobName });
    const { id } = await world.ended('job');
    await assert.rejects(world.sagemaker('StopTrainingJob', { TrainingJobName }), {
      message: 'The request was rejected because the training job is in status Stopped.',
    });
    await world.sagemaker('DeleteTrainingJob', { TrainingJobName });
    assert.equal(existsSync(world.jobs.folder(id)), false);
    await world.create('job', 'print(1)');
    assert.equal((await world.ended('job')).status, 'Completed');
  });

  it('can read every pattern of the service model', () => {
    for (const shape of Object.values(model.shapes)) {
      if ('pattern' in shape && shape.pattern) matchesPattern(shape.pattern, 'x');
    }
  });
});
