import assert from 'node:assert/strict';
import fc from 'fast-check';
import { shownField } from '../../../../../src/core/training/again/differenceField';
import { requestDifferences } from '../../../../../src/core/training/again/requestDifferences';
import { requestForm } from '../../../../../src/core/training/again/requestForm';
import type { JsonObject } from '../../../../../src/core/training/exports/json';
import { pathText } from '../../../../../src/core/training/spec/requestProblem';
import type { LaunchDraft } from '../../../../../src/shared/contracts/launch';
import { launchPlans } from '../../../../contract/launchPlans';
import { sdk2Request } from './sdkRequests';

const told = (before: JsonObject, after: JsonObject) =>
  requestDifferences(before, after).map((one) => [pathText(one.path), one.before, one.after]);

describe('the differences of two requests', () => {
  it('are none of a request and itself under another name', () => {
    fc.assert(
      fc.property(launchPlans, (any) => {
        const plan = JSON.parse(JSON.stringify(any)) as JsonObject;
        assert.deepEqual(told(plan, { ...plan, TrainingJobName: 'other' }), []);
      }),
    );
    const parameters = sdk2Request['HyperParameters'] as JsonObject;
    const renamed = { ...parameters, sagemaker_job_name: '"other"' };
    assert.deepEqual(told(sdk2Request, { ...sdk2Request, HyperParameters: renamed }), []);
  });

  it('tell what changed, was added and was removed, at the place where it is', () => {
    const before = {
      HyperParameters: { epochs: '10', lr: '0.1' },
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1 },
    };
    const after = {
      HyperParameters: { epochs: '20', seed: '1' },
      ResourceConfig: { InstanceType: 'ml.g5.xlarge', InstanceCount: 1 },
      StoppingCondition: { MaxRuntimeInSeconds: 60 },
    };
    assert.deepEqual(told(before, after), [
      ['HyperParameters.epochs', '10', '20'],
      ['HyperParameters.lr', '0.1', undefined],
      ['HyperParameters.seed', undefined, '1'],
      ['ResourceConfig.InstanceType', 'ml.m5.large', 'ml.g5.xlarge'],
      ['StoppingCondition.MaxRuntimeInSeconds', undefined, 60],
    ]);
  });

  it('know channels and tags by their names, whatever their order', () => {
    const channel = (ChannelName: string, S3Uri: string) => ({
      ChannelName,
      DataSource: { S3DataSource: { S3Uri } },
    });
    const before = {
      InputDataConfig: [channel('train', 's3://a'), channel('test', 's3://b')],
      Tags: [{ Key: 'team', Value: 'a' }],
    };
    const after = {
      InputDataConfig: [channel('test', 's3://c'), channel('train', 's3://a')],
      Tags: [{ Key: 'team', Value: 'b' }],
    };
    assert.deepEqual(told(before, after), [
      ['InputDataConfig.test.DataSource.S3DataSource.S3Uri', 's3://b', 's3://c'],
      ['Tags.team.Value', 'a', 'b'],
    ]);
  });

  it('tell items that are new or gone as a whole', () => {
    const tag = { Key: 'team', Value: 'a' };
    assert.deepEqual(told({ Tags: [tag] }, {}), [['Tags.team', tag, undefined]]);
    assert.deepEqual(told({}, { Tags: [tag] }), [['Tags.team', undefined, tag]]);
  });

  it('tell lists without names as a whole', () => {
    const before = { VpcConfig: { Subnets: ['subnet-1'] } };
    const after = { VpcConfig: { Subnets: ['subnet-1', 'subnet-2'] } };
    assert.deepEqual(told(before, after), [
      ['VpcConfig.Subnets', ['subnet-1'], ['subnet-1', 'subnet-2']],
    ]);
  });
});

describe('the field of a difference', () => {
  const draft: LaunchDraft = {
    ...{ jobName: 'again', values: {}, sourceFolder: '.', alsoPacked: [] },
    ...{ installRequirements: false, leftOutMetrics: [] },
    ...requestForm(sdk2Request),
  };

  for (const [path, field, name] of [
    [['HyperParameters', 'optimizer'], 'extra:1', 'optimizer'],
    [['HyperParameters', 'gone'], null, 'gone'],
    [['HyperParameters', 'sagemaker_program'], null, 'HyperParameters.sagemaker_program'],
    [
      ['HyperParameters', 'sagemaker_instance_type'],
      null,
      'HyperParameters.sagemaker_instance_type',
    ],
    [['InputDataConfig', 'train'], 'channelPath:0', 'train'],
    [['InputDataConfig', 'train', 'ContentType'], 'channelPath:0', 'train.ContentType'],
    [
      ['InputDataConfig', 'train', 'DataSource', 'S3DataSource', 'S3Uri'],
      'channelPath:0',
      'train.S3Uri',
    ],
    [['Tags', 'cost', 'Value'], 'tag:1:value', 'cost'],
    [['Environment', 'WANDB_MODE'], 'environment:0:value', 'WANDB_MODE'],
    [['ResourceConfig', 'InstanceType'], 'setting:instanceType', 'ResourceConfig.InstanceType'],
    [['EnableNetworkIsolation'], 'setting:isIsolated', 'EnableNetworkIsolation'],
    [
      ['StoppingCondition', 'MaxRuntimeInSeconds'],
      'maxRuntimeMinutes',
      'StoppingCondition.MaxRuntimeInSeconds',
    ],
    [['DebugHookConfig', 'S3OutputPath'], 'otherFields', 'DebugHookConfig.S3OutputPath'],
  ] as const) {
    it(`of ${path.join('.')} is ${String(field)}`, () => {
      assert.deepEqual(shownField(path, draft), { field, name });
    });
  }
});
