import assert from 'node:assert/strict';
import * as path from 'node:path';
import { repository } from '../../scripts/paths';
import { loadImageTable } from '../../src/core/images/imageTable';
import { trainingImage } from '../../src/core/images/trainingImage';
import { createSampleProject, type SampleVariant } from '../../src/node/sampleProject';
import { suiteSandbox } from './suiteSandbox';

interface Trained {
  readonly status: string;
  readonly reason: string | null;
  readonly lines: readonly string[];
  readonly model: readonly string[];
}

describe('the sample projects, as jobs of the sandbox', () => {
  const sandbox = suiteSandbox({ interpreter: 'scripts' });

  const train = async (variant: SampleVariant, framework: string | null): Promise<Trained> => {
    const samples = path.join(repository, 'media', 'samples');
    const folder = await createSampleProject(samples, variant, path.join(sandbox.folder, variant));
    const place = { region: 'us-east-1', instanceTypes: [] };
    const wanted = { framework, declared: null };
    const { uri } = trainingImage(await loadImageTable(), wanted, place);
    const trained = await sandbox.server.python<Trained>('samples.py', {
      args: [`sample-${variant}`, folder, uri],
    });
    assert.equal(trained.status, 'Completed', [trained.reason, ...trained.lines].join('\n'));
    return trained;
  };

  const lastAccuracy = (lines: readonly string[], name: string): number =>
    Number(lines.findLast((line) => line.includes(`${name}=`))?.match(`${name}=([\\d.]+)`)?.[1]);

  it('train with the standard library', async () => {
    const { lines, model } = await train('standard-library', null);
    assert.deepEqual(model, ['metrics.json', 'model.json']);
    assert.ok(lastAccuracy(lines, 'accuracy') > 0.95, lines.join('\n'));
  });

  it('train with scikit-learn', async () => {
    const { lines, model } = await train('scikit-learn', 'sklearn');
    assert.deepEqual(model, ['metrics.json', 'model.joblib']);
    assert.ok(lastAccuracy(lines, 'test_accuracy') > 0.9, lines.join('\n'));
  });

  it('train with PyTorch', async () => {
    const { lines, model } = await train('pytorch', 'pytorch');
    assert.deepEqual(model, ['metrics.json', 'model.pt']);
    assert.ok(lastAccuracy(lines, 'accuracy') > 0.95, lines.join('\n'));
  });
});
