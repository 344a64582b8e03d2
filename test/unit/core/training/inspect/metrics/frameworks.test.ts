import assert from 'node:assert/strict';
import { inspectScript } from '../../../../../../src/core/training/inspect/inspectScript';
import type { ScriptMetric } from '../../../../../../src/core/training/inspection';

const metricsOf = (...lines: readonly string[]): readonly ScriptMetric[] =>
  inspectScript(lines.join('\n'), 'train.py').metrics;

/** `line name`, with what it reads of each of the printed lines. */
const readFrom = (printed: readonly string[], ...script: readonly string[]): string[] =>
  metricsOf(...script).map(({ line, name, regex }) => {
    const values = printed.flatMap((text) => new RegExp(regex).exec(text)?.[1] ?? []);
    return [String(line), name, ...values].join(' ');
  });

const names = (...script: readonly string[]): string[] =>
  metricsOf(...script).map(({ name }) => name);

describe('inspectScript: metrics that Keras prints', () => {
  const head = ['import keras', 'from keras import metrics as km'];
  const epoch = '3/3 - 0s - 20ms/step - accuracy: 0.5208 - auc_1: 0.4866 - loss: 7.1e-01';
  const validation = ' - val_accuracy: 0.3750 - val_auc_1: 0.4603 - val_loss: 0.7260';

  it('are the loss and what compile is given', () => {
    assert.deepEqual(
      readFrom(
        [epoch + validation],
        ...head,
        "model.compile('adam', 'mse',",
        "  metrics=['accuracy', km.AUC()])",
        'model.fit(x, y, validation_split=0.2)',
      ),
      [
        '4 accuracy 0.5208',
        '4 auc 0.4866',
        '4 val_accuracy 0.3750',
        '4 val_auc 0.4603',
        '5 loss 7.1e-01',
        '5 val_loss 0.7260',
      ],
    );
  });

  it('are the last of a bar that writes over itself', () => {
    const bar = (loss: string): string => `\x1b[1m1/3\x1b[0m 0s 9ms/step - loss: ${loss}\b\b\b\r`;
    assert.deepEqual(readFrom([bar('0.9') + bar('0.8')], ...head, 'model.fit(x, y, epochs=3)'), [
      '3 loss 0.8',
    ]);
  });

  it('have the names of objects, functions and lists that are made elsewhere', () => {
    const text = [
      ...head,
      'def f1_m(truth, guess): return truth',
      "METRICS = [km.SparseTopKCategoricalAccuracy(k=2), km.Precision(name='prec'), f1_m,",
      "  km.MeanSquaredError('own'), keras.losses.mean_absolute_error, km.FBetaScore(), 'AUC']",
      'def build(metrics):',
      "  model.compile('adam', metrics=metrics)",
      'build(METRICS)',
      'model.fit(x, y, epochs=3)',
    ];
    assert.deepEqual(names(...text), [
      'sparse_top_k_categorical_accuracy',
      'prec',
      'f1_m',
      'own',
      'mean_absolute_error',
      'fbeta_score',
      'loss',
    ]);
  });

  it('are not guessed where the model or the release names them', () => {
    const compile = "model.compile(loss={'a': 'mse', 'b': 'mae'}, metrics=['mae'])";
    assert.deepEqual(names(...head, compile, 'model.fit(x, y)'), ['loss']);
    const several = 'model = keras.Model(inputs, [one, other])';
    const plain = "model.compile('sgd', 'mse', ['mae'])";
    assert.deepEqual(names(...head, several, plain, 'model.fit(x, y)'), ['loss']);
    const twice = "model.compile(metrics=['mae', 'mae', make(), *more])";
    assert.deepEqual(names(...head, twice, 'model.fit(x, y)'), ['loss']);
    const step = ['class Own(keras.Model):', '  def train_step(self, data): return {}'];
    assert.deepEqual(names(...head, ...step, plain, 'model.fit(x, y)'), []);
  });

  it('are none where nothing is fitted, or in silence, or something else is', () => {
    const compile = "model.compile('adam', 'mse')";
    assert.deepEqual(names(...head, compile), []);
    assert.deepEqual(names(...head, compile, 'model.fit(x, y, verbose=0)'), []);
    assert.deepEqual(names(...head, 'scaler.fit(x)', "re.compile('x')"), []);
    assert.deepEqual(names('import sklearn', 'model.fit(x, y, epochs=3)'), []);
    assert.deepEqual(names(...head, compile, 'model.fit(x, y, validation_data=None)'), ['loss']);
  });
});

