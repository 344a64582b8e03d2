import assert from 'node:assert/strict';
import { regionBound } from '../../../../../src/core/training/after/regionBound';
import type { LaunchDraft } from '../../../../../src/shared/contracts/launch';
import { noSettings } from '../../../../../src/shared/contracts/launchSettings';

const draft: LaunchDraft = {
  ...{ jobName: 'a', values: {}, extra: [], channels: [], sourceFolder: '.', alsoPacked: [] },
  ...{ maxRuntimeMinutes: 60, installRequirements: false, leftOutMetrics: [] },
  settings: noSettings,
};
const withFields = (fields: object): LaunchDraft => ({
  ...draft,
  settings: { ...noSettings, fields },
});

describe('what of a launch belongs to its region', () => {
  it('is nothing of a script with data of this computer, a role and a type', () => {
    const roleArn = 'arn:aws:iam::123456789012:role/a';
    const fields = { roleArn, instanceType: 'ml.g5.xlarge', keepAliveMinutes: '10' };
    const channels = [{ name: 'train', path: './data' }];
    assert.deepEqual(regionBound({ ...withFields(fields), channels }), []);
  });

  it('is data in S3', () => {
    const channels = [
      { name: 'train', path: './data' },
      { name: 'test', path: 's3://bucket/test/' },
    ];
    assert.deepEqual(regionBound({ ...draft, channels }), ['s3://bucket/test/']);
  });

  for (const name of [
    ...['imageUri', 'outputUri', 'outputKmsKey', 'checkpointUri', 'trainingPlan', 'subnets'],
    ...['securityGroups', 'volumeKmsKey'],
  ]) {
    it(`is ${name}`, () => {
      assert.deepEqual(regionBound(withFields({ [name]: ' named ' })), ['named']);
      assert.deepEqual(regionBound(withFields({ [name]: ' ' })), []);
    });
  }
});
