import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inspectScript } from '../../../src/core/training/inspect/inspectScript';
import { createSampleProject, type SampleVariant } from '../../../src/node/sampleProject';

const samples = path.resolve('media/samples');
const frameworks: Readonly<Record<SampleVariant, string | undefined>> = {
  'standard-library': undefined,
  'scikit-learn': 'sklearn',
  pytorch: 'pytorch',
};

describe('createSampleProject', () => {
  let parent: string;

  beforeEach(async () => (parent = await mkdtemp(path.join(tmpdir(), 'samples-'))));
  afterEach(() => rm(parent, { recursive: true, force: true }));

  for (const [variant, framework] of Object.entries(frameworks)) {
    it(`writes the ${variant} project, whose script is read without a problem`, async () => {
      const folder = await createSampleProject(samples, variant as SampleVariant, parent);
      assert.equal(folder, path.join(parent, 'penguins'));
      const files = (await readdir(folder, { recursive: true })).toSorted();
      assert.deepEqual(files, [
        ...['.gitignore', 'README.md', 'data', path.join('data', 'LICENSE')],
        ...[path.join('data', 'penguins.csv'), 'train.py'],
      ]);
      const text = await readFile(path.join(folder, 'train.py'), 'utf8');
      const inspection = inspectScript(text, 'train.py');
      assert.equal(inspection.framework?.name, framework);
      assert.deepEqual(inspection.problems, []);
      assert.deepEqual(
        inspection.channels.map(({ name }) => name),
        ['train'],
      );
      assert.ok(inspection.arguments.length > 6);
      assert.ok(inspection.arguments.every(({ certain, help }) => certain && help !== null));
    });
  }

  it('takes the next free folder and touches none that is there', async () => {
    await mkdir(path.join(parent, 'penguins'));
    await writeFile(path.join(parent, 'penguins', 'train.py'), 'mine');
    await writeFile(path.join(parent, 'penguins-2'), 'a file');
    const folder = await createSampleProject(samples, 'standard-library', parent);
    assert.equal(folder, path.join(parent, 'penguins-3'));
    assert.equal(await readFile(path.join(parent, 'penguins', 'train.py'), 'utf8'), 'mine');
  });

  it('makes the folder that it is to lie in', async () => {
    const below = path.join(parent, 'projects', 'first');
    const folder = await createSampleProject(samples, 'pytorch', below);
    assert.equal(folder, path.join(below, 'penguins'));
  });

  it('says why where nothing can be written', async () => {
    const file = path.join(parent, 'file');
    await writeFile(file, '');
    await assert.rejects(createSampleProject(samples, 'pytorch', path.join(file, 'below')));
    // Node's own way to make all folders of a path never ends there.
    if (process.platform === 'linux') {
      await assert.rejects(createSampleProject(samples, 'pytorch', '/proc/none/below'));
    }
    assert.deepEqual(await readdir(parent), ['file']);
  });
});
