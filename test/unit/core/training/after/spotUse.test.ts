import assert from 'node:assert/strict';
import type { PriceTable } from '../../../../../src/core/cost/priceTable';
import {
  spotSavedMoney,
  spotSavedShare,
  spotUse,
} from '../../../../../src/core/training/after/spotUse';

const prices: PriceTable = {
  ...{ region: 'us-east-1', currency: 'USD', date: '2026-11-01', storage: null },
  training: { 'ml.g5.xlarge': 1.2 },
};

const spotJob = (facts: object): object => ({
  EnableManagedSpotTraining: true,
  ResourceConfig: { InstanceType: 'ml.g5.xlarge', InstanceCount: 2, VolumeSizeInGB: 30 },
  StoppingCondition: { MaxRuntimeInSeconds: 3600, MaxWaitTimeInSeconds: 7200 },
  ...facts,
});
const transitions = (...statuses: readonly string[]) => ({
  SecondaryStatusTransitions: statuses.map((Status) => ({ Status, StartTime: new Date(0) })),
});

describe('a job on spare capacity', () => {
  it('is none where it was not asked for', () => {
    assert.equal(spotUse({ TrainingTimeInSeconds: 60 }), undefined);
    assert.equal(spotUse({ EnableManagedSpotTraining: false }), undefined);
  });

  // Hand-computed by (1 - billable / training), and by two instances at $1.20 an hour.
  const cases: readonly [training: number, billable: number, share: number, money?: string][] = [
    [3600, 1080, 0.7, '1.680'],
    [1000, 250, 0.75, '0.500'],
    [900, 900, 0],
    [900, 1000, 0],
  ];
  for (const [training, billable, share, money] of cases) {
    it(`saves ${share * 100} % of ${training} s of which ${billable} s are billed`, () => {
      const times = { TrainingTimeInSeconds: training, BillableTimeInSeconds: billable };
      const use = spotUse(spotJob(times));
      assert.ok(use);
      assert.equal(spotSavedShare(use)?.toFixed(6), share.toFixed(6));
      const saved = spotSavedMoney(spotJob(times), prices);
      assert.equal(saved.isKnown ? saved.amount.toFixed(3) : undefined, money);
    });
  }

  it('has saved nothing that is known before it has run, or without a price', () => {
    const use = spotUse(spotJob({}));
    assert.ok(use);
    assert.equal(spotSavedShare(use), undefined);
    const waited = spotUse(spotJob({ TrainingTimeInSeconds: 0, BillableTimeInSeconds: 0 }));
    assert.ok(waited);
    assert.equal(spotSavedShare(waited), undefined, 'nothing of nothing is no share');
    const times = { TrainingTimeInSeconds: 100, BillableTimeInSeconds: 10 };
    assert.equal(spotSavedMoney(spotJob(times), undefined).isKnown, false);
  });

  it('counts how often it was interrupted', () => {
    const statuses = ['Starting', 'Training', 'Interrupted', 'Starting', 'Training', 'Interrupted'];
    const use = spotUse(spotJob(transitions(...statuses, 'Training', 'Completed')));
    assert.equal(use?.interruptions, 2);
    assert.equal(use.hasWaitedTooLong, false);
  });

  it('knows that it has waited too long, by its last status or an earlier one', () => {
    const last = spotUse(spotJob({ SecondaryStatus: 'MaxWaitTimeExceeded' }));
    const earlier = spotUse(spotJob(transitions('Starting', 'MaxWaitTimeExceeded')));
    assert.deepEqual([last?.hasWaitedTooLong, earlier?.hasWaitedTooLong], [true, true]);
  });
});
