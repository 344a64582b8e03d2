import assert from 'node:assert/strict';
import { inspectScript } from '../../../../../../src/core/training/inspect/inspectScript';

const names = (...script: readonly string[]): readonly string[] =>
  inspectScript(script.join('\n'), 'train.py').metrics.map(({ name }) => name);

const repeated = (count: number, ...lines: readonly string[]): string[] =>
  Array.from({ length: count }, () => lines).flat();

describe('inspectScript: names in the calls of frameworks', () => {
  const made = "a = xgboost.XGBClassifier(eval_metric='auc')";
  const fit = "a.fit(x, y, eval_set=[(x, 'x')])";

  it('that stand for each other end', () => {
    const script = ['import xgboost', ...repeated(12, 'a = b', 'b = a'), fit];
    assert.deepEqual(names(...script), []);
    assert.deepEqual(names(...script, made), ['validation_0-auc']);
  });

  it('are followed once where several ways lead to one', () => {
    const ways = ['b = a', 'c = a', 'd = b', 'd = c', fit.replace('a', 'd')];
    assert.deepEqual(names('import xgboost', made, ...ways), ['validation_0-auc']);
  });

  it('tell nothing where one way leads to what is not written', () => {
    assert.deepEqual(names('import xgboost', made, 'a = b', 'import b', fit), []);
  });

  it('are followed from function to function', () => {
    const inside = ['def train(model, x, y):', `  ${fit.replace('a', 'model')}`];
    assert.deepEqual(names('import xgboost', made, ...inside, 'train(a, 1, 2)'), [
      'validation_0-auc',
    ]);
    assert.deepEqual(names('import xgboost', ...inside, 'train(a, 1, 2)', 'train(b, 1, 2)'), []);
  });
});

describe('inspectScript: dictionaries of settings', () => {
  const train = "xgb.train(params, d, evals=[(d, 't')])";
  const metrics = (...lines: readonly string[]): readonly string[] =>
    names('import xgboost as xgb', ...lines, train);
  const written = "params = {'eval_metric': 'auc'}";
  const error = "params = {'objective': 'reg:squarederror'}";

  for (const change of [
    "params.update({'eval_metric': 'rmse'})",
    'params.update(given)',
    "params.pop('eval_metric')",
    "del params['eval_metric']",
    "params['eval_metric'] += ['rmse']",
    'params[name] = value',
    "params['eval_metric'], b = 1, 2",
    "params |= {'eval_metric': 'rmse'}",
    "def change(given):\n  given.update(eval_metric='rmse')\nchange(params)",
  ]) {
    it(`tell nothing certain when changed: ${change}`, () => {
      assert.deepEqual(metrics(written, change), []);
      assert.deepEqual(metrics(error, change), []);
    });
  }

  it('tell nothing of keys that another dictionary may give', () => {
    assert.deepEqual(metrics("params = {'eval_metric': 'auc', **given}"), []);
    assert.deepEqual(metrics("params = {'eval_metric': 'auc', name: 'rmse'}"), []);
    assert.deepEqual(metrics("params = {'objective': 'reg:squarederror', **given}"), []);
    assert.deepEqual(metrics("params = {**given, 'objective': 'reg:squarederror'}"), []);
    assert.deepEqual(metrics("params = dict(given, objective='reg:squarederror')"), []);
    assert.deepEqual(metrics("params = dict(objective='reg:squarederror', **given)"), []);
    assert.deepEqual(metrics('params = json.load(file)'), []);
  });

  it('tell of a key that stands behind, alone, or later', () => {
    assert.deepEqual(metrics("params = {**given, 'eval_metric': 'auc'}"), ['t-auc']);
    assert.deepEqual(metrics("params = dict(given, eval_metric='auc')"), ['t-auc']);
    assert.deepEqual(metrics("params = {'eval_metric': 'x', 'eval_metric': 'auc'}"), ['t-auc']);
    assert.deepEqual(metrics("key = 'eval_metric'", "params = {key: 'auc'}"), ['t-auc']);
    assert.deepEqual(metrics(error), ['t-rmse']);
    assert.deepEqual(metrics(error, "params['eval_metric'] = 'auc'"), ['t-auc']);
    assert.deepEqual(metrics(error, "params['eta'] = 1"), ['t-rmse']);
    assert.deepEqual(metrics(written, "other = {}\nother['eval_metric'] = 'map'"), ['t-auc']);
    assert.deepEqual(metrics('params = load()', "params['eval_metric'] = 'auc'"), ['t-auc']);
  });

  it('have several names', () => {
    const other = ['other = params', "other['eval_metric'] = 'map'"];
    assert.deepEqual(metrics(error, ...other), ['t-map']);
    assert.deepEqual(metrics(written, ...other), []);
  });

  it('tell nothing of a key that is given twice', () => {
    assert.deepEqual(metrics(written, "params['eval_metric'] = 'map'"), []);
    assert.deepEqual(metrics(error, ...repeated(2, "params['eval_metric'] = 'map'")), []);
  });

  it('of LightGBM tell nothing when changed', () => {
    const lines = ['import lightgbm as lgb', "params = {'metric': 'auc'}"];
    const call = "lgb.train(params, d, valid_sets=[d], valid_names=['v'], verbose_eval=1)";
    assert.deepEqual(names(...lines, call), ['v auc']);
    assert.deepEqual(names(...lines, "params.update({'metric': 'map'})", call), []);
  });
});
