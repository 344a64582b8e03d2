import assert from 'node:assert/strict';
import { loadImageTable, type ImageTable } from '../../../../../../src/core/images/imageTable';
import { ImageRefusal } from '../../../../../../src/core/images/imageRefusal';
import { fileImage } from '../../../../../../src/core/training/spec/file/fileImage';
import type { ImageChoice } from '../../../../../../src/core/training/spec/file/jobSpec';

describe('the image that a job file names', () => {
  let table: ImageTable;
  before(async () => (table = await loadImageTable()));

  const image = (choice: ImageChoice, instanceType = 'ml.m5.xlarge'): string =>
    fileImage(table, choice, { region: 'eu-west-1', instanceType }).replace(/^[^/]*\//, '');

  it('is the newest where the file leaves it open', () => {
    assert.match(image({ name: 'sklearn' }), /^sagemaker-scikit-learn:\d/);
    assert.match(image({ name: 'pytorch' }), /^pytorch-training:2\.\d+\.\d+-cpu-py3\d+$/);
    assert.match(image({ name: 'pytorch' }, 'ml.g5.xlarge'), /-gpu-py3\d+$/);
  });

  it('is the newest of a minor release', () => {
    const uri = image({ name: 'pytorch', version: '2.0' });
    assert.match(uri, /^pytorch-training:2\.0\.\d-cpu-py310$/);
  });

  it('is the one of a framework below, a Python, or an algorithm', () => {
    const base = { name: 'huggingface', version: '4.49.0', base: 'pytorch2.5.1' };
    assert.match(image(base, 'ml.g5.xlarge'), /2\.5\.1-transformers4\.49\.0-gpu-py311/);
    assert.match(image({ name: 'huggingface' }, 'ml.g5.xlarge'), /^huggingface-pytorch-training:/);
    assert.equal(image({ name: 'kmeans' }), 'kmeans:1');
    assert.match(image({ name: 'xgboost' }), /^sagemaker-xgboost:\d/);
  });

  it('is refused by what there is none of', () => {
    const fieldOf = (choice: ImageChoice): string => {
      try {
        return image(choice);
      } catch (error) {
        assert.ok(error instanceof ImageRefusal, String(error));
        return error.field;
      }
    };
    assert.equal(fieldOf({ name: 'nothing' }), 'framework');
    assert.equal(fieldOf({ name: 'pytorch', version: '99' }), 'version');
    assert.equal(fieldOf({ name: 'pytorch', version: '2.8', python: 'py27' }), 'pythonVersion');
  });
});
