import assert from 'node:assert/strict';
import { said, type Case } from './soundRequest';

const channel = (name: string, more: object = {}) => ({
  ChannelName: name,
  DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://mine/data' } },
  ...more,
});
const groups = [{ InstanceGroupName: 'gpu', InstanceType: 'ml.p3.2xlarge', InstanceCount: 1 }];
const grouped = { InstanceType: null, InstanceCount: null, InstanceGroups: groups };
const fileSystem = {
  FileSystemId: 'fs-01234567',
  FileSystemAccessMode: 'ro',
  FileSystemType: 'EFS',
  DirectoryPath: '/data',
};

const manifest = {
  DataSource: {
    S3DataSource: { S3DataType: 'AugmentedManifestFile', S3Uri: 's3://mine/list' },
  },
};

const cases: readonly Case[] = [
  [
    {
      Tags: [
        { Key: 'aws:x', Value: '' },
        { Key: 'a', Value: '1' },
        { Key: 'a', Value: '2' },
      ],
    },
    [
      'Tags[2].Key is “a”, as that of entry 2 is.',
      'Tags[0].Key is “aws:x”; what begins with aws: is reserved.',
    ],
  ],
  [
    { AlgorithmSpecification: { AlgorithmName: 'mine' } },
    [
      'AlgorithmSpecification.AlgorithmName cannot stand beside TrainingImage; SageMaker takes one of them.',
    ],
  ],
  [
    { AlgorithmSpecification: { TrainingImage: null } },
    ['AlgorithmSpecification.TrainingImage is missing, and so is AlgorithmName.'],
  ],
  [
    { AlgorithmSpecification: null },
    ['AlgorithmSpecification is missing; a job needs an image or an algorithm.'],
  ],
  [{ ResourceConfig: null }, ['ResourceConfig is missing; a job needs instances.']],
  [
    { ResourceConfig: { InstanceType: null, InstanceCount: null } },
    [
      'ResourceConfig.InstanceType is missing, and there are no InstanceGroups.',
      'ResourceConfig.InstanceCount is missing; a job has at least 1 instance.',
    ],
  ],
  [{ ResourceConfig: grouped }, []],
  [
    { ResourceConfig: { InstanceGroups: groups } },
    [
      'ResourceConfig.InstanceType cannot stand beside InstanceGroups, which say it for each group.',
      'ResourceConfig.InstanceCount cannot stand beside InstanceGroups, which say it for each group.',
    ],
  ],
  [
    {
      ResourceConfig: {
        ...grouped,
        InstanceGroups: [...groups, { ...groups[0], InstanceCount: 0 }],
      },
    },
    [
      'ResourceConfig.InstanceGroups[1].InstanceCount is 0; a job has at least 1 instance.',
      'ResourceConfig.InstanceGroups[1].InstanceGroupName is “gpu”, as that of entry 1 is.',
    ],
  ],
  [
    { ResourceConfig: { ...grouped, KeepAlivePeriodInSeconds: 60 } },
    ['ResourceConfig.KeepAlivePeriodInSeconds cannot be used with InstanceGroups.'],
  ],
  [
    {
      EnableManagedSpotTraining: true,
      StoppingCondition: { MaxWaitTimeInSeconds: 3600 },
      ResourceConfig: { KeepAlivePeriodInSeconds: 60 },
    },
    [
      'ResourceConfig.KeepAlivePeriodInSeconds cannot be used with managed spot training; its instances do not stay.',
    ],
  ],
  [
    { EnableManagedSpotTraining: true },
    ['StoppingCondition.MaxWaitTimeInSeconds is missing; managed spot training requires it.'],
  ],
  [
    { EnableManagedSpotTraining: true, StoppingCondition: { MaxWaitTimeInSeconds: 3599 } },
    [
      'StoppingCondition.MaxWaitTimeInSeconds is 3599 seconds, less than the 3600 seconds of MaxRuntimeInSeconds that it includes.',
    ],
  ],
  [
    {
      EnableManagedSpotTraining: true,
      StoppingCondition: { MaxRuntimeInSeconds: null, MaxWaitTimeInSeconds: 3600 },
    },
    [
      'StoppingCondition.MaxWaitTimeInSeconds is 3600 seconds, less than the 86400 seconds of MaxRuntimeInSeconds that it includes.',
    ],
  ],
  [
    { StoppingCondition: { MaxWaitTimeInSeconds: 7200 } },
    [
      'warning: StoppingCondition.MaxWaitTimeInSeconds is for managed spot training, which is not enabled.',
    ],
  ],
  [
    { StoppingCondition: { MaxRuntimeInSeconds: 2_419_201 } },
    [
      'StoppingCondition.MaxRuntimeInSeconds is 2419201 seconds; SageMaker allows at most 2419200 seconds (28 days).',
    ],
  ],
  [
    { InputDataConfig: [channel('train'), channel('train')] },
    ['InputDataConfig[1].ChannelName is “train”, as that of entry 1 is.'],
  ],
  [
    { InputDataConfig: [{ ChannelName: 'train', DataSource: {} }] },
    ['InputDataConfig[0].DataSource names no place; give an S3DataSource, for example.'],
  ],
  [
    {
      InputDataConfig: [channel('a', { DataSource: { FileSystemDataSource: fileSystem } })],
    },
    [
      'InputDataConfig[0].DataSource.FileSystemDataSource is reached through a VPC, and there is no VpcConfig with its subnets and security groups.',
    ],
  ],
  [
    {
      InputDataConfig: [
        channel('a', {
          DataSource: { ...channel('a').DataSource, FileSystemDataSource: fileSystem },
        }),
      ],
      VpcConfig: { Subnets: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
    },
    ['InputDataConfig[0].DataSource names several places; a channel has one.'],
  ],
  [
    { InputDataConfig: [channel('a', manifest)] },
    [
      'InputDataConfig[0].DataSource.S3DataSource.S3DataType is AugmentedManifestFile, which needs the input mode Pipe instead of File.',
    ],
  ],
  [{ InputDataConfig: [channel('a', { ...manifest, InputMode: 'Pipe' })] }, []],
  [
    {
      InputDataConfig: [
        channel('a', {
          DataSource: {
            S3DataSource: {
              ...channel('a').DataSource.S3DataSource,
              AttributeNames: ['x'],
              InstanceGroupNames: ['cpu'],
            },
          },
        }),
      ],
    },
    [
      'warning: InputDataConfig[0].DataSource.S3DataSource.AttributeNames are read of an AugmentedManifestFile only.',
      'InputDataConfig[0].DataSource.S3DataSource.InstanceGroupNames[0] is “cpu”, and ResourceConfig has no instance group of that name.',
    ],
  ],
  [
    { InputDataConfig: [channel('a', { CompressionType: 'Gzip', RecordWrapperType: 'RecordIO' })] },
    [
      'warning: InputDataConfig[0].CompressionType is for the input mode Pipe, not File.',
      'warning: InputDataConfig[0].RecordWrapperType is for the input mode Pipe, not File.',
    ],
  ],
  [
    { ProfilerConfig: { ProfilingIntervalInMilliseconds: 300 } },
    [
      'ProfilerConfig.ProfilingIntervalInMilliseconds is 300 milliseconds; SageMaker knows 100, 200, 500, 1000, 5000, 60000 milliseconds.',
    ],
  ],
  [
    {
      DebugRuleConfigurations: [
        { RuleConfigurationName: 'r', RuleEvaluatorImage: 'i' },
        { RuleConfigurationName: 'r', RuleEvaluatorImage: 'i' },
      ],
    },
    ['DebugRuleConfigurations[1].RuleConfigurationName is “r”, as that of entry 1 is.'],
  ],
  [
    {
      AlgorithmSpecification: null,
      ResourceConfig: null,
      ServerlessJobConfig: {
        BaseModelArn: 'arn:aws:sagemaker:us-east-1:aws:hub-content/SageMakerPublicHub/Model/m',
        JobType: 'Evaluation',
      },
    },
    [
      'ServerlessJobConfig.EvaluationType is missing; SageMaker requires it where JobType is Evaluation.',
    ],
  ],
];

describe('checking the fields of a training request together', () => {
  for (const [changes, expected] of cases) {
    it(`as in ${JSON.stringify(changes).slice(0, 90)}`, () => {
      assert.deepEqual(said(changes), expected);
    });
  }
});
