import assert from 'node:assert/strict';
import { imageUri } from '../../../../src/core/images/imageUri';
import { loadImageTable, type ImageTable } from '../../../../src/core/images/imageTable';
import { offeredFrameworks, offeredVersions } from '../../../../src/core/images/offeredImages';

describe('offeredImages', () => {
  let table: ImageTable;
  before(async () => (table = await loadImageTable()));

  const purpose = { region: 'us-east-1', scope: 'training' };
  const versions = (framework: string, region = 'us-east-1'): string[] =>
    offeredVersions(table, framework, { ...purpose, region }).map(({ version }) => version);

  it('has frameworks and algorithms by their names for people', () => {
    const offered = offeredFrameworks(table, purpose);
    const labels = offered.map(({ label }) => label);
    const known = [
      'AutoGluon',
      'BlazingText',
      'Hugging Face',
      'PyTorch',
      'scikit-learn',
      'XGBoost',
    ];
    assert.deepEqual(
      known.filter((label) => labels.includes(label)),
      known,
    );
    assert.ok(offered.every(({ name }) => !name.startsWith('huggingface-')));
  });

  it('has the newest version first, and only those of the region', () => {
    assert.deepEqual(versions('pytorch').slice(0, 3), ['2.10.0', '2.9.0', '2.8.0']);
    assert.deepEqual(versions('sklearn').slice(0, 3), ['1.9-0', '1.4-2', '1.4-2-py312']);
    assert.deepEqual(versions('pytorch', 'eusc-de-east-1'), ['2.10.0', '2.9.0']);
    assert.deepEqual(versions('pytorch', 'mars-1'), []);
    assert.deepEqual(versions('nothing'), []);
  });

  it('offers nothing that is refused', () => {
    for (const scope of ['training', 'inference', 'processing']) {
      for (const { name: framework } of offeredFrameworks(table, { ...purpose, scope })) {
        for (const { version, variants } of offeredVersions(table, framework, {
          ...purpose,
          scope,
        })) {
          for (const { baseFramework, pythonVersions, processors } of variants) {
            for (const pythonVersion of pythonVersions.length > 0 ? pythonVersions : [undefined]) {
              for (const processor of processors.length > 0 ? processors : [undefined]) {
                const question = { ...purpose, scope, framework, version, pythonVersion };
                const instanceType = typeOf(processor);
                assert.ok(imageUri(table, { ...question, baseFramework, instanceType }));
              }
            }
          }
        }
      }
    }
  });
});

/** A type that has the processor; images for Trainium alone are taken without naming one. */
const typeOf = (processor: string | undefined): string | undefined =>
  processor === 'cpu'
    ? 'local'
    : processor === 'gpu'
      ? 'local_gpu'
      : processor === undefined || processor === 'trn'
        ? undefined
        : `ml.${processor}.xlarge`;
