import assert from 'node:assert/strict';
import * as path from 'node:path';
import { publishedFiles } from '../../scripts/test/pythonEnvironments';
import { suiteSandbox } from './suiteSandbox';

interface Trained {
  readonly status: string;
  readonly reason: string | null;
  readonly lines: readonly string[];
  readonly model: readonly string[];
}

// A package for users of SageMaker; among its files are scripts that it trains there with. The one
// for scikit-learn asks in a requirements.txt for a version of 2023, which is left out here.
const published = 'workbench==0.8.240';

describe('the sandbox and scripts that others wrote for SageMaker', () => {
  let trained: { sklearn: Trained; pytorch: Trained & { readonly written: readonly string[] } };

  const sandbox = suiteSandbox({ interpreter: 'scripts' });

  before(async () => {
    const scripts = path.join(await publishedFiles(published), 'workbench', 'model_scripts');
    trained = await sandbox.server.python('real_scripts.py', { args: [scripts] });
  });

  it('trains a scikit-learn script as it is', () => {
    const { status, reason, lines, model } = trained.sklearn;
    assert.equal(status, 'Completed', [reason, ...lines].join('\n'));
    assert.deepEqual(model, ['feature_columns.json', 'label_encoder.joblib', 'model.joblib']);
  });

  it('trains a PyTorch script as it is, with what it writes to S3 itself', () => {
    const { status, reason, lines, model, written } = trained.pytorch;
    assert.equal(status, 'Completed', [reason, ...lines].join('\n'));
    assert.ok(lines.includes('Using device: cpu'), lines.join('\n'));
    assert.ok(lines.includes('Saved 5 model(s)'), lines.join('\n'));
    assert.ok(model.includes('scaler.joblib') && model.includes('ensemble_metadata.joblib'));
    assert.deepEqual(written, ['validation_predictions.csv']);
  });

  it('was answered as the service’s model says', async () => {
    assert.deepEqual((await sandbox.server.answers.check()).problems, []);
  });
});
