import assert from 'node:assert/strict';
import { imageLines } from '../../../../src/core/images/imageLines';
import { loadImageTable, type ImageTable } from '../../../../src/core/images/imageTable';
import {
  suits,
  trainingImage,
  type TrainingImage,
  type TrainingPlace,
} from '../../../../src/core/images/trainingImage';

describe('trainingImage', () => {
  let table: ImageTable;
  before(async () => (table = await loadImageTable()));

  const at = (region: string, ...instanceTypes: string[]): TrainingPlace => ({
    region,
    instanceTypes,
  });
  const here = at('us-east-1');
  const of = (framework: string | null, place = here): TrainingImage =>
    trainingImage(table, { framework, declared: null }, place);
  const tag = (image: TrainingImage): string => image.uri.slice(image.uri.indexOf('/') + 1);
  const lines = (framework: string | null, place: TrainingPlace) =>
    imageLines(of(framework, place), place).map(({ tone, message }) => [tone, message]);

  it('is the newest of the framework', () => {
    const image = of('pytorch');
    assert.match(
      image.uri,
      /^763104351884\.dkr\.ecr\.us-east-1\.amazonaws\.com\/pytorch-training:2\.10\.0-cpu-py313$/,
    );
    assert.equal(image.label, 'PyTorch 2.10');
    assert.equal(tag(of('sklearn')), 'sagemaker-scikit-learn:1.9-0-cpu-py3');
    assert.equal(tag(of('xgboost')), 'sagemaker-xgboost:3.2-0');
    assert.equal(tag(of('mxnet')), 'mxnet-training:1.9.0-cpu-py38');
  });

  it('has the release that is asked for where there is an image of it', () => {
    const labels = (framework: string, version: string, isExact: boolean) => {
      const declared = { version, isExact, source: 'requirements' } as const;
      const image = trainingImage(table, { framework, declared }, here);
      return [image.label, suits(image, declared)];
    };
    assert.deepEqual(labels('pytorch', '2.1.2', true), ['PyTorch 2.1', true]);
    assert.deepEqual(labels('pytorch', '2', true), ['PyTorch 2.10', true]);
    assert.deepEqual(labels('pytorch', '1.13.1', true), ['PyTorch 1.13', true]);
    assert.deepEqual(labels('pytorch', '1.14', true), ['PyTorch 2.10', false]);
    assert.deepEqual(labels('pytorch', '2.1', false), ['PyTorch 2.10', true]);
    assert.deepEqual(labels('pytorch', '2.11', false), ['PyTorch 2.10', false]);
    assert.deepEqual(labels('pytorch', '3', false), ['PyTorch 2.10', false]);
    assert.deepEqual(labels('sklearn', '1.2.2', true), ['scikit-learn 1.2', true]);
    const newest = 'Hugging Face 5.3 (PyTorch 2.9)';
    assert.deepEqual(labels('huggingface', '4.30', false), [newest, true]);
    assert.deepEqual(labels('huggingface', '4.6', true), ['Hugging Face 4.6 (PyTorch 1.8)', true]);
  });

  it('falls back to scikit-learn', () => {
    assert.equal(of('lightgbm').framework, 'sklearn');
    assert.equal(of(null).framework, 'sklearn');
    // An image that only serves models trains none.
    assert.equal(of('sagemaker-tritonserver').framework, 'sklearn');
  });

  it('is of the region, and of the processor of the instances', () => {
    assert.equal(
      of('pytorch', at('cn-north-1', 'ml.g5.xlarge')).uri,
      '727897471807.dkr.ecr.cn-north-1.amazonaws.com.cn/pytorch-training:2.10.0-gpu-py313',
    );
    const groups = at('eu-west-1', 'ml.c5.xlarge', 'ml.p4d.24xlarge');
    assert.match(of('tensorflow', groups).uri, /^763104351884\.dkr\.ecr\.eu-west-1.*-gpu-py312$/);
    const neuron = of('pytorch', at('us-west-2', 'ml.trn1.2xlarge'));
    assert.match(neuron.uri, /pytorch-training-neuron:1\.11\.0-neuron-py38-sdk2/);
    assert.equal(neuron.label, 'PyTorch on Neuron 1.11');
  });

  it('says what it is not made for', () => {
    assert.deepEqual(lines('pytorch', at('us-east-1', 'ml.m5.large')), []);
    assert.deepEqual(lines('huggingface', here), []);
    const warnings = (framework: string, type: string) =>
      lines(framework, at('us-east-1', type)).map(([tone, message]) => {
        assert.match(message ?? '', new RegExp(`is not made for the processors of ${type}`));
        return tone;
      });
    assert.deepEqual(warnings('huggingface', 'ml.m5.large'), ['warning']);
    assert.deepEqual(warnings('sklearn', 'ml.g5.xlarge'), ['warning']);
    assert.deepEqual(warnings('pytorch', 'ml.p2.xlarge'), ['warning']);
    assert.deepEqual(warnings('pytorch', 'ml.m6g.large'), ['warning']);
    assert.deepEqual(warnings('pytorch', 'm5'), ['warning']);
    assert.deepEqual(lines('huggingface', at('ap-southeast-6', 'ml.g5.xlarge')), [
      ['error', 'SageMaker has no image of Hugging Face 5.3 in ap-southeast-6.'],
    ]);
    assert.equal(of('sklearn', at('xx-west-1', 'ml.m5.large')).uri, '');
  });
});
