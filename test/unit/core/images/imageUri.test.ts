import assert from 'node:assert/strict';
import { AppError } from '../../../../src/core/errors';
import type { ImageQuestion } from '../../../../src/core/images/imageQuestion';
import { ImageRefusal } from '../../../../src/core/images/imageRefusal';
import { ImageTable, loadImageTable } from '../../../../src/core/images/imageTable';
import { imageUri } from '../../../../src/core/images/imageUri';

describe('imageUri', () => {
  let table: ImageTable;
  before(async () => (table = await loadImageTable()));

  const pytorch = {
    ...{ framework: 'pytorch', region: 'us-east-1', scope: 'training' },
    ...{ version: '2.8.0', instanceType: 'ml.g5.xlarge' },
  };
  const refusal = (changes: Partial<ImageQuestion>): ImageRefusal => {
    try {
      imageUri(table, { ...pytorch, ...changes });
    } catch (error) {
      assert.ok(error instanceof ImageRefusal && AppError.is(error, 'invalid'), String(error));
      return error;
    }
    throw new Error('there is such an image');
  };

  it('keeps an alias in the tag, as the SDK does', () => {
    const uri = imageUri(table, { ...pytorch, version: '2.8' });
    assert.match(uri, /pytorch-training:2\.8-gpu-py312$/);
  });

  it('says what there is no image of, and what there is instead', () => {
    const told = (changes: Partial<ImageQuestion>) => {
      const { field, available } = refusal(changes);
      return [field, available.slice(-2)];
    };
    assert.deepEqual(told({ framework: 'nothing' }), ['framework', []]);
    assert.deepEqual(told({ scope: 'processing' }), ['scope', ['inference_graviton', 'training']]);
    assert.deepEqual(told({ version: '9.9' }), ['version', ['2.9.0', '2.10.0']]);
    assert.deepEqual(told({ pythonVersion: 'py27' }), ['pythonVersion', ['py312']]);
    assert.equal(told({ region: 'eusc-de-east-1' })[0], 'region');
    assert.deepEqual(told({ instanceType: 'ml.p2.xlarge' }), ['instanceType', []]);
    assert.deepEqual(told({ framework: 'huggingface', version: '5.3.0' }), [
      ...['baseFramework', ['pytorch2.9.0']],
    ]);
    assert.deepEqual(told({ options: { containerVersion: 'v1' } }), ['containerVersion', []]);
    assert.deepEqual(told({ options: { accelerator: 'ml.m5.large' } }), ['accelerator', []]);
    const { message } = refusal({ pythonVersion: 'py27' });
    assert.equal(message, 'There is no image of it with py27. Available: py312.');
  });

  it('reads a map of accounts by its difference to another', () => {
    const small = new ImageTable({
      ...{ takenOn: '2026-01-01', source: 'a test' },
      registries: ['111111111111:us-east-1,eu-west-1', '=0 -eu-west-1 222222222222:us-west-2'],
      frameworks: { own: { training: { images: ['one 0 : 1', 'two 1 : 2=v2'], latest: '2' } } },
    });
    const uri = (version: string | undefined, region: string): string =>
      imageUri(small, { framework: 'own', region, version });
    assert.equal(uri('1', 'eu-west-1'), '111111111111.dkr.ecr.eu-west-1.amazonaws.com/one:1');
    assert.equal(uri('2', 'us-east-1'), '111111111111.dkr.ecr.us-east-1.amazonaws.com/two:v2');
    assert.equal(uri('2', 'us-west-2'), '222222222222.dkr.ecr.us-west-2.amazonaws.com/two:v2');
    assert.throws(() => uri('2', 'eu-west-1'), ImageRefusal);
    assert.throws(() => uri('1', 'us-west-2'), ImageRefusal);
    // A scope that is not the framework's counts for the image, and for the newest version does not.
    assert.throws(() => uri(undefined, 'us-east-1'), ImageRefusal);
  });
});
