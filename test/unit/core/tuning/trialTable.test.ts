import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  hyperparameterColumn,
  shownTrials,
  toTrialColumn,
  type TrialColumn,
  type TrialView,
} from '../../../../src/core/tuning/trialTable';
import {
  durationOf,
  hyperparameterNames,
  numbered,
  objectiveOf,
} from '../../../../src/core/tuning/tuningJob';
import { someTrials, trial } from './trials';

const plain: TrialView = { sort: 'number', descending: false, text: '', status: '' };
const now = 200;

describe('the table of trials', () => {
  const trials = [
    trial(1, { objective: '0.9', hyperparameters: { eta: '0.1', solver: 'adam' } }),
    trial(2, { objective: '', status: 'Failed', failureReason: 'out of memory\nline two' }),
    trial(3, { objective: 'NaN', hyperparameters: { eta: '0.02', solver: 'sgd' } }),
    trial(4, { objective: '-1', hyperparameters: { eta: '1e-3', solver: 'Adam' } }),
    trial(5, { objective: '0.05', hyperparameters: { eta: 'auto' }, status: 'InProgress' }),
  ];

  const shown = (view: Partial<TrialView>): readonly number[] =>
    shownTrials(trials, { ...plain, ...view }, now).map(({ number }) => number);

  it('sorts numbers as numbers, and what is missing to the end in both orders', () => {
    assert.deepEqual(shown({ sort: 'objective' }), [4, 5, 1, 2, 3]);
    assert.deepEqual(shown({ sort: 'objective', descending: true }), [1, 5, 4, 2, 3]);
    const sort = hyperparameterColumn('eta');
    assert.deepEqual(shown({ sort }), [4, 3, 1, 5, 2]);
    assert.deepEqual(shown({ sort, descending: true }), [5, 1, 3, 4, 2]);
  });

  it('finds words in names, states, reasons and hyperparameters', () => {
    assert.deepEqual(shown({ text: 'ADAM' }), [1, 4]);
    assert.deepEqual(shown({ text: 'solver=adam eta=0' }), [1]);
    assert.deepEqual(shown({ text: 'memory' }), [2]);
    assert.deepEqual(shown({ text: 'sweep-003' }), [3]);
    assert.deepEqual(shown({ text: ' \n ' }), [1, 2, 3, 4, 5]);
    assert.deepEqual(shown({ text: 'nothing' }), []);
    assert.deepEqual(shown({ status: 'Failed' }), [2]);
    assert.deepEqual(shown({ status: 'Failed', text: 'adam' }), []);
  });

  it('takes no inherited member for a hyperparameter', () => {
    const sort = hyperparameterColumn('constructor');
    assert.deepEqual(shown({ sort }), [1, 2, 3, 4, 5]);
  });

  it('loses and doubles no row, and keeps the order of equal ones', () => {
    const column = fc.constantFrom<TrialColumn>(
      'number',
      'name',
      'status',
      'objective',
      'duration',
      ...['eta', 'layers', 'solver', 'none'].map(hyperparameterColumn),
    );
    fc.assert(
      fc.property(someTrials, column, fc.boolean(), (all, sort, descending) => {
        const rows = shownTrials(all, { ...plain, sort, descending }, now);
        assert.deepEqual(
          rows.map(({ number }) => number).sort((a, b) => a - b),
          all.map(({ number }) => number),
        );
        for (const [index, row] of rows.entries()) {
          const before = rows[index - 1];
          const numberOf = (each: typeof row): number | undefined =>
            sort === 'duration' ? durationOf(each, now) : objectiveOf(each);
          if (before && (sort === 'duration' || sort === 'objective')) {
            const [a, b] = [numberOf(before), numberOf(row)];
            assert.ok(b === undefined || (a !== undefined && (descending ? a >= b : a <= b)));
            assert.ok(a !== b || before.number < row.number);
          }
        }
      }),
    );
  });

  it('knows a column when it sees one', () => {
    for (const text of ['number', 'objective', 'hyperparameter a\nb', 'hyperparameter ']) {
      assert.equal(toTrialColumn(text), text);
    }
    for (const text of ['', 'names', 'hyperparameter', 'constructor', ' number']) {
      assert.equal(toTrialColumn(text), undefined);
    }
  });
});

describe('the trials of a tuning job', () => {
  it('are numbered by their creation, whatever order they come in', () => {
    const trials = [trial(0, { name: 'b', createdAt: 5 }), trial(0, { name: 'a', createdAt: 5 })];
    const all = numbered([...trials, trial(0, { name: 'c', createdAt: 1 })]);
    assert.deepEqual(
      all.map(({ name, number }) => [name, number]),
      [
        ['c', 1],
        ['a', 2],
        ['b', 3],
      ],
    );
    assert.equal(numbered(all)[0], all[0], 'what has its number stays the same object');
  });

  it('have the hyperparameters of the definition, and what the service has added', () => {
    const range = { kind: 'integer', values: ['1', '9'], scaling: 'Auto' } as const;
    assert.deepEqual(
      hyperparameterNames(
        [{ name: 'layers', ...range }],
        [trial(1, { hyperparameters: { eta: '1', layers: '2' } })],
      ),
      ['layers', 'eta'],
    );
  });
});
