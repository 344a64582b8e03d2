import assert from 'node:assert/strict';
import {
  keptBound,
  regionBound,
  unboundFields,
} from '../../../../../src/core/training/after/regionBound';
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

  it('is what hyperparameters, variables and other fields name by themselves, each once', () => {
    const arn = 'arn:aws:sagemaker:eu-west-1:123456789012:experiment/birds';
    const image = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/birds:1';
    const variable = { name: 'CACHE', value: 's3://bucket/cache/' };
    const bound = {
      ...{ ...draft, values: { data: ' s3://bucket/more ', epochs: '3', none: null } },
      extra: [
        { name: 'experiment', value: arn },
        { name: 'again', value: arn },
        { name: 'role', value: 'arn:aws:iam::123456789012:role/a' },
        { name: 'model', value: 'bert-base; see s3://bucket' },
      ],
      settings: { ...noSettings, environment: [variable] },
      otherFields: JSON.stringify({
        TensorBoardOutputConfig: { S3OutputPath: 's3://bucket/boards' },
        DebugRuleConfigurations: [{ RuleEvaluatorImage: image }],
        ExperimentConfig: { ExperimentName: 'birds' },
      }),
    };
    assert.deepEqual(regionBound(bound), [
      ...['s3://bucket/more', arn, 's3://bucket/cache/', 's3://bucket/boards', image],
    ]);
    assert.deepEqual(regionBound({ ...bound, otherFields: '{ "being' }), [
      ...['s3://bucket/more', arn, 's3://bucket/cache/'],
    ]);
  });

  it('is more in another account: roles too, but no settings, which it has of its own', () => {
    const role = 'arn:aws:iam::123456789012:role/a';
    const channels = [{ name: 'train', path: 's3://bucket/train/' }];
    const form = { ...withFields({ outputUri: 's3://bucket/' }), channels, values: { role } };
    const data = { field: 'channelPath:0', text: 's3://bucket/train/' };
    assert.deepEqual(keptBound(form, 'region'), [data]);
    assert.deepEqual(keptBound(form, 'account'), [data, { field: 'value:role', text: role }]);
  });

  it('leaves the settings that mean the same everywhere', () => {
    const same = { instanceType: 'ml.g5.xlarge', isSpot: 'true', roleArn: 'arn' };
    const left = { subnets: 'subnet-1', imageUri: 'i' };
    assert.deepEqual(unboundFields({ ...same, ...left }), { kept: same, left });
  });

  it('leave the addresses in a bucket of the other region as they are', () => {
    const kept = { outputUri: ' s3://there/out/' };
    const left = { checkpointUri: 's3://there-not/', outputKmsKey: 'alias/there' };
    assert.deepEqual(unboundFields({ ...kept, ...left }, 'there'), { kept, left });
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
