import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { chmod, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../../../src/node/systemClock';
import { ServiceError } from '../../../../src/sandbox/http/jsonService';
import { signClaim } from '../../../../src/sandbox/http/sigV4';
import { Objects } from '../../../../src/sandbox/store/objects';
import { makeTemporaryFolder } from '../../../fakes/startedSandbox';
import { Bucket, S3Fixture, refusalOf } from './s3Fixture';

describe('what S3 stores', () => {
  let fixture: S3Fixture;

  before(async () => {
    fixture = await S3Fixture.start();
  });

  afterEach(() => fixture.empty());

  after(() => fixture.stop());

  it('joins the parts of a multipart upload', async () => {
    const parts = [randomBytes(5 * 1024 * 1024), randomBytes(100)];
    const Key = 'parts';
    const { UploadId } = await fixture.send(
      new CreateMultipartUploadCommand({ Bucket, Key, ContentType: 'text/x' }),
    );
    const sent = await Promise.all(
      parts.map(async (Body, index) => {
        const PartNumber = index + 1;
        const part = new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body });
        return { PartNumber, ETag: (await fixture.send(part)).ETag };
      }),
    );
    const complete = (Parts: typeof sent): Promise<string> =>
      refusalOf(
        fixture.send(
          new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }),
        ),
      );
    assert.equal(await complete(sent.toReversed()), 'InvalidPartOrder 400');
    assert.equal(await complete([{ PartNumber: 1, ETag: '"x"' }]), 'InvalidPart 400');
    assert.equal(await complete(sent), 'accepted');
    assert.equal(await complete(sent), 'NoSuchUpload 404');
    const answer = await fixture.send(new GetObjectCommand({ Bucket, Key }));
    const digests = parts.map((part) => createHash('md5').update(part).digest());
    const digest = createHash('md5').update(Buffer.concat(digests)).digest('hex');
    assert.equal(answer.ETag, `"${digest}-2"`);
    assert.equal(answer.ContentType, 'text/x');
    const bytes = Buffer.from((await answer.Body?.transformToByteArray()) ?? []);
    assert.ok(bytes.equals(Buffer.concat(parts)));
  });

  it('forgets an aborted upload', async () => {
    const Key = 'aborted';
    const { UploadId } = await fixture.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    const part = { Bucket, Key, UploadId, PartNumber: 1, Body: 'x' };
    await fixture.send(new UploadPartCommand(part));
    await fixture.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
    assert.equal(await refusalOf(fixture.send(new UploadPartCommand(part))), 'NoSuchUpload 404');
  });

  it('answers InternalError rather than bytes that somebody has changed', async () => {
    await fixture.put('k', 'right bytes');
    const sha256 = createHash('sha256').update('right bytes').digest('hex');
    const blob = path.join(fixture.announcement.dataDir, 's3', 'blobs', sha256.slice(0, 2), sha256);
    assert.equal(await readFile(blob, 'utf8'), 'right bytes');
    assert.equal((await stat(blob)).mode & 0o777, 0o444);
    await utimes(blob, new Date(), new Date());
    assert.equal(await fixture.get('k'), 'right bytes', 'a new time alone is no damage');
    await chmod(blob, 0o644);
    await writeFile(blob, 'wrong bytes');
    assert.equal(await refusalOf(fixture.get('k')), 'InternalError 500');
    await fixture.put('k', 'right bytes');
    assert.equal(await fixture.get('k'), 'right bytes', 'putting it again mends it');
    await fixture.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
    await assert.rejects(stat(blob), { code: 'ENOENT' });
  });

  it('keeps nothing of an upload whose sender hangs up', async () => {
    const { endpoint, dataDir } = fixture.announcement;
    const { host, port } = new URL(endpoint);
    const head = {
      method: 'PUT',
      path: `/${Bucket}/half`,
      query: [],
      headers: new Map([
        ['host', host],
        ['x-amz-content-sha256', 'UNSIGNED-PAYLOAD'],
      ]),
    };
    const scope = { region: 'us-east-1', service: 's3', now: Date.now() };
    const signed = signClaim(head, scope, fixture.announcement, 'UNSIGNED-PAYLOAD');
    const lines = Object.entries(signed.headers).map(([name, value]) => `${name}: ${value}\r\n`);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(
      `PUT ${head.path} HTTP/1.1\r\n${lines.join('')}content-length: 100000\r\n\r\nhalf of it`,
    );
    const incoming = path.join(dataDir, 's3', 'incoming');
    while ((await readdir(incoming)).length === 0) await sleep(5);
    socket.destroy();
    while ((await readdir(incoming)).length > 0) await sleep(5);
    assert.equal(await refusalOf(fixture.get('half')), 'NoSuchKey 404');
  });

  it('never serves bytes that a job has changed in its view of an object', async () => {
    const objects = await Objects.open(await makeTemporaryFolder(), systemClock);
    const folder = await makeTemporaryFolder();
    const source = path.join(folder, 'source');
    await objects.createBucket(Bucket);
    for (const size of [10, 9 * 1024 * 1024]) {
      await writeFile(source, Buffer.alloc(size, 'x'));
      const object = await objects.putFile(Bucket, `${size}/key`, source, 'text/plain');
      const target = path.join(folder, `copy-${size}`);
      await objects.materialise(object, target);
      assert.equal((await stat(target)).size, size);
      await assert.rejects(objects.materialise(object, target), { code: 'EEXIST' });
      // As root, whom read-only files do not stop.
      await writeFile(target, 'changed');
      const after = await objects.open(object).then(
        async (handle) => (await handle.readFile().finally(() => handle.close())).length,
        (error: unknown) => error,
      );
      if (size > 1000 && after instanceof ServiceError) assert.equal(after.code, 'InternalError');
      else assert.equal(after, size);
    }
    assert.deepEqual(
      Array.from(objects.list(Bucket, '1'), ({ key }) => key),
      ['10/key'],
    );
    await objects.close();
  });

  it('leaves a blob alone when the same bytes come again, and mends one that was changed', async () => {
    const { dataDir } = fixture.announcement;
    const sha256 = createHash('sha256').update('same bytes').digest('hex');
    const blob = path.join(dataDir, 's3', 'blobs', sha256.slice(0, 2), sha256);
    await fixture.put('one', 'same bytes');
    // Somebody may be reading it; Windows does not replace a file that is open or read-only.
    const { ino } = await stat(blob);
    await fixture.put('two', 'same bytes');
    assert.equal((await stat(blob)).ino, ino);
    assert.deepEqual(await readdir(path.join(dataDir, 's3', 'incoming')), []);
    await chmod(blob, 0o644);
    await writeFile(blob, 'SAME bytes');
    await fixture.put('three', 'same bytes');
    assert.equal(await fixture.get('one'), 'same bytes');
  });
});
