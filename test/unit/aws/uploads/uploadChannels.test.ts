import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createStorage } from '../../../../src/aws/storage';
import { listDataFiles } from '../../../../src/node/dataFiles';
import { dataPrefix } from '../../../../src/aws/uploads/dataAddress';
import { uploadChannels, type ChannelUpload } from '../../../../src/aws/uploads/uploadChannels';
import { AppError } from '../../../../src/core/errors';
import { FileHashes } from '../../../../src/node/fileHashes';
import { systemClock } from '../../../../src/node/systemClock';
import { FakeS3 } from '../../../fakes/fakeS3';

describe('the data of channels', () => {
  let folder: string;
  let s3: FakeS3;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'channels-'));
    s3 = new FakeS3('bucket');
    await write('data/a.csv', '1,2\n');
    await write('data/deep/b.csv', '3,4\n');
    await write('data/empty', '');
  });

  afterEach(() => rm(folder, { recursive: true }));

  const write = async (name: string, content: string | Buffer): Promise<void> => {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  };

  const channel = async (name: string): Promise<ChannelUpload> => {
    const source = path.join(folder, name);
    const files = await listDataFiles(source);
    const hashes = new FileHashes(path.join(folder, 'hashes'), systemClock);
    const contents = await hashes.read(source, files);
    const read = files.map((file) => ({
      ...file,
      content: contents.get(file.name) ?? assert.fail(file.name),
    }));
    return { uri: `s3://bucket/${dataPrefix(source, read)}`, files: read };
  };

  const upload = async (...channels: readonly ChannelUpload[]): Promise<readonly string[]> => {
    s3.sent.length = 0;
    const storage = createStorage({ api: s3, region: 'eu-west-1', clock: systemClock });
    await uploadChannels(storage, channels, { owner: '123456789012', onFraction: () => undefined });
    return s3.sent.filter(({ name }) => name === 'PutObject').map(({ input }) => input.Key);
  };

  it('are uploaded once for as long as they stay', async () => {
    const data = await channel('data');
    const keys = await upload(data);
    const { uri } = data;
    const names = ['a.csv', 'deep/b.csv', 'empty'];
    assert.deepEqual(
      keys.toSorted().map((key) => `s3://bucket/${key}`),
      names.map((name) => uri + name),
    );
    assert.ok(s3.sent.every(({ input }) => input.ExpectedBucketOwner === '123456789012'));
    assert.deepEqual(await upload(await channel('data')), []);
    await write('data/a.csv', '1,3\n');
    const changed = await channel('data');
    assert.notEqual(changed.uri, uri);
    assert.equal((await upload(changed)).length, 3);
  });

  it('are completed where some are there', async () => {
    const data = await channel('data');
    const keys = await upload(data);
    s3.buckets.get('bucket')?.objects.delete(keys[1] ?? '');
    assert.deepEqual(await upload(data), [keys[1]]);
  });

  it('are known again where a key of KMS encrypts, and where they came in parts', async () => {
    s3.isEncrypted = true;
    await write('data/large.bin', Buffer.alloc(17 * 1024 * 1024, 7));
    const data = await channel('data');
    await upload(data);
    assert.deepEqual(await upload(data), []);
    assert.deepEqual(
      s3.names.filter((name) => name !== 'ListObjectsV2'),
      Array.from({ length: 4 }, () => 'HeadObject'),
    );
  });

  it('are uploaded over other objects of their size', async () => {
    await write('data/large.bin', Buffer.alloc(17 * 1024 * 1024, 7));
    const data = await channel('data');
    await upload(data);
    const objects = s3.buckets.get('bucket')?.objects ?? assert.fail();
    const others = [...objects].filter(([key]) => /(a\.csv|large\.bin)$/.test(key));
    for (const [key, { body }] of others) {
      objects.set(key, { body: Buffer.alloc(body.length), etag: '"0-3"' });
    }
    await upload(data);
    for (const [key, { body }] of others) {
      assert.ok(objects.get(key)?.body.equals(body), key);
    }
  });

  it('are uploaded where nobody may look at an object', async () => {
    s3.isEncrypted = true;
    const data = await channel('data');
    await upload(data);
    s3.before = ({ name }) => {
      if (name === 'HeadObject') {
        throw new AppError('denied', 'No.');
      }
    };
    assert.equal((await upload(data)).length, 3);
  });

  it('are uploaded once for two channels', async () => {
    const data = await channel('data');
    assert.equal((await upload(data, await channel('data'))).length, 3);
  });

  it('have an address by names and contents that says what they are', async () => {
    const address = async (name: string): Promise<string> => (await channel(name)).uri;
    const folderAddress = await address('data');
    assert.match(folderAddress, /^s3:\/\/bucket\/sagemaker-workbench\/data\/[0-9a-f]{64}\/data\/$/);
    const fileAddress = await address('data/a.csv');
    assert.match(fileAddress, /\/[0-9a-f]{64}\/a\/$/);
    await write('other/data/a.csv', '1,2\n');
    await write('other/data/deep/b.csv', '3,4\n');
    await write('other/data/empty', '');
    assert.equal(await address('other/data'), folderAddress);
    await write('other/data/emptier', '');
    assert.notEqual(await address('other/data'), folderAddress);
    await write('täg/x', '');
    assert.match(await address('täg'), /\/t-g\/$/);
    await write('数/x', '');
    assert.match(await address('数'), /\/data\/$/);
  });

  it('are not mixed with what else is there', async () => {
    const data = await channel('data');
    await upload(data);
    const objects = s3.buckets.get('bucket')?.objects;
    const prefix = data.uri.slice('s3://bucket/'.length);
    objects?.set(prefix, { body: Buffer.alloc(0), etag: '' });
    objects?.set(`${prefix}deep/`, { body: Buffer.alloc(0), etag: '' });
    assert.deepEqual(await upload(data), []);
    objects?.set(`${prefix}more.csv`, { body: Buffer.alloc(1), etag: '' });
    await assert.rejects(upload(data), { reason: 'invalid', message: /more\.csv is not of this/ });
  });

  it('are uploaded where nobody may look', async () => {
    const data = await channel('data');
    s3.before = ({ name }) => {
      if (name === 'ListObjectsV2') {
        throw new AppError('denied', 'No.');
      }
    };
    await upload(data);
    assert.equal((await upload(data)).length, 3);
  });

  it('are not uploaded when they have changed since they were read', async () => {
    const data = await channel('data');
    await write('data/a.csv', '9,9\n');
    await assert.rejects(upload(data), { reason: 'invalid', message: /a\.csv has changed/ });
    const key = `${data.uri}a.csv`.slice('s3://bucket/'.length);
    assert.equal(s3.buckets.get('bucket')?.objects.has(key), false);
  });

  it('are not kept in S3 where they are not what was read', async () => {
    const { uri, files } = await channel('data');
    const other = files.map((file) => ({
      ...file,
      content: { ...file.content, sha256: '0'.repeat(64) },
    }));
    await assert.rejects(upload({ uri, files: other }), { reason: 'invalid' });
    assert.equal(s3.buckets.get('bucket')?.objects.size, 0);
  });
});
