import assert from 'node:assert/strict';
import type { PriceTable } from '../../../../../src/core/cost/priceTable';
import {
  poolCostPerHour,
  poolCostSoFar,
  stillWarm,
  waitedSeconds,
  warmPoolOf,
} from '../../../../../src/core/training/after/warmPool';

const minute = 60_000;
const ended = Date.UTC(2026, 10, 21, 10);

const prices: PriceTable = {
  ...{ region: 'us-east-1', currency: 'USD', date: '2026-11-01', storage: 0.14 },
  training: { 'ml.g5.xlarge': 1.2 },
};

const describedJob = (pool: object, resources: object = {}): object => ({
  TrainingJobName: 'warm',
  TrainingEndTime: new Date(ended),
  ResourceConfig: {
    ...{ InstanceType: 'ml.g5.xlarge', InstanceCount: 2, VolumeSizeInGB: 30 },
    ...{ KeepAlivePeriodInSeconds: 1800, ...resources },
  },
  StoppingCondition: { MaxRuntimeInSeconds: 3600 },
  WarmPoolStatus: pool,
});

const poolOf = (pool: object, resources?: object) => {
  const found = warmPoolOf(describedJob(pool, resources));
  assert.ok(found);
  return found;
};

describe('a warm pool', () => {
  it('is not there unless the service tells of one', () => {
    assert.equal(warmPoolOf({ TrainingJobName: 'cold' }), undefined);
  });

  it('waits from the end of its job for as long as it is kept, and no longer', () => {
    const pool = poolOf({ Status: 'Available' });
    assert.equal(stillWarm(pool, ended + 7 * minute), 23 * minute);
    assert.equal(stillWarm(pool, ended + 45 * minute), 0);
    assert.equal(waitedSeconds(pool, ended + 7 * minute), 420);
    assert.equal(waitedSeconds(pool, ended + 45 * minute), 1800);
  });

  it('costs what its instances do, for the time that it has waited', () => {
    const pool = poolOf({ Status: 'Available' });
    const perHour = poolCostPerHour(pool, prices);
    const soFar = poolCostSoFar(pool, prices, ended + 10 * minute);
    assert.ok(perHour.isKnown && soFar.isKnown);
    assert.equal(perHour.amount.toFixed(6), '2.400000');
    assert.equal(soFar.amount.toFixed(6), '0.400000', '10 of 60 minutes of two instances');
  });

  it('believes the service where that tells of more, or of a pool that waits no more', () => {
    const more = poolOf({ Status: 'Available', ResourceRetainedBillableTimeInSeconds: 600 });
    assert.equal(waitedSeconds(more, ended + minute), 600);
    const taken = poolOf({
      ...{ Status: 'Reused', ResourceRetainedBillableTimeInSeconds: 90, ReusedByJob: 'next' },
    });
    assert.equal(taken.reusedBy, 'next');
    assert.equal(stillWarm(taken, ended), undefined);
    const cost = poolCostSoFar(taken, prices, ended + 20 * minute);
    assert.ok(cost.isKnown);
    assert.equal(cost.amount.toFixed(6), '0.060000');
  });

  it('has an unknown price where a price or a time is missing, never none', () => {
    const unpriced = poolOf({ Status: 'Available' }, { InstanceType: 'ml.new.xlarge' });
    assert.equal(poolCostSoFar(unpriced, prices, ended + minute).isKnown, false);
    assert.equal(poolCostPerHour(unpriced, prices).isKnown, false);
    assert.equal(poolCostSoFar(poolOf({ Status: 'Available' }), undefined, ended).isKnown, false);
    const terminated = poolOf({ Status: 'Terminated' });
    assert.equal(poolCostSoFar(terminated, prices, ended + minute).isKnown, false);
    const begun = poolOf({ Status: 'Available' });
    assert.equal(poolCostSoFar(begun, prices, ended).isKnown, false, 'not a second yet');
  });
});
