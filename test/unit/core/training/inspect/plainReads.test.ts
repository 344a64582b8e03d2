import assert from 'node:assert/strict';
import { inspectScript } from '../../../../../src/core/training/inspect/inspectScript';

const readsOf = (...lines: readonly string[]): string[] =>
  inspectScript(lines.join('\n'), 'train.py').hyperparameters.map(
    ({ name, default: value, hasDefault, required, isNameExact, line }) =>
      `${String(line)} ${name}${isNameExact ? '' : '~'}${hasDefault ? ` = ${JSON.stringify(value)}` : ''}${required ? ' required' : ''}`,
  );

describe('inspectScript: hyperparameters without a parser', () => {
  it('are read from variables of their own', () => {
    const read = readsOf(
      'import os',
      "epochs = int(os.environ['SM_HP_EPOCHS'])",
      "rate = float(os.environ.get('SM_HP_LEARNING-RATE', 0.1))",
      "name = os.getenv('SM_HP_NAME')",
    );
    assert.deepEqual(read, ['2 epochs~ required', '3 learning-rate~ = 0.1', '4 name~']);
  });

  it('are read from all of them at once', () => {
    const read = readsOf(
      'import json, os',
      "settings = json.loads(os.environ['SM_HPS'])",
      "epochs = settings['epochs']",
      "rate = settings.get('lr', 0.1)",
      "name = settings.get('name', default_name())",
      "other = unrelated['other']",
    );
    assert.deepEqual(read, ['3 epochs required', '4 lr = 0.1', '5 name']);
  });

  it('are read from the file', () => {
    const read = readsOf(
      'import json',
      "with open('/opt/ml/input/config/hyperparameters.json') as file:",
      '    given = json.load(file)',
      "batch = int(given.get('batch', '32'))",
    );
    assert.deepEqual(read, ['4 batch = "32"']);
  });

  it('are none where a script has none', () => {
    assert.deepEqual(
      readsOf('import os', "x = os.environ['SM_MODEL_DIR']", 'd = {}', "d['a']"),
      [],
    );
  });
});