describe('inspectScript: metrics that XGBoost prints', () => {
  const printed = [
    '[3]\ttrain-auc:0.98439\ttrain-error@0.4:0.18000\tvalid-auc:0.7\tvalid-error@0.4:1',
  ];

  it('are those of its data sets', () => {
    const text = [
      'import xgboost as xgb',
      "params = {'objective': 'binary:logistic'}",
      "params['eval_metric'] = ['auc', 'error@0.4']",
      "watch = [(a, 'train'), (b, 'valid')]",
      'xgb.train(params, a, 10, watch)',
    ];
    assert.deepEqual(readFrom(printed, ...text), [
      '3 train-auc 0.98439',
      '3 train-error@0.4 0.18000',
      '3 valid-auc 0.7',
      '3 valid-error@0.4 1',
    ]);
  });

  it('are those of an estimator', () => {
    const text = [
      'from xgboost import XGBClassifier',
      "model = XGBClassifier(eval_metric='logloss')",
      'model.fit(x, y, eval_set=[(x, y), (a, b)], verbose=True)',
    ];
    const line = '[0]\tvalidation_0-logloss:0.51507\tvalidation_1-logloss:0.6';
    assert.deepEqual(readFrom([line], ...text), [
      '2 validation_0-logloss 0.51507',
      '2 validation_1-logloss 0.6',
    ]);
  });

  it('are those of an objective whose measure no release has changed', () => {
    const train = (objective: string): string[] =>
      names(
        'import xgboost',
        `xgboost.train({'objective': '${objective}'}, a, evals=[(a, 'train')])`,
      );
    assert.deepEqual(train('reg:squarederror'), ['train-rmse']);
    assert.deepEqual(train('binary:logistic'), []);
  });

  it('are none where they are not known or not printed', () => {
    const train = (evals: string, more = ''): string[] =>
      names(
        'import xgboost as xgb',
        'parts = []',
        "parts.append((a, 'a'))",
        `xgb.train({'eval_metric': 'auc'}, a, evals=${evals}${more})`,
      );
    assert.deepEqual(train("[(a, 'train')]"), ['train-auc']);
    assert.deepEqual(train("[(a, 'train')]", ', verbose_eval=False'), []);
    assert.deepEqual(train('[(a, name)]'), []);
    assert.deepEqual(train('parts'), []);
  });

  it('hang on the value that a name has, and not on one of several', () => {
    const text = (...lines: string[]): string[] =>
      names('import xgboost as xgb', ...lines, "xgb.train(params, a, evals=[(a, 'train')])");
    assert.deepEqual(text("params = dict(eval_metric='auc')"), ['train-auc']);
    assert.deepEqual(text("params = {'eval_metric': 'auc'}", "params['eval_metric'] = 'map'"), []);
    assert.deepEqual(text("params = {'eval_metric': 'auc'}", 'for params in grid: pass'), []);
  });
});

describe('inspectScript: metrics that LightGBM prints', () => {
  const head = ['import lightgbm as lgb', "params = {'metric': ['binary_logloss', 'mse']}"];
  const printed = ["[2]\ttraining's binary_logloss: 0.597594\tvalid_1's l2: 0.9"];

  it('are those of its data sets, where it is asked to print them', () => {
    const train = 'lgb.train(params, a, 5, valid_sets=[a, b], callbacks=[lgb.log_evaluation(1)])';
    assert.deepEqual(readFrom(printed, ...head, train), [
      '2 training binary_logloss 0.597594',
      '2 training l2',
      '2 valid_1 binary_logloss',
      '2 valid_1 l2 0.9',
    ]);
    assert.deepEqual(names(...head, 'lgb.train(params, a, valid_sets=[a, b])'), []);
  });

  it('have the names that the data sets are given', () => {
    const train = "lgb.train(params, a, valid_sets=[b], valid_names=['held out'], verbose_eval=10)";
    assert.deepEqual(readFrom(["[10]\theld out's l2: 3"], ...head, train), [
      '2 held out binary_logloss',
      '2 held out l2 3',
    ]);
  });

  it('are those of an estimator', () => {
    const text = [
      'from lightgbm import LGBMRegressor, log_evaluation',
      'model = LGBMRegressor()',
      "model.fit(x, y, eval_set=[(x, y), (a, b)], eval_metric='mae', callbacks=[log_evaluation()])",
    ];
    assert.deepEqual(readFrom(["[1]\ttraining's l1: 0.47\tvalid_1's l1: 0.5"], ...text), [
      '3 training l1 0.47',
      '3 valid_1 l1 0.5',
    ]);
  });
});

