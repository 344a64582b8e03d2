import assert from 'node:assert/strict';
import { accountQuestion, type AskedLaunch } from '../../../../src/core/preflight/question';
import { warmPoolFinding } from '../../../../src/core/preflight/warmPool';
import { warmPoolOf, type WarmPool } from '../../../../src/core/training/after/warmPool';
import { warmPoolMatch } from '../../../../src/core/training/after/warmPoolMatch';
import { buildTrainingRequest } from '../../../../src/core/training/request';

const role = 'arn:aws:iam::123456789012:role/Trainer';

const launch: AskedLaunch = {
  ...{ jobName: 'job', image: 'image', role: undefined, maxRuntimeSeconds: 60, channels: [] },
  ...{ instanceType: 'ml.g5.xlarge', instanceCount: 2 },
};

const poolOf = (resources: object = {}, more: object = {}): WarmPool => {
  const found = warmPoolOf({
    ...{ TrainingJobName: 'warm', RoleArn: role, WarmPoolStatus: { Status: 'Available' } },
    ResourceConfig: {
      ...{ InstanceType: 'ml.g5.xlarge', InstanceCount: 2, VolumeSizeInGB: 30, ...resources },
    },
    ...more,
  });
  assert.ok(found);
  return found;
};

const findingOf = (changed: Partial<AskedLaunch>, ...pools: readonly WarmPool[]) =>
  warmPoolFinding(pools, accountQuestion({ ...launch, ...changed }, role).pool ?? {});

describe('a warm pool for a launch', () => {
  it('is none, and not spoken of, where nothing waits', () => {
    assert.equal(findingOf({}), undefined);
  });

  it('has the job start at once, and goes with it unless that is kept too', () => {
    const finding = findingOf({}, poolOf());
    assert.equal(finding?.tone, 'ok');
    assert.equal(
      finding.message,
      'A warm pool of warm matches: the job starts without waiting for instances.',
    );
    assert.match(finding.detail ?? '', /lets the pool go when it ends/);
    assert.equal(findingOf({ keepAliveSeconds: 600 }, poolOf())?.detail, undefined);
  });

  it('says which fields are in the way, and fills them in as the pool has them', () => {
    const isolated = poolOf({ VolumeSizeInGB: 50 }, { EnableNetworkIsolation: true });
    const finding = findingOf({}, isolated);
    assert.equal(finding?.tone, 'info');
    assert.equal(
      finding.message,
      'A warm pool of warm waits, but this job does not match it: ' +
        'storage 50 GB there, 30 GB here; network isolation on there, none here.',
    );
    assert.deepEqual(finding.fix?.settings, { volumeGigabytes: '50', isIsolated: 'true' });
  });

  it('speaks of the pool that is nearest', () => {
    const [far, near] = [poolOf({ InstanceCount: 1, VolumeSizeInGB: 1 }), poolOf({}, {})];
    assert.equal(findingOf({}, far, near)?.tone, 'ok');
  });

  it('offers no settings where the form cannot say them', () => {
    const instanceGroups = [{ name: 'a', type: 'ml.g5.xlarge', count: 2 }];
    const finding = findingOf({ instanceGroups }, poolOf());
    assert.match(finding?.message ?? '', /groups of instances none there, 2 × ml\.g5\.xlarge here/);
    assert.equal(finding?.fix, undefined);
  });

  it('is not spoken of where it was left for quite other jobs', () => {
    const other = { InstanceType: 'ml.p5.48xlarge', InstanceCount: 8, VolumeSizeInGB: 500 };
    assert.equal(findingOf({}, poolOf(other, { RoleArn: `${role}2` })), undefined);
    assert.equal(findingOf({}, poolOf(other))?.tone, 'info');
  });

  it('is judged by the same request as is sent', () => {
    const changes: readonly Partial<AskedLaunch>[] = [
      {},
      { volumeSizeGb: 50, volumeKmsKey: 'key', keepAliveSeconds: 60 },
      { vpc: { subnets: ['subnet-2', 'subnet-1'], securityGroups: ['sg-1'] } },
      { isNetworkIsolated: true, encryptsTraffic: true, spot: { maxWaitSeconds: 90 } },
      { role: `${role}2`, instanceCount: 5 },
      { instanceGroups: [{ name: 'a', type: 'ml.m5.large', count: 3 }] },
    ];
    for (const change of changes) {
      const asked = { ...launch, ...change };
      const sent = buildTrainingRequest(
        {
          ...{ ...asked, sourceDirectory: '/project', script: 'train.py', alsoPacked: [] },
          ...{ hyperparameters: [], metrics: [], installRequirements: false },
        },
        { submitUri: 's3://bucket/code.tar.gz', channels: [] },
        { region: 'us-east-1', bucket: 'bucket', roleArn: role, environment: {} },
      );
      const judged = accountQuestion(asked, role).pool ?? {};
      const { job } = poolOf({ VolumeKmsKeyId: 'other' }, { VpcConfig: { Subnets: ['subnet-1'] } });
      assert.deepEqual(warmPoolMatch(job, judged), warmPoolMatch(job, sent));
    }
  });
});
