import assert from 'node:assert/strict';
import type { TrainingLaunch } from '../../../../src/core/training/launch';
import { cloneTrainingRequest } from '../../../../src/core/training/cloneRequest';
import { buildTrainingRequest } from '../../../../src/core/training/request';

const launch: TrainingLaunch = {
  jobName: 'penguins-1',
  sourceDirectory: '/home/me/penguins',
  script: 'train.py',
  alsoPacked: [],
  hyperparameters: [
    { name: 'epochs', value: 5 },
    { name: 'learning-rate', value: 0.001 },
    { name: 'name', value: 'adam "w"' },
    { name: 'shuffle', value: true },
  ],
  channels: [{ name: 'train', path: '/home/me/penguins/data' }],
  metrics: [],
  image: '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.4-2-cpu-py3',
  instanceType: 'ml.m5.large',
  maxRuntimeSeconds: 3600,
  installRequirements: false,
};
const submitUri = 's3://bucket/code/abc/sourcedir.tar.gz';
const target = {
  region: 'us-east-1',
  bucket: 'sagemaker-us-east-1-000000000000',
  roleArn: 'arn:aws:iam::000000000000:role/R',
  environment: { A: '1' },
};

describe('buildTrainingRequest', () => {
  it('defines the metrics that the script prints, and none where it prints none', () => {
    const metrics = [{ name: 'loss', regex: 'loss=([0-9.]+)' }];
    const request = (changes: Partial<TrainingLaunch>) =>
      buildTrainingRequest({ ...launch, ...changes }, { submitUri, channels: [] }, target);
    assert.deepEqual(request({ metrics }).AlgorithmSpecification?.MetricDefinitions, [
      { Name: 'loss', Regex: 'loss=([0-9.]+)' },
    ]);
    assert.ok(!('MetricDefinitions' in (request({}).AlgorithmSpecification ?? assert.fail())));
  });

  it('is the request of a framework estimator', () => {
    const channels = [{ name: 'train', uri: 's3://bucket/penguins-1/input/train' }];
    assert.deepEqual(buildTrainingRequest(launch, { submitUri, channels }, target), {
      TrainingJobName: 'penguins-1',
      AlgorithmSpecification: {
        TrainingImage:
          '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.4-2-cpu-py3',
        TrainingInputMode: 'File',
      },
      RoleArn: 'arn:aws:iam::000000000000:role/R',
      HyperParameters: {
        epochs: '5',
        'learning-rate': '0.001',
        name: '"adam \\"w\\""',
        shuffle: 'true',
        sagemaker_program: '"train.py"',
        sagemaker_submit_directory: '"s3://bucket/code/abc/sourcedir.tar.gz"',
        sagemaker_container_log_level: '20',
        sagemaker_job_name: '"penguins-1"',
        sagemaker_region: '"us-east-1"',
      },
      InputDataConfig: [
        {
          ChannelName: 'train',
          DataSource: {
            S3DataSource: {
              S3DataType: 'S3Prefix',
              S3Uri: 's3://bucket/penguins-1/input/train/',
              S3DataDistributionType: 'FullyReplicated',
            },
          },
        },
      ],
      OutputDataConfig: { S3OutputPath: 's3://sagemaker-us-east-1-000000000000/' },
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 30 },
      StoppingCondition: { MaxRuntimeInSeconds: 3600 },
      Environment: { A: '1' },
    });
  });

  it('tells the sandbox of the consent to install, beside what the connection says', () => {
    const consents = { ...launch, installRequirements: true };
    const request = buildTrainingRequest(consents, { submitUri, channels: [] }, target);
    assert.deepEqual(request.Environment, { A: '1', SAGEMAKER_WORKBENCH_INSTALL: 'requirements' });
  });

  it('tells the sandbox that the script is to wait for a debugger', () => {
    const debugged = { ...launch, debug: 'wait' as const };
    const request = buildTrainingRequest(debugged, { submitUri, channels: [] }, target);
    assert.deepEqual(request.Environment, { A: '1', SAGEMAKER_WORKBENCH_DEBUG: 'wait' });
  });

  it('leaves out what would be empty', () => {
    const request = buildTrainingRequest(
      launch,
      { submitUri, channels: [] },
      { ...target, environment: {} },
    );
    assert.ok(!('InputDataConfig' in request));
    assert.ok(!('Environment' in request));
  });
});

describe('cloneTrainingRequest', () => {
  const description = {
    ...buildTrainingRequest(launch, { submitUri, channels: [] }, target),
    TrainingJobArn: 'arn:aws:sagemaker:us-east-1:000000000000:training-job/penguins-1',
    TrainingJobStatus: 'Completed',
    CreationTime: new Date(0),
    ModelArtifacts: { S3ModelArtifacts: 's3://bucket/x' },
    InputDataConfig: [],
    EnableNetworkIsolation: false,
    BillableTimeInSeconds: 12,
    $metadata: { httpStatusCode: 200 },
  };

  it('keeps what can be created and nothing else', () => {
    const { HyperParameters, ...rest } = cloneTrainingRequest(description, 'penguins-2');
    const { HyperParameters: old, ...expected } = buildTrainingRequest(
      { ...launch, jobName: 'penguins-2' },
      { submitUri, channels: [] },
      target,
    );
    assert.deepEqual(rest, { ...expected, EnableNetworkIsolation: false });
    assert.deepEqual(HyperParameters, old);
  });

  it('renames a plain job name and invents none', () => {
    const plain = { HyperParameters: { sagemaker_job_name: 'old', a: '1' } };
    assert.deepEqual(cloneTrainingRequest(plain, 'new'), {
      HyperParameters: { sagemaker_job_name: 'new', a: '1' },
      TrainingJobName: 'new',
    });
    assert.deepEqual(cloneTrainingRequest({ HyperParameters: { a: '1' } }, 'new'), {
      HyperParameters: { a: '1' },
      TrainingJobName: 'new',
    });
  });
});
