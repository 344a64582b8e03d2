import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import type { PriceTable } from '../../../../src/core/cost/priceTable';
import { afterFacts } from '../../../../src/ui/after/afterTexts';

const ended = Date.UTC(2026, 10, 21, 10);
const prices: PriceTable = {
  ...{ region: 'us-east-1', currency: 'USD', date: '2026-11-01', storage: null },
  training: { 'ml.g5.xlarge': 1.2 },
};

const jobOf = (facts: object): object => ({
  TrainingJobName: 'warm',
  TrainingEndTime: new Date(ended),
  ResourceConfig: {
    ...{ InstanceType: 'ml.g5.xlarge', InstanceCount: 2, VolumeSizeInGB: 30 },
    KeepAlivePeriodInSeconds: 1800,
  },
  ...facts,
});

const told = (facts: object, table: PriceTable | undefined = prices): Record<string, unknown> =>
  Object.fromEntries(
    afterFacts(jobOf(facts), { prices: table, now: ended + 420_000 }).map(({ label, value }) => [
      label,
      value,
    ]),
  );

describe('what a row tells of a job after its end', () => {
  it('is nothing of a job without a warm pool or spare capacity', () => {
    assert.deepEqual(told({}), {});
  });

  for (const [pool, expected] of [
    [{ Status: 'Available' }, 'warm for 23 m 0 s more, ≈ $2.40/h, ≈ $0.28 so far'],
    [{ Status: 'InUse' }, 'in use by this job'],
    [
      { Status: 'Reused', ReusedByJob: 'next', ResourceRetainedBillableTimeInSeconds: 600 },
      'taken by next, waited 10 m 0 s, ≈ $0.40',
    ],
    [{ Status: 'Terminated', ResourceRetainedBillableTimeInSeconds: 0 }, 'ended, waited 0 s'],
  ] as const) {
    it(`is how a pool that is ${pool.Status} stands, with its money`, () => {
      assert.deepEqual(told({ WarmPoolStatus: pool }), { 'Warm pool': expected });
    });
  }

  it('says that a price is unknown rather than nothing', () => {
    const unpriced = told({ WarmPoolStatus: { Status: 'Available' } }, { ...prices, training: {} });
    assert.deepEqual(unpriced, { 'Warm pool': 'warm for 23 m 0 s more, price unknown' });
    const times = { TrainingTimeInSeconds: 3600, BillableTimeInSeconds: 1080 };
    const spot = told({ EnableManagedSpotTraining: true, ...times }, { ...prices, training: {} });
    assert.deepEqual(spot, {
      'Spot capacity': 'saved 70 %, money unknown, never interrupted',
    });
  });

  it('is what spare capacity has saved, and how often it was taken away', () => {
    const interrupted = ['Interrupted', 'Interrupted'].map((Status) => ({ Status }));
    const spot = {
      ...{ EnableManagedSpotTraining: true, SecondaryStatusTransitions: interrupted },
      ...{ TrainingTimeInSeconds: 3600, BillableTimeInSeconds: 1081 },
    };
    assert.deepEqual(told(spot), {
      'Spot capacity': 'saved 70 %, ≈ $1.68, interrupted 2 times',
    });
    const waited = { EnableManagedSpotTraining: true, SecondaryStatus: 'MaxWaitTimeExceeded' };
    assert.deepEqual(told(waited), {
      'Spot capacity': 'waited too long for capacity, never interrupted',
    });
  });
});
