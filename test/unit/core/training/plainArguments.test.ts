import assert from 'node:assert/strict';
import { argvProblems } from '../../../../src/core/training/argv/argvProblems';
import { ScriptRepairs } from '../../../../src/core/training/argv/scriptFix';
import { checkDraft } from '../../../../src/core/training/checkDraft';
import { containerImage } from '../../../../src/core/training/containerImage';
import {
  formArguments,
  initialDraft,
  toHyperparameters,
} from '../../../../src/core/training/draft';
import { inspectScript } from '../../../../src/core/training/inspect/inspectScript';

const text = `import json, os
settings = json.loads(os.environ['SM_HPS'])
rate = settings.get('rate', 0.01)
name = settings.get('name', 'adam')
layers = settings['layers']
depth = int(os.environ.get('SM_HP_DEPTH', 3))
program = settings['sagemaker_program']
`;
const inspection = inspectScript(text, 'train.py');
const options = { script: '/code/train.py', folders: [], now: new Date(0) };
const image = containerImage('sagemaker-scikit-learn:1.4-2-cpu-py3');

describe('hyperparameters that a script reads without a parser', () => {
  const args = formArguments(inspection);
  const draft = initialDraft(inspection, options);

  it('are fields of the form', () => {
    assert.deepEqual(
      args.map(({ name, type, required, line }) => [name, type, required, line]),
      [
        ['rate', 'float', false, 3],
        ['name', 'str', false, 4],
        ['layers', 'other', true, 5],
        ['depth', 'float', false, 6],
      ],
    );
    assert.deepEqual(draft.values, { rate: '0.01', name: 'adam', layers: null, depth: '3' });
    assert.deepEqual(checkDraft(draft, args), {});
  });

  it('are sent as what they are where they are no defaults', () => {
    const values = { rate: '0.5', name: '7', layers: '12', depth: '3' };
    assert.deepEqual(toHyperparameters({ ...draft, values }, args), [
      { name: 'rate', value: 0.5 },
      { name: 'name', value: '7' },
      { name: 'layers', value: 12 },
    ]);
  });

  it('are warned of where the script needs them, and refused where they are no number', () => {
    const repairs = new ScriptRepairs(text);
    const problems = (values: Record<string, string | null>) =>
      argvProblems({ inspection, repairs, image, draft: { ...draft, values } }).map(
        ({ severity, message }) => [severity, message],
      );
    assert.deepEqual(problems(draft.values), [['warning', 'The script requires layers.']]);
    assert.deepEqual(problems({ ...draft.values, layers: '1', rate: 'fast' }), [
      ['error', 'rate takes a number, such as 0.01; “fast” is not.'],
    ]);
  });

  it('are none where a parser is there', () => {
    const parsed = `${text}import argparse
parser = argparse.ArgumentParser()
parser.add_argument('--epochs', type=int)
parser.parse_args()
`;
    const names = formArguments(inspectScript(parsed, 'train.py')).map(({ name }) => name);
    assert.deepEqual(names, ['epochs']);
  });
});
