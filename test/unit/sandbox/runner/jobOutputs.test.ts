import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { JobWorld } from '../../../fakes/jobWorld';
import { ProcessingScene, s3Output } from '../processing/processingScene';

describe('what a job’s outputs hold and S3 cannot get', () => {
  let world: JobWorld;
  let outside: string;

  beforeEach(async function () {
    // Windows makes links for administrators only.
    if (process.platform === 'win32') this.skip();
    world = await JobWorld.open();
    outside = await mkdtemp(path.join(os.tmpdir(), 'outside-'));
    await mkdir(path.join(outside, 'data'));
    for (const name of ['own.txt', 'data/own.txt']) await writeFile(path.join(outside, name), '1');
  });
  afterEach(async () => {
    await world.close();
    await rm(outside, { recursive: true, force: true });
  });

  const replace = (folder: string) =>
    `import os, shutil
folder = ${folder}
shutil.rmtree(folder)
os.symlink(${JSON.stringify(outside)}, folder)
`;
  const uploaded = () => world.objects.list('bucket', '').map(({ key }) => key);

  it('is no folder that a link has been put in the place of', async () => {
    await world.create('model', replace('os.environ["SM_MODEL_DIR"]'));
    const job = await world.ended('model');
    assert.deepEqual([job.status, job.modelArtifacts], ['Completed', undefined]);
    const { id } = await world.record('model');
    const folder = path.join(world.jobs.folder(id), 'opt', 'ml', 'model');
    assert.deepEqual(await world.lines('model'), [
      `The local sandbox has uploaded nothing of ${folder}: there is a link on the way to it.`,
    ]);

    await world.create('output', replace('os.environ["SM_OUTPUT_DIR"]'));
    await world.ended('output');
    await world.create('files', replace('os.environ["SM_MODEL_DIR"]'), {
      OutputDataConfig: { S3OutputPath: 's3://bucket/out/', CompressionType: 'NONE' },
    });
    await world.ended('files');
    await world.create(
      'checkpoints',
      replace('os.environ["SAGEMAKER_BASE_DIR"] + "/checkpoints"'),
      {
        CheckpointConfig: { S3Uri: 's3://bucket/kept' },
      },
    );
    await world.ended('checkpoints');
    assert.match((await world.lines('checkpoints')).join('\n'), /nothing of \S+checkpoints: /);
    assert.deepEqual(
      uploaded().filter((key) => !key.endsWith('/sourcedir.tar.gz')),
      [],
    );
  });

  it('is nothing that has no name in UTF-8, and the log says how much', async function () {
    // Elsewhere there are no such names.
    if (process.platform !== 'linux') this.skip();
    await world.create(
      'names',
      `import os
folder = os.fsencode(os.environ["SM_MODEL_DIR"])
os.mkdir(folder + b"/deep")
for name in (b"\\xff", b"\\xfe", b"deep/\\xff", b"good", "\\ufffd".encode()):
    open(folder + b"/" + name, "w").write("w")
`,
    );
    const job = await world.ended('names');
    assert.equal(job.modelArtifacts, 's3://bucket/out/names/output/model.tar.gz');
    assert.deepEqual(Object.keys(await world.archived('out/names/output/model.tar.gz')), [
      'deep',
      'good',
      '\ufffd',
    ]);
    assert.deepEqual(await world.lines('names'), [
      'The local sandbox has not uploaded 3 files or folders: their names are not UTF-8.',
    ]);
  });

  it('is told for processing jobs as well', async () => {
    const scene = await ProcessingScene.open();
    try {
      const place = '/opt/ml/processing/result';
      const script = replace('os.environ["SAGEMAKER_BASE_DIR"] + "/processing/result"');
      await scene.create('processing', script, {
        ProcessingOutputConfig: { Outputs: [s3Output('result', 's3://bucket/results/', place)] },
      });
      assert.equal((await scene.ended('processing')).ProcessingJobStatus, 'Completed');
      assert.deepEqual(scene.keys('results/'), []);
      assert.match((await scene.lines('processing')).join('\n'), /nothing of \S+result: /);
    } finally {
      await scene.close();
    }
  });
});