describe('inspectScript: metrics that a Trainer prints', () => {
  const head = [
    'from transformers import Trainer, TrainingArguments',
    'import evaluate',
    "accuracy = evaluate.load('accuracy')",
  ];
  const printed = [
    "{'loss': 0.6919, 'grad_norm': 0.1, 'learning_rate': 5e-05, 'epoch': 0.5}",
    "{'eval_loss': '0.69', 'eval_accuracy': '1e-05', 'epoch': '1'}",
    "{'train_runtime': '0.5907', 'train_loss': '0.6928'}",
  ];

  it('are the losses, and what compute_metrics returns', () => {
    const text = [
      ...head,
      'def compute(given):',
      '  return accuracy.compute(predictions=given, references=given)',
      'def main():',
      "  settings = TrainingArguments('out', eval_strategy='epoch')",
      '  trainer = Trainer(model, settings, compute_metrics=compute)',
      '  trainer.train()',
    ];
    assert.deepEqual(readFrom(printed, ...text), [
      '5 eval_accuracy 1e-05',
      '8 eval_loss 0.69',
      '9 loss 0.6919',
      '9 train_loss 0.6928',
    ]);
  });

  it('are those that the script’s own trainer evaluates', () => {
    const text = [
      ...head,
      'class Own(Trainer): pass',
      "def compute(given): return {'f1': 1, 'eval_x': 2, name: 3}",
      'trainer = Own(model=model, compute_metrics=compute)',
      'trainer.evaluate()',
    ];
    assert.deepEqual(names(...text), ['eval_f1', 'eval_x', 'eval_loss']);
  });

  it('are none of a model that is set to train, or without an evaluation', () => {
    assert.deepEqual(names(...head, 'model = make()', 'model.train()'), []);
    const settings = "TrainingArguments('out', eval_strategy='no')";
    assert.deepEqual(names(...head, `trainer = Trainer(args=${settings})`, 'trainer.train()'), [
      'loss',
      'train_loss',
    ]);
  });
});

describe('inspectScript: metrics that Lightning shows', () => {
  const module = [
    'import pytorch_lightning as pl',
    'class Net(pl.LightningModule):',
    '  def training_step(self, batch):',
    "    self.log('train_loss', loss, prog_bar=True, on_epoch=True)",
    "    self.log('hidden', loss)",
    '  def validation_step(self, batch):',
    "    self.log_dict({'val/acc': acc}, prog_bar=True)",
    '  def test_step(self, batch):',
    "    self.log('test_acc', acc)",
    'trainer = pl.Trainer()',
  ];
  const bar =
    'Epoch 1: 100%|██| 4/4 [00:00<00:00, 241.77it/s, train_loss_step=0.144, val/acc=0.16]\r' +
    'Epoch 1: 100%|██| 4/4 [00:00<00:00, 241.77it/s, train_loss_step=0.1, train_loss_epoch=0.19]';

  it('are those of the bar', () => {
    assert.deepEqual(readFrom([bar], ...module, 'trainer.fit(Net())'), [
      '4 train_loss_step 0.1',
      '4 train_loss_epoch 0.19',
      '7 val/acc 0.16',
    ]);
  });

  it('are those of the table', () => {
    const table = ['│         test_acc          │           0.25            │'];
    assert.deepEqual(readFrom(table, ...module, 'trainer.test(Net())'), ['9 test_acc 0.25']);
  });

  it('are none where nothing is trained', () => {
    assert.deepEqual(names(...module), []);
  });
});
