import assert from 'node:assert/strict';
import fc from 'fast-check';
import { moneyText } from '../../../../src/core/cost/money';

const usd = (amount: number, rounding?: 'up', language = 'en'): string =>
  moneyText({ amount, currency: 'USD' }, language, rounding);

describe('money', () => {
  for (const [amount, nearest, up] of [
    [0.23, '$0.23', '$0.23'],
    [0.1 + 0.2, '$0.30', '$0.30'],
    [0.23625, '$0.24', '$0.24'],
    [0.2312, '$0.23', '$0.24'],
    [25.251, '$25.25', '$25.26'],
    [0.01, '$0.01', '$0.01'],
    [0.0042, '$0.004', '$0.005'],
    [0.00003194, '$0.00003', '$0.00004'],
    [99.999, '$100.00', '$100.00'],
    [151.506, '$152', '$152'],
    [1519.104, '$1,519', '$1,520'],
    [850_698.24, '$850,698', '$850,699'],
  ] as const) {
    it(`of ${amount} is ${nearest}, at most ${up}`, () => {
      assert.equal(usd(amount), nearest);
      assert.equal(usd(amount, 'up'), up);
    });
  }

  it('is written as the language writes numbers, with the sign of its currency', () => {
    assert.equal(usd(1519.104, undefined, 'de'), '$1.519');
    assert.equal(usd(0.23, undefined, 'de'), '$0,23');
    assert.equal(usd(0.23, undefined, 'no such language'), '$0.23');
    assert.equal(moneyText({ amount: 2.036, currency: 'CNY' }, 'en'), 'CN¥2.04');
    assert.equal(moneyText({ amount: 2.036, currency: 'INR' }, 'en'), 'INR 2.04');
  });

  it('is never nothing for what costs something, and a bound never less than the sum', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), (amount) => {
        const value = (text: string): number => Number(text.replace(/[$,]/g, ''));
        assert.ok(value(usd(amount)) > 0, usd(amount));
        assert.ok(value(usd(amount, 'up')) >= amount * (1 - 1e-6), usd(amount, 'up'));
      }),
    );
  });
});
