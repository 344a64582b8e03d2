import assert from 'node:assert/strict';
import {
  secretFields,
  withoutFields,
} from '../../../../../../src/core/training/spec/file/secretFields';

/** Random, so that nothing takes them for an example, and of no account. */
const token = 'hf_' + 'qT7xZk2LmV9cRb4NwYs8GdJp3HfUe6AoXiSv';
const key = '9fQ2xL7vB4nK8sT1wZ6yR3mD5';

const fields = {
  script: 'train.py',
  hyperparameters: { epochs: 3, token, note: 'the secret of birds', deep: [{ API_KEY: key }] },
  environment: { WANDB_API_KEY: key, TOKENIZERS_PARALLELISM: 'false', MY_TOKEN: '${env:MY_TOKEN}' },
  AlgorithmSpecification: { ContainerArguments: ['--token', token, '--epochs'] },
};

describe('secrets among the fields of a job file', () => {
  it('are found where packing would find them, by the name in front or by themselves', () => {
    assert.deepEqual(secretFields(fields), [
      { path: ['hyperparameters', 'token'], kind: 'huggingFaceToken' },
      { path: ['hyperparameters', 'deep', 0, 'API_KEY'], kind: 'assignment' },
      { path: ['environment', 'WANDB_API_KEY'], kind: 'assignment' },
      { path: ['AlgorithmSpecification', 'ContainerArguments', 1], kind: 'huggingFaceToken' },
    ]);
    assert.deepEqual(secretFields({ script: 'train.py', tags: { team: 'birds' } }), []);
  });

  it('are left out, and nothing else', () => {
    const places = secretFields(fields).map(({ path }) => path);
    assert.deepEqual(withoutFields(fields, places), {
      script: 'train.py',
      hyperparameters: { epochs: 3, note: 'the secret of birds', deep: [{}] },
      environment: { TOKENIZERS_PARALLELISM: 'false', MY_TOKEN: '${env:MY_TOKEN}' },
      AlgorithmSpecification: { ContainerArguments: ['--token', '--epochs'] },
    });
  });
});
