import assert from 'node:assert/strict';
import { askedLaunch } from '../../../../src/core/training/askedLaunch';
import type { TrainingLaunch } from '../../../../src/core/training/launch';

const launch: TrainingLaunch = {
  ...{ jobName: 'birds', sourceDirectory: '/project', script: 'train.py', alsoPacked: [] },
  ...{ hyperparameters: [], metrics: [], image: 'registry/image', instanceType: 'ml.m5.large' },
  ...{ maxRuntimeSeconds: 60, installRequirements: false },
  channels: [
    { name: 'train', path: '/project/data' },
    { name: 'old', uri: 's3://mine/old/' },
  ],
};

describe('what the account is asked about a launch', () => {
  it('leaves out what the connection adds by itself', () => {
    assert.deepEqual(askedLaunch(launch), {
      ...{ jobName: 'birds', role: undefined, image: 'registry/image' },
      ...{ instanceType: 'ml.m5.large', instanceCount: 1, instanceGroups: undefined },
      ...{ keepAliveSeconds: undefined, trainingPlanArn: undefined },
      ...{ maxRuntimeSeconds: 60, spot: undefined, checkpoint: undefined, outputUri: undefined },
      ...{ usesOwnBucket: true, outputKmsKey: undefined, volumeKmsKey: undefined, vpc: undefined },
      ...{ volumeSizeGb: 30, isNetworkIsolated: undefined, encryptsTraffic: undefined },
      channels: [{ name: 'old', uri: 's3://mine/old/' }],
    });
  });

  it('knows where nothing goes to the connection’s own bucket', () => {
    const own = { ...launch, channels: launch.channels.slice(1), algorithm: {} };
    assert.equal(askedLaunch(own).usesOwnBucket, true);
    assert.equal(askedLaunch({ ...own, outputUri: 's3://mine/out' }).usesOwnBucket, false);
  });

  it('takes what the fields of the API say in place of the launch’s own', () => {
    const asked = askedLaunch({
      ...launch,
      role: 'arn:aws:iam::1:role/Own',
      apiFields: {
        RoleArn: 'arn:aws:iam::1:role/Api',
        ResourceConfig: {
          InstanceType: null,
          InstanceCount: null,
          InstanceGroups: [
            { InstanceGroupName: 'a', InstanceType: 'ml.g5.xlarge', InstanceCount: 2 },
          ],
        },
        EnableManagedSpotTraining: true,
        StoppingCondition: { MaxWaitTimeInSeconds: 90 },
        CheckpointConfig: { S3Uri: 's3://mine/checkpoints' },
        VpcConfig: { Subnets: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
        EnableNetworkIsolation: true,
        OutputDataConfig: { S3OutputPath: 's3://mine/out' },
      },
    });
    assert.equal(asked.role, 'arn:aws:iam::1:role/Api');
    assert.equal(asked.instanceType, '');
    assert.deepEqual(asked.instanceGroups, [{ name: 'a', type: 'ml.g5.xlarge', count: 2 }]);
    assert.deepEqual(asked.spot, { maxWaitSeconds: 90 });
    assert.deepEqual(asked.checkpoint, { uri: 's3://mine/checkpoints' });
    assert.equal(asked.outputUri, 's3://mine/out');
    assert.deepEqual(asked.vpc, { subnets: ['subnet-1'], securityGroups: ['sg-1'] });
    assert.equal(asked.isNetworkIsolated, true);
  });
});
