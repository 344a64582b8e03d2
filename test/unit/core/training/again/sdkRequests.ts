import type { JsonObject } from '../../../../../src/core/training/exports/json';

const role = 'arn:aws:iam::123456789012:role/Trainer';

/** As `PyTorch(...).fit()` of the SageMaker Python SDK 2 asks for a job. */
export const sdk2Request: JsonObject = {
  TrainingJobName: 'penguins-2026-11-20-10-00-00-000',
  AlgorithmSpecification: {
    TrainingImage: '763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-training:2.3.0-cpu-py311',
    TrainingInputMode: 'File',
    EnableSageMakerMetricsTimeSeries: true,
    MetricDefinitions: [{ Name: 'loss', Regex: 'loss=([0-9.]+)' }],
  },
  RoleArn: role,
  HyperParameters: {
    epochs: '10',
    optimizer: '"adam"',
    version: '"2"',
    layers: '[64, 32]',
    sagemaker_container_log_level: '20',
    sagemaker_job_name: '"penguins-2026-11-20-10-00-00-000"',
    sagemaker_program: '"train.py"',
    sagemaker_region: '"us-east-1"',
    sagemaker_submit_directory: '"s3://mine/penguins/source/sourcedir.tar.gz"',
  },
  InputDataConfig: [
    {
      ChannelName: 'train',
      DataSource: {
        S3DataSource: {
          S3DataType: 'S3Prefix',
          S3Uri: 's3://mine/train/',
          S3DataDistributionType: 'FullyReplicated',
        },
      },
    },
    {
      ChannelName: 'shared',
      DataSource: {
        FileSystemDataSource: {
          FileSystemId: 'fs-0123456789abcdef0',
          FileSystemType: 'EFS',
          FileSystemAccessMode: 'ro',
          DirectoryPath: '/data',
        },
      },
    },
  ],
  OutputDataConfig: { S3OutputPath: 's3://mine/', KmsKeyId: '' },
  ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 1, VolumeSizeInGB: 30 },
  StoppingCondition: { MaxRuntimeInSeconds: 90 },
  DebugHookConfig: { S3OutputPath: 's3://mine/', CollectionConfigurations: [] },
  ProfilerConfig: { S3OutputPath: 's3://mine/', DisableProfiler: false },
  VpcConfig: { SecurityGroupIds: ['sg-0123abcd'], Subnets: ['subnet-0123abcd'] },
  EnableNetworkIsolation: false,
  Environment: { WANDB_MODE: 'offline' },
  Tags: [
    { Key: 'team', Value: 'penguins' },
    { Key: 'cost', Value: '42' },
  ],
};

const drivers = '/opt/ml/input/data/sm_drivers/scripts/sm_train.sh';

/** As `ModelTrainer(...).train()` of the SageMaker Python SDK 3 asks for a job. */
export const sdk3Request: JsonObject = {
  TrainingJobName: 'penguins-20261120100000',
  AlgorithmSpecification: {
    TrainingImage: '763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-training:2.3.0-cpu-py311',
    TrainingInputMode: 'File',
    ContainerEntrypoint: ['/bin/bash'],
    ContainerArguments: ['-c', `chmod +x ${drivers} && ${drivers}`],
  },
  RoleArn: role,
  HyperParameters: { epochs: '10', optimizer: 'adam' },
  InputDataConfig: ['code', 'sm_drivers', 'train'].map((name) => ({
    ChannelName: name,
    DataSource: {
      S3DataSource: {
        S3DataType: 'S3Prefix',
        S3Uri: `s3://mine/penguins/input/${name}`,
        S3DataDistributionType: 'FullyReplicated',
      },
    },
  })),
  OutputDataConfig: { S3OutputPath: 's3://mine/penguins', CompressionType: 'GZIP' },
  ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 1, VolumeSizeInGB: 30 },
  StoppingCondition: { MaxRuntimeInSeconds: 3600 },
};

/** A built-in algorithm by boto3, with as little as the service takes. */
export const boto3Request: JsonObject = {
  TrainingJobName: 'churn',
  AlgorithmSpecification: {
    AlgorithmName: 'arn:aws:sagemaker:us-east-1:123456789012:algorithm/churn',
    TrainingInputMode: 'Pipe',
  },
  RoleArn: role,
  HyperParameters: { num_round: '100', objective: 'binary:logistic' },
  OutputDataConfig: { S3OutputPath: 's3://mine/churn' },
  ResourceConfig: { InstanceType: 'ml.p3.2xlarge', InstanceCount: 2 },
};
