import assert from 'node:assert/strict';
import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { Readable } from 'node:stream';
import { systemClock } from '../../../../src/node/systemClock';
import type { ObjectRecord } from '../../../../src/sandbox/store/objectRecord';
import { Objects } from '../../../../src/sandbox/store/objects';
import { makeTemporaryFolder } from '../../../fakes/startedSandbox';

const blob = { sha256: 'a'.repeat(64), size: 5 };
const checksum = { algorithm: 'crc32', value: 'AAAAAA==', type: 'FULL_OBJECT' };

/** Lines as the sandbox wrote them before it knew tags, parts and the times of uploads. */
const oldLines = [
  { op: 'makeBucket', bucket: 'old-bucket', created: '2026-01-02T03:04:05.000Z' },
  {
    op: 'put',
    bucket: 'old-bucket',
    key: 'k',
    etag: '"e-2"',
    headers: { 'content-type': 'text/plain' },
    checksum,
    blob,
    modified: '2026-01-03T00:00:00.000Z',
  },
  {
    op: 'upload',
    id: 'u',
    bucket: 'old-bucket',
    key: 'up',
    headers: {},
    checksum: { algorithm: 'crc32', type: 'COMPOSITE' },
  },
  { op: 'part', upload: 'u', number: 2, etag: '"p"', checksum, blob },
];

async function folderWith(lines: readonly object[]): Promise<string> {
  const folder = await makeTemporaryFolder();
  await mkdir(path.join(folder, 's3'));
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  await writeFile(path.join(folder, 's3', 'index.jsonl'), text);
  return folder;
}

async function reopened<Result>(
  folder: string,
  look: (objects: Objects) => Result,
): Promise<Result> {
  const objects = await Objects.open(folder, systemClock);
  const result = look(objects);
  await objects.close();
  return result;
}

function putText(objects: Objects, key: string, text: string): Promise<ObjectRecord> {
  return objects.putStream('b', key, Readable.from([Buffer.from(text)]), 'text/plain');
}

