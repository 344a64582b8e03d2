import assert from 'node:assert/strict';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { manifestFiles } from '../../../../src/sandbox/runner/inputs/channelData';
import { FakeObjectStore } from '../../../fakes/fakeObjectStore';

describe('a manifest', () => {
  let folder: string;
  let objects: FakeObjectStore;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'manifest-'));
    objects = new FakeObjectStore(path.join(folder, 'blobs'), 'bucket');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const read = () => manifestFiles(objects, 's3://bucket/manifest', 'channel train');

  it('names objects below its prefix', async () => {
    await objects.put('bucket', 'data/a/1', 'one');
    await objects.put('bucket', 'manifest', '[{"prefix": "s3://bucket/data/"}, "a/1"]');
    assert.deepEqual(
      (await read()).map(({ name, object }) => [name, object.key]),
      [['a/1', 'data/a/1']],
    );
  });

  it('is not read when it is too large to be held', async () => {
    const file = path.join(folder, 'large');
    await writeFile(file, '[{"prefix": "s3://bucket/data/"}]');
    await truncate(file, 64 * 1024 * 1024 + 1);
    await objects.putFile('bucket', 'manifest', file);
    await assert.rejects(read(), {
      name: 'JobFailure',
      message:
        'ClientError: Data download failed: the manifest s3://bucket/manifest of channel train ' +
        'cannot be used: it is larger than 64 MB.',
    });
  });
});
