import assert from 'node:assert/strict';
import { checkFields } from '../../../../../src/core/training/spec/checkFields';
import { said, type Case } from './soundRequest';

const cases: readonly Case[] = [
  [{}, []],
  [{ RoleArn: null }, ['RoleArn is missing; SageMaker requires it.']],
  [
    { RoleArn: 'arn:aws:iam::000000000000:user/me' },
    [
      'RoleArn is “arn:aws:iam::000000000000:user/me”, which is not the ARN of a role, such as arn:aws:iam::123456789012:role/MyRole.',
    ],
  ],
  [
    { TrainingJobName: 'my_job' },
    [
      'TrainingJobName is “my_job”, which is not made of letters, digits and hyphens, with a letter or a digit at both ends.',
    ],
  ],
  [
    { TrainingJobName: 'a'.repeat(64) },
    ['TrainingJobName has 64 characters; SageMaker allows 1 to 63.'],
  ],
  [
    { OutputDataConfig: { S3OutputPath: '/here' } },
    [
      'OutputDataConfig.S3OutputPath is “/here”, which is not an address in S3, such as s3://bucket/folder.',
    ],
  ],
  [
    { ResourceConfig: { InstanceCount: 1.5 } },
    ['ResourceConfig.InstanceCount must be a whole number.'],
  ],
  [
    { ResourceConfig: { InstanceCount: 0 } },
    ['ResourceConfig.InstanceCount is 0; a job has at least 1 instance.'],
  ],
  [{ ResourceConfig: { InstanceType: 'ml.z99.huge' } }, []],
  [
    { ResourceConfig: { InstanceType: 'm5.large' } },
    [
      'ResourceConfig.InstanceType is “m5.large”, which is not an instance type, such as ml.m5.xlarge.',
    ],
  ],
  [
    { ResourceConfig: { InstanceTyp: 'ml.m5.large', instanceCount: 2 } },
    [
      'ResourceConfig.InstanceTyp is not a field that SageMaker has there, so it would not be sent.',
      'ResourceConfig.instanceCount is not a field that SageMaker has there, so it would not be sent. It is written InstanceCount.',
    ],
  ],
  [
    { ResourceConfig: { KeepAlivePeriodInSeconds: 21601 } },
    [
      'ResourceConfig.KeepAlivePeriodInSeconds is 21601 seconds; SageMaker allows at most 21600 seconds.',
    ],
  ],
  [
    { RetryStrategy: { MaximumRetryAttempts: 31 } },
    ['RetryStrategy.MaximumRetryAttempts is 31; SageMaker allows 1 to 30.'],
  ],
  [
    { StoppingCondition: { MaxRuntimeInSeconds: 0 } },
    ['StoppingCondition.MaxRuntimeInSeconds is 0 seconds; SageMaker allows at least 1 second.'],
  ],
  [
    { AlgorithmSpecification: { TrainingInputMode: 'Fast' } },
    ['AlgorithmSpecification.TrainingInputMode is “Fast”; SageMaker knows Pipe, File, FastFile.'],
  ],
  [{ InputDataConfig: [] }, ['InputDataConfig is empty; SageMaker asks for at least 1 entry.']],
  [{ InputDataConfig: {} }, ['InputDataConfig must be a list.']],
  [
    { HyperParameters: { epochs: 5, 'learning-rate': 'x'.repeat(2501) } },
    [
      'HyperParameters.epochs must be a text.',
      'HyperParameters["learning-rate"] has 2501 characters; SageMaker allows at most 2500.',
    ],
  ],
  [
    { Environment: { 'MY-NAME': 'x' } },
    [
      'Environment["MY-NAME"]: its name is “MY-NAME”, which is not made of letters, digits and underscores, with no digit first.',
    ],
  ],
  [
    { VpcConfig: { Subnets: ['subnet-1'] } },
    ['VpcConfig.SecurityGroupIds is missing; SageMaker requires it.'],
  ],
];

describe('checking a training request', () => {
  for (const [changes, expected] of cases) {
    it(`of ${JSON.stringify(changes).slice(0, 90)}`, () => {
      assert.deepEqual(said(changes), expected);
    });
  }

  it('asks for nothing and lets null remove where only some fields are given', () => {
    assert.deepEqual(checkFields({ ResourceConfig: { VolumeSizeInGB: null } }, 'some'), []);
    assert.deepEqual(checkFields({ CheckpointConfig: {}, RoleArn: null }, 'some'), []);
    const [problem] = checkFields({ Tags: [{ Key: 'a' }] }, 'some');
    assert.deepEqual(problem?.path, ['Tags', 0, 'Value']);
  });
});