describe('the journal of objects', () => {
  it('reads what earlier versions wrote', async () => {
    const folder = await folderWith(oldLines);
    await reopened(folder, (objects) => {
      const object = objects.get('old-bucket', 'k');
      assert.deepEqual(object?.checksum, checksum);
      assert.deepEqual([object.tags, object.parts], [undefined, undefined]);
      const created = new Date('2026-01-02T03:04:05.000Z');
      const upload = objects.upload('u');
      assert.deepEqual(upload?.initiated, created);
      assert.deepEqual(upload.parts.get(2)?.modified, created);
      assert.deepEqual(objects.bucket('old-bucket')?.tags, []);
    });
  });

  it('brings back what was acknowledged, also after it has been shortened', async () => {
    const folder = await folderWith([]);
    const objects = await Objects.open(folder, systemClock);
    await objects.createBucket('b');
    await objects.tagBucket('b', [{ key: 'team', value: 'x' }]);
    const source = path.join(folder, 'source');
    await writeFile(source, 'bytes');
    const first = await objects.putFile('b', 'k', source, 'text/plain');
    const parts = [{ number: 1, size: 5, checksum: 'AAAAAA==' }];
    await objects.put({ bucket: 'b', key: 'copy', etag: '"x-1"', headers: {}, parts }, first.blob);
    assert.equal(await objects.tagObject('b', 'k', [{ key: 'a', value: 'b' }]), true);
    assert.equal(await objects.tagObject('b', 'none', []), false);
    await objects.startUpload({
      id: 'u',
      bucket: 'b',
      key: 'up',
      headers: {},
      tags: [{ key: 't', value: '' }],
    });
    const upload = objects.upload('u');
    assert.ok(upload);
    await objects.putPart(upload, 7, { etag: '"p"' }, first.blob);
    // Enough lines that opening it again rewrites the journal.
    for (let count = 0; count < 1100; count++)
      await objects.tagObject('b', 'k', [{ key: 'a', value: String(count) }]);
    await objects.close();
    const journal = path.join(folder, 's3', 'index.jsonl');
    for (let times = 0; times < 2; times++) {
      await reopened(folder, (again) => {
        assert.deepEqual(again.get('b', 'k')?.tags, [{ key: 'a', value: '1099' }]);
        assert.deepEqual(again.get('b', 'copy')?.parts, parts);
        assert.deepEqual(again.bucket('b')?.tags, [{ key: 'team', value: 'x' }]);
        const found = again.upload('u');
        assert.deepEqual(found?.tags, [{ key: 't', value: '' }]);
        assert.deepEqual(found.initiated, upload.initiated);
        assert.equal(found.parts.get(7)?.blob.sha256, first.blob.sha256);
      });
      const lines = (await readFile(journal, 'utf8')).trimEnd().split('\n');
      assert.equal(lines.length, 5);
    }
  });

  it('keeps a blob as long as one copy needs it', async () => {
    const folder = await folderWith([]);
    const objects = await Objects.open(folder, systemClock);
    await objects.createBucket('b');
    const source = path.join(folder, 'source');
    await writeFile(source, 'bytes');
    const first = await objects.putFile('b', 'k', source, 'text/plain');
    const copy = await objects.put(
      { bucket: 'b', key: 'copy', etag: first.etag, headers: {} },
      first.blob,
    );
    await objects.deleteObjects('b', [{ key: 'k' }]);
    await (await objects.open(copy)).close();
    await objects.deleteObjects('b', [{ key: 'copy' }]);
    const late = objects.put({ bucket: 'b', key: 'late', etag: '"e"', headers: {} }, first.blob);
    await assert.rejects(late, /not held/);
    assert.equal(objects.get('b', 'late'), undefined);
    await objects.close();
  });

  it('keeps a blob as long as somebody works on it', async () => {
    const folder = await folderWith([]);
    const objects = await Objects.open(folder, systemClock);
    await objects.createBucket('b');
    const { blob } = await putText(objects, 'k', 'bytes');
    const names = (): Promise<string[]> => objects.blobs.names();
    await objects.holding([blob], async () => {
      await objects.deleteObjects('b', [{ key: 'k' }]);
      assert.deepEqual(await names(), [blob.sha256]);
      await objects.put({ bucket: 'b', key: 'copy', etag: '"e"', headers: {} }, blob);
      await objects.deleteObjects('b', [{ key: 'copy' }]);
    });
    assert.deepEqual(await names(), []);
    const again = await putText(objects, 'k', 'bytes');
    const failing = objects.holding([again.blob], async () => {
      await objects.deleteObjects('b', [{ key: 'k' }]);
      throw new Error('stop');
    });
    await assert.rejects(failing, /stop/);
    assert.deepEqual(await names(), []);
    await objects.close();
  });

  it('has stored what it has written down, even if an old file cannot be deleted', async () => {
    const folder = await folderWith([]);
    const objects = await Objects.open(folder, systemClock);
    await objects.createBucket('b');
    const { file } = await putText(objects, 'k', 'old');
    await rm(file);
    await mkdir(path.join(file, 'in the way'), { recursive: true });
    await putText(objects, 'k', 'new');
    assert.equal(await readFile(objects.get('b', 'k')?.file ?? '', 'utf8'), 'new');
    await objects.close();
  });

  it('completes no upload that has been aborted meanwhile', async () => {
    const folder = await folderWith([]);
    const objects = await Objects.open(folder, systemClock);
    await objects.createBucket('b');
    await objects.startUpload({ id: 'u', bucket: 'b', key: 'k', headers: {} });
    const { blob } = await putText(objects, 'other', 'joined');
    await objects.dropUpload('u');
    const completion = { bucket: 'b', key: 'k', etag: '"e-2"', headers: {}, upload: 'u' };
    await assert.rejects(objects.put(completion, blob), { code: 'NoSuchUpload' });
    assert.equal(objects.get('b', 'k'), undefined);
    await objects.close();
  });

  it('goes without a line that was cut off or that says nothing', async () => {
    const folder = await folderWith([...oldLines, { op: 'constructor' }, { op: 'unheardOf' }]);
    await appendFile(
      path.join(folder, 's3', 'index.jsonl'),
      '{"op":"delete","bucket":"old-bucket","key"',
    );
    const found = await reopened(folder, (objects) => [...objects.list('old-bucket', '')].length);
    assert.equal(found, 1);
  });
});
