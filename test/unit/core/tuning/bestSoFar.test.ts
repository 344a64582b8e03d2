import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bestSoFar, bestTrial } from '../../../../src/core/tuning/bestSoFar';
import { objectiveOf, type Trial } from '../../../../src/core/tuning/tuningJob';
import { someTrials, trial } from './trials';

const bests = (trials: readonly Trial[], direction: 'Maximize' | 'Minimize' | '') =>
  bestSoFar(trials, direction).map(({ trial: { number }, best }) => [number, best]);

describe('the best of the trials', () => {
  const trials = [
    trial(1, { objective: '0.4', endedAt: 9000 }),
    trial(2, { objective: '0.7', endedAt: 5000 }),
    trial(3, { objective: '0.2', endedAt: 7000 }),
  ];

  it('goes by the time at which the values were known, in either direction', () => {
    assert.deepEqual(bests(trials, 'Maximize'), [
      [2, 0.7],
      [3, 0.7],
      [1, 0.7],
    ]);
    assert.deepEqual(bests(trials, 'Minimize'), [
      [2, 0.7],
      [3, 0.2],
      [1, 0.2],
    ]);
    assert.equal(bestTrial(trials, 'Maximize')?.number, 2);
    assert.equal(bestTrial(trials, 'Minimize')?.number, 3);
  });

  it('is none where no direction is known, or nothing has a value', () => {
    assert.equal(bestTrial(trials, ''), undefined);
    assert.equal(bestSoFar(trials, '')[0]?.best, undefined);
    const without = ['', 'NaN', 'Infinity', '-Infinity'].map((objective, i) =>
      trial(i + 1, { objective, status: 'Failed' }),
    );
    assert.deepEqual(bestSoFar(without, 'Maximize'), []);
    assert.equal(bestTrial([], 'Maximize'), undefined);
  });

  it('is the earlier one of equal values', () => {
    const equal = [trial(1, { endedAt: 9000 }), trial(2, { endedAt: 5000 })];
    assert.equal(bestTrial(equal, 'Maximize')?.number, 2);
    assert.equal(bestTrial(equal, 'Minimize')?.number, 2);
  });

  it('leaves out what the service has refused, which is shown all the same', () => {
    const refused = [...trials, trial(4, { objective: '9', objectiveStatus: 'Failed' })];
    assert.equal(bestSoFar(refused, 'Maximize').length, 4);
    assert.equal(bestTrial(refused, 'Maximize')?.number, 2);
  });

  it('is at each time the extreme of all values up to it', () => {
    fc.assert(
      fc.property(someTrials, fc.constantFrom('Maximize', 'Minimize'), (all, direction) => {
        const extreme = direction === 'Maximize' ? Math.max : Math.min;
        const measured = bestSoFar(all, direction);
        assert.equal(
          measured.length,
          all.filter((each) => objectiveOf(each) !== undefined).length,
          'none lost, none doubled',
        );
        measured.forEach(({ best, at }, index) => {
          const before = measured
            .slice(0, index + 1)
            .filter((each) => each.trial.objectiveStatus !== 'Failed')
            .map(({ value }) => value);
          assert.ok(index === 0 || at >= (measured[index - 1]?.at ?? 0));
          assert.equal(best, before.length > 0 ? extreme(...before) : undefined);
        });
        const best = bestTrial(all, direction);
        assert.equal(best && objectiveOf(best), measured.at(-1)?.best);
      }),
    );
  });
});
