import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { bundledPrices } from '../../../../src/core/cost/bundledPrices';
import type { CostPlan } from '../../../../src/core/cost/cost';
import type { PriceTable } from '../../../../src/core/cost/priceTable';
import { costTexts } from '../../../../src/ui/launch/costTexts';

const virginia = bundledPrices('us-east-1') ?? assert.fail();

const plan: CostPlan = { instances: [{ type: 'ml.m5.xlarge', count: 1 }], maxRuntime: 3600 };

const text = (more: Partial<CostPlan>, prices: PriceTable | undefined = virginia): string =>
  costTexts({ ...plan, ...more }, prices).text;

const of = (...types: readonly string[]) => ({
  instances: types.map((type) => ({ type, count: 1 })),
});

describe('what is said of a cost', () => {
  it('is the price of an hour and a bound, with the day of the prices', () => {
    assert.deepEqual(costTexts(plan, virginia), {
      text: '≈ $0.23/h · at most $0.23 in 1 h 0 m',
      detail:
        'By AWS’s price list of Sep 24, 2026, before taxes and discounts. The storage of the instances comes on top: its price is not known.',
    });
  });

  it('includes the storage in the bound where its price is known', () => {
    // 0.23 + 30 × 0.14 / 672 = 0.23625
    const told = costTexts({ ...plan, volumeSize: 30 }, { ...virginia, storage: 0.14 });
    assert.equal(told.text, '≈ $0.23/h · at most $0.24 in 1 h 0 m');
    assert.match(told.detail ?? '', /The most includes 30 GB of storage at each instance\.$/);
  });

  it('says how long instances are kept warm, and what spare capacity may cost', () => {
    assert.equal(
      text({ keepAlive: 1800 }),
      '≈ $0.23/h · at most $0.35 in 1 h 0 m and 30 m 0 s kept warm',
    );
    assert.equal(
      text({ isSpot: true }),
      '≈ $0.23/h, or less as spot capacity · at most $0.23 in 1 h 0 m',
    );
  });

  it('is never 0 for a short job', () => {
    assert.equal(text({ maxRuntime: 60 }), '≈ $0.23/h · at most $0.004 in 1 m 0 s');
  });

  it('is in yuan in China', () => {
    const prices = { ...virginia, region: 'cn-north-1', currency: 'CNY' };
    assert.equal(text({}, prices), '≈ CN¥0.23/h · at most CN¥0.23 in 1 h 0 m');
  });

  it('says what is not known', () => {
    assert.equal(
      text(of('ml.m5.xlarge', 'ml.x.large', 'ml.y.large')),
      'unknown; no price of training on ml.x.large, ml.y.large is listed',
    );
    assert.deepEqual(costTexts(plan, undefined), {
      text: 'unknown; AWS bills the time of the instances',
      detail: null,
    });
    const unsaid = 'unknown until it is said on what the job runs, and for how long';
    assert.equal(text({ maxRuntime: NaN }), unsaid);
    assert.equal(text(of()), unsaid);
    assert.equal(text({ isReserved: true }), 'paid for with the training plan');
  });
});
