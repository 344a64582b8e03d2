import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packSource } from '../../src/node/archive';
import { listSourceFiles } from '../../src/node/sourceFiles';
import { JobWorld } from '../fakes/jobWorld';

/** Imports from beside itself, from the archive's root and from what is packed beside the source folder. */
const script = `import json, os, sys
import beside
from libs import shared
import extra, single
names = [beside.name, shared.name, extra.name, single.name]
print(names, os.path.relpath(__file__), sys.argv[1:])
with open(os.path.join(os.environ["SM_MODEL_DIR"], "names.json"), "w") as file:
    json.dump([names, os.environ["SM_USER_ENTRY_POINT"]], file)
`;

const files: Readonly<Record<string, string>> = {
  'mono/services/train/train.py': script,
  'mono/services/train/beside.py': 'name = "beside"\n',
  'mono/libs/shared.py': 'name = "root"\n',
  'elsewhere/extra/__init__.py': 'from extra.inner import name\n',
  'elsewhere/extra/inner.py': 'name = "extra"\n',
  'elsewhere/single.py': 'name = "single"\n',
};

describe('a job whose script lies below the root of its code', () => {
  let folder: string;
  let world: JobWorld;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'monorepo-'));
    for (const [name, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), text);
    }
    world = await JobWorld.open();
  });

  afterEach(async () => {
    await world.close();
    await rm(folder, { recursive: true, force: true });
  });

  const run = async (program: string, source: string, image?: string) => {
    const { files: packed } = await listSourceFiles(path.join(folder, source), {
      alsoPacked: ['elsewhere/extra', 'elsewhere/single.py'].map((one) => path.join(folder, one)),
    });
    const archive = path.join(folder, 'code.tar.gz');
    await packSource(packed, archive);
    await world.objects.put('bucket', 'code/sourcedir.tar.gz', await readFile(archive));
    return await world.run('', {
      HyperParameters: {
        epochs: '3',
        sagemaker_program: JSON.stringify(program),
        sagemaker_submit_directory: '"s3://bucket/code/sourcedir.tar.gz"',
      },
      ...(image !== undefined && {
        AlgorithmSpecification: { TrainingImage: image, TrainingInputMode: 'File' },
      }),
    });
  };

  it('imports from beside itself, from the root, and what is packed beside the source folder', async () => {
    const job = await run('services/train/train.py', 'mono');
    assert.deepEqual([job.status, job.failureReason], ['Completed', undefined]);
    const [line] = (await world.lines('job')).slice(-1);
    const place = path.join('services', 'train', 'train.py');
    assert.equal(line, `['beside', 'root', 'extra', 'single'] ${place} ['--epochs', '3']`);
    const { 'names.json': names = '' } = await world.archived('out/job/output/model.tar.gz');
    assert.deepEqual(JSON.parse(names), [
      ['beside', 'root', 'extra', 'single'],
      'services/train/train.py',
    ]);
  });

  it('finds what is packed beside the script’s own folder as well', async () => {
    await writeFile(
      path.join(folder, 'mono/services/train/train.py'),
      'import beside, extra, single\nprint(beside.name, extra.name, single.name)\n',
    );
    const job = await run('train.py', 'mono/services/train');
    assert.deepEqual([job.status, job.failureReason], ['Completed', undefined]);
    assert.equal((await world.lines('job')).at(-1), 'beside extra single');
  });

  it('fails as a module, which images start it as where a setup.py is at the root', async () => {
    await writeFile(path.join(folder, 'mono/setup.py'), '');
    const job = await run('services/train/train.py', 'mono');
    assert.equal(job.status, 'Failed');
    assert.match((await world.lines('job')).join('\n'), /No module named services\/train\/train/);
  });
});
