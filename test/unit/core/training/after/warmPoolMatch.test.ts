import assert from 'node:assert/strict';
import {
  nearestPool,
  warmPoolMatch,
  type PoolMismatch,
} from '../../../../../src/core/training/after/warmPoolMatch';
import { buildTrainingRequest } from '../../../../../src/core/training/request';
import type { TrainingLaunch } from '../../../../../src/core/training/launch';

const role = 'arn:aws:iam::123456789012:role/Trainer';

/** As DescribeTrainingJob answers: what was left out of the request is there all the same. */
const pool = {
  TrainingJobName: 'warm',
  RoleArn: role,
  AlgorithmSpecification: { TrainingImage: 'image:1', TrainingInputMode: 'File' },
  HyperParameters: { epochs: '1' },
  ResourceConfig: {
    ...{ InstanceType: 'ml.g5.xlarge', InstanceCount: 2, VolumeSizeInGB: 30 },
    ...{ InstanceGroups: [], KeepAlivePeriodInSeconds: 1800 },
  },
  EnableNetworkIsolation: false,
  EnableInterContainerTrafficEncryption: false,
  EnableManagedSpotTraining: false,
};
const inVpc = {
  ...pool,
  VpcConfig: { Subnets: ['subnet-1', 'subnet-2'], SecurityGroupIds: ['sg-1'] },
};

const launch: TrainingLaunch = {
  ...{ jobName: 'next', sourceDirectory: '/project', script: 'train.py', image: 'image:2' },
  ...{ channels: [], hyperparameters: [{ name: 'epochs', value: 9 }], metrics: [] },
  ...{ maxRuntimeSeconds: 60, instanceType: 'ml.g5.xlarge', instanceCount: 2 },
  installRequirements: false,
  alsoPacked: [],
};

const match = (changed: Partial<TrainingLaunch>, job: object = pool): readonly PoolMismatch[] =>
  warmPoolMatch(
    job,
    buildTrainingRequest(
      { ...launch, ...changed },
      { submitUri: 's3://bucket/code.tar.gz', channels: [] },
      { region: 'us-east-1', bucket: 'bucket', roleArn: role, environment: {} },
    ),
  );

describe('whether a launch takes a warm pool', () => {
  it('does with another image, other hyperparameters, code, data, output, time and tags', () => {
    assert.deepEqual(match({}), []);
    const other = { outputUri: 's3://bucket/elsewhere', maxRuntimeSeconds: 600, tags: { a: 'b' } };
    assert.deepEqual(match(other), []);
    assert.deepEqual(match({ keepAliveSeconds: 60, environment: { A: '1' } }), []);
  });

  const vpc = { subnets: ['subnet-2', 'subnet-1'], securityGroups: ['sg-1'] };
  const cases: readonly [Partial<TrainingLaunch>, object, PoolMismatch][] = [
    [{ role: `${role}2` }, pool, { field: 'role', pool: role, launch: `${role}2` }],
    [
      { instanceType: 'ml.g5.2xlarge' },
      pool,
      { field: 'instanceType', pool: 'ml.g5.xlarge', launch: 'ml.g5.2xlarge' },
    ],
    [{ instanceCount: 1 }, pool, { field: 'instanceCount', pool: '2', launch: '1' }],
    [
      { instanceGroups: [{ name: 'a', type: 'ml.g5.xlarge', count: 2 }] },
      pool,
      { field: 'instanceGroups', pool: '', launch: '2 × ml.g5.xlarge' },
    ],
    [{ volumeSizeGb: 50 }, pool, { field: 'volumeSize', pool: '30', launch: '50' }],
    [{ volumeKmsKey: 'key' }, pool, { field: 'volumeKmsKey', pool: '', launch: 'key' }],
    [
      { vpc: { ...vpc, subnets: ['subnet-1'] } },
      inVpc,
      { field: 'subnets', pool: 'subnet-1, subnet-2', launch: 'subnet-1' },
    ],
    [
      { vpc: { ...vpc, securityGroups: ['sg-1', 'sg-2'] } },
      inVpc,
      { field: 'securityGroups', pool: 'sg-1', launch: 'sg-1, sg-2' },
    ],
    [{ encryptsTraffic: true }, pool, { field: 'trafficEncryption', pool: '', launch: 'true' }],
    [{ isNetworkIsolated: true }, pool, { field: 'networkIsolation', pool: '', launch: 'true' }],
    [{ spot: { maxWaitSeconds: 60 } }, pool, { field: 'spot', pool: '', launch: 'true' }],
    [
      { apiFields: { SessionChainingConfig: { EnableSessionTagChaining: true } } },
      pool,
      { field: 'sessionTags', pool: '', launch: 'true' },
    ],
  ];
  for (const [changed, job, expected] of cases) {
    it(`names ${expected.field} as what is in the way, alone`, () => {
      assert.deepEqual(match(changed, job), [expected]);
    });
  }

  it('heeds no order of subnets and security groups', () => {
    assert.deepEqual(match({ vpc }, inVpc), []);
  });

  it('names both parts of a VPC that is missing', () => {
    assert.deepEqual(
      match({}, inVpc).map(({ field, launch: own }) => [field, own]),
      [
        ['subnets', ''],
        ['securityGroups', ''],
      ],
    );
  });

  it('finds the pool that differs the least', () => {
    const far = { job: { ...inVpc, RoleArn: 'another' } };
    const near = { job: { ...pool, RoleArn: 'another' } };
    assert.equal(nearestPool([far, near, { job: near.job }], pool)?.pool, near);
    assert.equal(nearestPool([], pool), undefined);
  });
});
