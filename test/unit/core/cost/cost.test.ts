import assert from 'node:assert/strict';
import {
  costPerHour,
  maximumCost,
  onDemandPerHour,
  type Cost,
} from '../../../../src/core/cost/cost';
import { beijing, bundled, cases, east, hour, of, xlarge, type Told } from './costCases';

function told(cost: Cost, storage: boolean): string {
  if (!cost.isKnown) {
    return cost.why;
  }
  return `${cost.amount.toFixed(10)}${storage && cost.isWithoutStorage ? '+' : ''}`;
}

const expected = (value: Told): string => {
  const [, amount, plus] = /^([\d.e-]+)(\+?)$/.exec(String(value)) ?? [];
  return amount === undefined ? String(value) : `${Number(amount).toFixed(10)}${plus ?? ''}`;
};

describe('what a training job costs', () => {
  for (const [arithmetic, plan, prices, perHour, atMost] of cases) {
    it(arithmetic, () => {
      assert.equal(told(costPerHour(plan, prices), false), expected(perHour));
      assert.equal(told(maximumCost(plan, prices), true), expected(atMost));
    });
  }

  it('is told in at least 40 ways', () => {
    assert.ok(cases.length >= 40, `${cases.length}`);
  });

  it('carries its currency and the day of its prices', () => {
    const { currency, date } = maximumCost({ ...xlarge, maxRuntime: hour }, beijing) as {
      currency?: string;
      date?: string;
    };
    assert.deepEqual({ currency, date }, { currency: 'CNY', date: '2026-09-20' });
  });

  it('names the types that have no price, each once', () => {
    const instances = ['ml.x1.large', 'ml.m5.xlarge', 'ml.x2.large', 'ml.x1.large'];
    const plan = { instances: instances.map((type) => ({ type, count: 1 })), maxRuntime: hour };
    assert.deepEqual(maximumCost(plan, east), {
      isKnown: false,
      why: 'noPrice',
      types: ['ml.x1.large', 'ml.x2.large'],
    });
  });

  it('counts the time that a job may take to stop', () => {
    const plan = { ...xlarge, maxRuntime: hour, stopping: 120, keepAlive: 60 };
    // 0.230 × (3600 + 120 + 60) / 3600
    assert.equal(told(maximumCost(plan, bundled), false), expected(0.2415));
  });

  it('says that the instances of rules come on top', () => {
    const plan = { ...xlarge, maxRuntime: hour };
    const isWithout = (rules: readonly string[]) => {
      const cost = maximumCost({ ...plan, rules }, bundled);
      return cost.isKnown && cost.isWithoutRules;
    };
    assert.deepEqual([isWithout([]), isWithout(['ml.t3.medium'])], [false, true]);
  });

  it('of spare capacity is that of any other at most', () => {
    const plan = { ...of('ml.g5.2xlarge', 4), maxRuntime: hour, isSpot: true };
    assert.equal(told(onDemandPerHour(plan, bundled), false), expected(6.06));
  });
});
