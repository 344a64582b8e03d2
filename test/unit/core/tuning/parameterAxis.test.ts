import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parameterAxis } from '../../../../src/core/tuning/parameterAxis';
import type { ParameterRange } from '../../../../src/core/tuning/tuningJob';

const range = (scaling: string, kind: ParameterRange['kind'] = 'continuous'): ParameterRange => ({
  ...{ name: 'eta', kind, values: kind === 'categorical' ? ['sgd', 'adam'] : ['0', '1'], scaling },
});

describe('the axis of a hyperparameter', () => {
  it('has its tens at equal distances where it is searched so', () => {
    const axis = parameterAxis(range('Logarithmic'), ['0.001', '1e-1']);
    assert.deepEqual(['0.001', '0.01', '1e-1', '0', '-1', 'NaN', ''].map(axis.position), [
      ...[-3, -2, -1, undefined, undefined, undefined, undefined],
    ]);
    assert.deepEqual(
      axis.ticks(-4, 0).map(({ label }) => label),
      ['0.0001', '0.001', '0.01', '0.1', '1'],
    );
    const momentum = parameterAxis(range('ReverseLogarithmic'), ['0.9']);
    assert.deepEqual(
      ['0', '0.9', '0.99', '1'].map((text) => momentum.position(text)?.toFixed(6)),
      ['0.000000', '1.000000', '2.000000', undefined],
    );
    assert.deepEqual(
      momentum.ticks(0, 3).map(({ label }) => label),
      ['0', '0.684', '0.9', '0.968', '0.99', '0.997', '0.999'],
    );
  });

  it('has categories in their order, and values that were not foreseen behind them', () => {
    const axis = parameterAxis(range('', 'categorical'), ['adam', 'rms']);
    assert.deepEqual(['sgd', 'adam', 'rms', 'other'].map(axis.position), [0, 1, 2, undefined]);
    assert.deepEqual(axis.ticks(-0.5, 1.5), [
      { at: 0, label: 'sgd' },
      { at: 1, label: 'adam' },
    ]);
    assert.equal(parameterAxis(undefined, ['1', 'x']).position('x'), 1);
  });

  it('tells numbers apart that have their first digits in common, and leaves out what it cannot', () => {
    const axis = parameterAxis(undefined, ['1']);
    const labels = axis.ticks(0.1, 0.1004).map(({ label }) => label);
    assert.deepEqual(labels, ['0.1', '0.1001', '0.1002', '0.1003', '0.1004']);
    assert.deepEqual(axis.ticks(0.9989999999999997, 0.9989999999999998), []);
  });

  it('keeps the order of numbers, and has a few round labels between any two', () => {
    const number = fc.double({ min: 1e-6, max: 0.999, noNaN: true });
    const scaling = fc.constantFrom('', 'Auto', 'Linear', 'Logarithmic', 'ReverseLogarithmic');
    fc.assert(
      fc.property(number, number, scaling, (a, b, scaled) => {
        const axis = parameterAxis(range(scaled), [String(a)]);
        const [at, other] = [axis.position(String(a)) ?? NaN, axis.position(String(b)) ?? NaN];
        assert.ok(a < b ? at <= other : at >= other);
        const [from, to] = [Math.min(at, other), Math.max(at, other)];
        const ticks = axis.ticks(from, to);
        assert.ok(ticks.length <= 8);
        assert.ok(ticks.every((tick) => tick.at >= from - 1e-9 && tick.at <= to + 1e-9));
        assert.equal(new Set(ticks.map(({ label }) => label)).size, ticks.length);
      }),
    );
  });
});
