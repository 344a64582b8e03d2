import assert from 'node:assert/strict';
import type { TrainingLaunch } from '../../../../src/core/training/launch';
import { launchHere } from '../../../../src/core/training/launchHere';
import { buildTrainingRequest } from '../../../../src/core/training/request';

const plain: TrainingLaunch = {
  ...{ jobName: 'birds', sourceDirectory: '/project', script: 'train.py', alsoPacked: [] },
  ...{ hyperparameters: [], metrics: [], image: 'registry/image', instanceType: 'ml.m5.large' },
  ...{ maxRuntimeSeconds: 60, installRequirements: false, channels: [] },
};
const request = (launch: TrainingLaunch) =>
  buildTrainingRequest(
    launch,
    { submitUri: 's3://own/code', channels: [] },
    { region: 'us-east-1', bucket: 'own', roleArn: 'arn:own', environment: {} },
  );

describe('a launch on this computer', () => {
  it('names nothing of an account, whoever named it', () => {
    const elsewhere: TrainingLaunch = {
      ...plain,
      ...{ role: 'arn:other', outputUri: 's3://other/', outputKmsKey: 'key', volumeKmsKey: 'key' },
      ...{ vpc: { subnets: ['subnet-1'], securityGroups: ['sg-1'] }, trainingPlanArn: 'arn:plan' },
      checkpoint: { uri: 's3://other/checkpoints' },
      apiFields: {
        RoleArn: 'arn:third',
        VpcConfig: { Subnets: ['subnet-2'], SecurityGroupIds: ['sg-2'] },
        CheckpointConfig: { S3Uri: 's3://third/' },
        OutputDataConfig: { S3OutputPath: 's3://third/', KmsKeyId: 'key' },
        ResourceConfig: { VolumeKmsKeyId: 'key', InstanceCount: 2 },
      },
    };
    const expected = request(plain);
    assert.deepEqual(request(launchHere(elsewhere)), {
      ...expected,
      ResourceConfig: { ...expected.ResourceConfig, InstanceCount: 2 },
    });
  });

  it('keeps what takes a field out, and fields of other kinds', () => {
    const { apiFields } = launchHere({ ...plain, apiFields: { Tags: null, VpcConfig: null } });
    assert.deepEqual(apiFields, { Tags: null });
  });
});
