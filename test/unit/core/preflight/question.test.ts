import assert from 'node:assert/strict';
import { accountQuestion, type AskedLaunch } from '../../../../src/core/preflight/question';

const launch: AskedLaunch = {
  ...{ jobName: 'job', image: 'image', role: undefined, maxRuntimeSeconds: 60 },
  ...{ instanceType: 'ml.m5.large', channels: [{ name: 'local', path: '/data' }] },
};

describe('accountQuestion', () => {
  it('asks about what a launch has, with the role that is there without one', () => {
    const role = 'arn:aws:iam::123456789012:role/Trainer';
    const question = accountQuestion(
      {
        ...launch,
        ...{ spot: { maxWaitSeconds: 90 }, checkpoint: { uri: 's3://saved/here' } },
        channels: [...launch.channels, { name: 'train', uri: 's3://data/train' }],
        ...{ outputUri: 's3://results/', keepAliveSeconds: 60 },
      },
      role,
    );
    assert.deepEqual(question, {
      ...{ jobName: 'job', image: 'image', role, isPlanned: false },
      instances: [{ type: 'ml.m5.large', count: 1 }],
      times: {
        ...{ maxRuntime: 60, spot: { maxWait: 90 }, hasCheckpoints: true, keepAlive: 60 },
        isHeterogeneous: false,
      },
      ...{ output: 's3://results/', checkpoint: 's3://saved/here', inputs: ['s3://data/train'] },
      ...{ ownBucket: true, isInVpc: false, outputKey: undefined, volumeKey: undefined },
      pool: {
        RoleArn: role,
        ResourceConfig: {
          ...{ InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 30 },
          KeepAlivePeriodInSeconds: 60,
        },
        EnableInterContainerTrafficEncryption: false,
        EnableNetworkIsolation: false,
        EnableManagedSpotTraining: true,
      },
    });
  });

  it('counts each type of several groups once', () => {
    const groups = [
      { name: 'a', type: 'ml.m5.large', count: 1 },
      { name: 'b', type: 'ml.g5.xlarge', count: 2 },
      { name: 'c', type: 'ml.m5.large', count: 3 },
    ];
    const { instances, times } = accountQuestion({ ...launch, instanceGroups: groups }, undefined);
    assert.deepEqual(instances, [
      { type: 'ml.m5.large', count: 4 },
      { type: 'ml.g5.xlarge', count: 2 },
    ]);
    assert.equal(times.isHeterogeneous, true);
  });

  it('takes an empty list of groups for none, and one group for groups', () => {
    const of = (groups: AskedLaunch['instanceGroups']) =>
      accountQuestion({ ...launch, instanceGroups: groups }, undefined);
    assert.deepEqual(of([]).instances, [{ type: 'ml.m5.large', count: 1 }]);
    assert.equal(of([]).times.isHeterogeneous, false);
    const one = of([{ name: 'a', type: 'ml.g5.xlarge', count: 2 }]);
    assert.deepEqual(one.instances, [{ type: 'ml.g5.xlarge', count: 2 }]);
    assert.equal(one.times.isHeterogeneous, true);
  });

  it('leaves out what is no role or instance yet', () => {
    const typing = { ...launch, role: 'arn:aws:iam', instanceType: 'ml.m5', instanceCount: NaN };
    const { role, instances } = accountQuestion(typing, undefined);
    assert.equal(role, undefined);
    assert.deepEqual(instances, []);
  });
});
