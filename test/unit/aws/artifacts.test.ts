import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { listArtifact, readArtifact, saveArtifact } from '../../../src/aws/artifacts';
import { packSource } from '../../../src/node/archive';
import { listSourceFiles } from '../../../src/node/sourceFiles';
import { memoryConnection } from '../../fakes/memoryConnection';

const uri = 's3://bucket/job/output/model.tar.gz';

describe('model archives', () => {
  let folder: string;
  const connection = memoryConnection(() => ({}));

  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'artifacts-'));
    await writeFile(path.join(folder, 'metrics.json'), '{"accuracy":1}');
    const archive = path.join(folder, 'model.tar.gz');
    await packSource((await listSourceFiles(folder)).files, archive);
    connection.storage.objects.set(uri, await readFile(archive));
  });

  after(() => rm(folder, { recursive: true }));

  it('are listed and read by streaming', async () => {
    assert.deepEqual(await listArtifact(connection, uri), [{ name: 'metrics.json', bytes: 14 }]);
    assert.equal(await readArtifact(connection, uri, 'metrics.json'), '{"accuracy":1}');
    await assert.rejects(readArtifact(connection, uri, 'other'), { reason: 'notFound' });
  });

  it('are saved whole, counting bytes', async () => {
    const target = path.join(folder, 'saved.tar.gz');
    let bytes = 0;
    await saveArtifact(connection, uri, target, { onBytes: (count) => (bytes += count) });
    assert.deepEqual(await readFile(target), connection.storage.objects.get(uri));
    assert.equal(bytes, (await readFile(target)).length);
  });

  it('leave nothing behind when they cannot be saved', async () => {
    const before_ = await readdir(folder);
    const target = path.join(folder, 'missing.tar.gz');
    await assert.rejects(saveArtifact(connection, 's3://bucket/none', target, {}), {
      reason: 'notFound',
    });
    assert.deepEqual(await readdir(folder), before_);
  });
});
