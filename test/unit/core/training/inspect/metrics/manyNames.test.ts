import assert from 'node:assert/strict';
import { inspectScript } from '../../../../../../src/core/training/inspect/inspectScript';

const names = (...lines: readonly string[]): string[] =>
  inspectScript(lines.join('\n'), 'train.py').metrics.map(({ name }) => name);

describe('inspectScript: metrics of many data sets and measures', () => {
  const count = 3000;
  const many = (item: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => item(index)).join(', ');
  const measures = many((index) => `'m${index}'`);

  it('are as many as a request takes, and cost no more than their names', () => {
    const lightgbm = [
      'import lightgbm',
      `lightgbm.train({'metric': [${measures}]}, d,`,
      `  valid_sets=[${many(() => 'd')}], verbose_eval=1)`,
    ];
    const xgboost = [
      'import xgboost',
      `xgboost.train({'eval_metric': [${measures}]}, d,`,
      `  evals=[${many((index) => `(d, 's${index}')`)}])`,
    ];
    const [one, other] = [names(...lightgbm), names(...xgboost)];
    assert.deepEqual([one.length, other.length, other[0]], [40, 40, 's0-m0']);
  }).timeout(10_000);

  it('cost no more than what is written, however often it is asked for', () => {
    const script = [
      'import xgboost',
      `settings = {'eval_metric': 'auc', ${many((index) => `'k${index}': 1`)}}`,
      ...Array.from({ length: count }, () => "xgboost.train(settings, d, evals=[(d, 'a')])"),
    ];
    assert.deepEqual(names(...script), ['a-auc']);
  }).timeout(10_000);
});
