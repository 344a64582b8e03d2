import assert from 'node:assert/strict';
import type { PriceTable } from '../../../../../src/core/cost/priceTable';
import type { LaunchDraft } from '../../../../../src/shared/contracts/launch';
import { noSettings } from '../../../../../src/shared/contracts/launchSettings';
import {
  formOnOtherType,
  onOtherType,
  otherTypes,
  typesOf,
} from '../../../../../src/core/training/after/otherTypes';

const prices = (...types: readonly string[]): PriceTable => ({
  ...{ region: 'us-east-1', currency: 'USD', date: '2026-11-01', storage: null },
  training: Object.fromEntries(types.map((type) => [type, 1])),
});
const named = (type: string, table?: PriceTable): readonly string[] =>
  otherTypes(type, table).map((other) => other.type);

describe('other instance types for a job', () => {
  it('begin with the most alike that the region has a price for', () => {
    const table = prices('ml.m5.xlarge', 'ml.g5.xlarge', 'ml.g6.xlarge', 'ml.g5.48xlarge');
    assert.deepEqual(named('ml.g5.xlarge', table).slice(0, 3), [
      ...['ml.g6.xlarge', 'ml.g5.48xlarge'],
      'ml.g4dn.xlarge',
    ]);
    const [first, second, third] = otherTypes('ml.g5.xlarge', table);
    assert.deepEqual([first?.perHour, second?.perHour, third?.perHour], [1, 1, undefined]);
  });

  it('prefer the next larger to the next smaller', () => {
    const names = named('ml.m5.4xlarge').filter((type) => type.startsWith('ml.m5.'));
    assert.deepEqual(names.slice(0, 2), ['ml.m5.12xlarge', 'ml.m5.2xlarge']);
    const near = named('ml.c5.2xlarge').filter((type) => type.startsWith('ml.c5.'));
    assert.deepEqual(near.slice(0, 2), ['ml.c5.4xlarge', 'ml.c5.xlarge']);
  });

  for (const [type, same, others] of [
    ['ml.m5.large', /^ml\.[mcrt]\d/, /^ml\.(g|p|trn)\d/],
    ['ml.p3.2xlarge', /^ml\.[gp]\d/, /^ml\.([mcr]|trn)\d/],
    ['ml.trn1.2xlarge', /^ml\.trn/, /^ml\.[a-s]\d/],
  ] as const) {
    it(`have the same kind of processor as ${type}`, () => {
      const names = named(type);
      assert.ok(names.length > 1);
      assert.ok(names.every((name) => same.test(name) && !others.test(name)));
      assert.ok(!names.includes(type));
    });
  }

  it('take the place of that type alone, with all else as it was', () => {
    const single = {
      ...{ TrainingJobName: 'a', EnableManagedSpotTraining: true },
      ResourceConfig: { InstanceType: 'ml.g5.xlarge', InstanceCount: 2, VolumeSizeInGB: 50 },
    };
    assert.deepEqual(typesOf(single), ['ml.g5.xlarge']);
    assert.deepEqual(onOtherType(single, 'ml.g5.xlarge', 'ml.g6.xlarge'), {
      ...single,
      ResourceConfig: { InstanceType: 'ml.g6.xlarge', InstanceCount: 2, VolumeSizeInGB: 50 },
    });
    const group = (InstanceGroupName: string, InstanceType: string) => ({
      ...{ InstanceGroupName, InstanceType, InstanceCount: 1 },
    });
    const several = {
      ResourceConfig: { InstanceGroups: [group('a', 'ml.g5.xlarge'), group('b', 'ml.m5.large')] },
    };
    assert.deepEqual(typesOf(several), ['ml.g5.xlarge', 'ml.m5.large']);
    assert.deepEqual(onOtherType(several, 'ml.m5.large', 'ml.c5.large'), {
      ResourceConfig: { InstanceGroups: [group('a', 'ml.g5.xlarge'), group('b', 'ml.c5.large')] },
    });
  });

  it('are told to containers that were told their type', () => {
    const on = (type: string, told: string) => ({
      HyperParameters: { epochs: '3', sagemaker_instance_type: told },
      ResourceConfig: { InstanceType: type },
    });
    assert.deepEqual(
      onOtherType(on('ml.p4d.24xlarge', '"ml.p4d.24xlarge"'), 'ml.p4d.24xlarge', 'ml.p5.48xlarge'),
      on('ml.p5.48xlarge', '"ml.p5.48xlarge"'),
    );
    const untold = { HyperParameters: { epochs: '3' }, ResourceConfig: { InstanceType: 'a' } };
    assert.deepEqual(onOtherType(untold, 'a', 'b').HyperParameters, { epochs: '3' });
    const other = on('a', '"written by hand"');
    assert.deepEqual(onOtherType(other, 'a', 'b').HyperParameters, other.HyperParameters);
  });

  it('stand in the form too, of groups in those that had the type', () => {
    const form = (settings: Partial<LaunchDraft['settings']>): LaunchDraft => ({
      ...{ jobName: 'a', values: {}, extra: [], channels: [], sourceFolder: '.', alsoPacked: [] },
      ...{ maxRuntimeMinutes: 60, installRequirements: false, leftOutMetrics: [] },
      settings: { ...noSettings, ...settings },
    });
    const planned = { instanceType: 'a', trainingPlan: 'arn', roleArn: 'role' };
    assert.deepEqual(
      formOnOtherType(form({ fields: planned }), 'a', 'b'),
      form({ fields: { instanceType: 'b', roleArn: 'role' } }),
    );
    const groups = (...types: readonly string[]) =>
      types.map((type, index) => ({ name: `group${index}`, type, count: '1' }));
    assert.deepEqual(
      formOnOtherType(form({ groups: groups('a', 'c') }), 'a', 'b'),
      form({ groups: groups('b', 'c') }),
    );
  });

  it('do not run on capacity that was reserved for another', () => {
    const planned = { ResourceConfig: { InstanceType: 'ml.p5.48xlarge', TrainingPlanArn: 'arn' } };
    assert.deepEqual(onOtherType(planned, 'ml.p5.48xlarge', 'ml.p4d.24xlarge'), {
      ResourceConfig: { InstanceType: 'ml.p4d.24xlarge' },
    });
  });
});
