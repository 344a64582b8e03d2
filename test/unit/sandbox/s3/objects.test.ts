import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import {
  type ChecksumAlgorithm,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  RestoreObjectCommand,
} from '@aws-sdk/client-s3';
import { readObject } from '../../../../src/sandbox/services/s3/objectReads';
import type { S3Call } from '../../../../src/sandbox/services/s3/s3Call';
import { sendRaw, signed, type RequestParts } from './rawRequests';
import { Bucket, S3Fixture, refusalOf } from './s3Fixture';

const put: RequestParts = { method: 'PUT', path: `/${Bucket}/k`, body: '123456789' };

describe('S3 objects by the SDK', () => {
  let fixture: S3Fixture;

  before(async () => {
    fixture = await S3Fixture.start();
  });

  afterEach(() => fixture.empty());

  after(() => fixture.stop());

  it('gives back what was said of an object', async () => {
    await fixture.send(
      new PutObjectCommand({
        Bucket,
        Key: 'k',
        Body: 'hello',
        ContentType: 'text/plain',
        CacheControl: 'no-store',
        ContentEncoding: 'identity',
        Metadata: { note: 'one  two' },
        ServerSideEncryption: 'aws:kms',
      }),
    );
    const head = await fixture.send(new HeadObjectCommand({ Bucket, Key: 'k' }));
    assert.equal(head.ContentLength, 5);
    assert.equal(head.ContentType, 'text/plain');
    assert.equal(head.CacheControl, 'no-store');
    assert.equal(head.ContentEncoding, 'identity');
    assert.equal(head.ETag, '"5d41402abc4b2a76b9719d911017c592"');
    assert.deepEqual(head.Metadata, { note: 'one  two' });
    assert.ok(Math.abs(Date.now() - Number(head.LastModified)) < 60_000);
  });

  it('reads ranges, without the checksum of the whole', async () => {
    await fixture.put('k', '0123456789');
    const read = async (Range: string): Promise<(string | undefined)[]> => {
      const answer = await fixture.send(new GetObjectCommand({ Bucket, Key: 'k', Range }));
      const { ContentRange, ChecksumCRC32, Body } = answer;
      return [await Body?.transformToString(), ContentRange, ChecksumCRC32];
    };
    assert.deepEqual(await read('bytes=2-4'), ['234', 'bytes 2-4/10', undefined]);
    assert.deepEqual(await read('bytes=7-'), ['789', 'bytes 7-9/10', undefined]);
    assert.deepEqual(await read('bytes=-3'), ['789', 'bytes 7-9/10', undefined]);
    assert.deepEqual(await read('bytes=-99'), ['0123456789', 'bytes 0-9/10', undefined]);
    assert.deepEqual((await read('bytes=4-2')).slice(0, 2), ['0123456789', undefined]);
    assert.equal(await refusalOf(read('bytes=10-')), 'InvalidRange 416');
  });

  it('verifies every checksum and gives it back when asked', async () => {
    const algorithms: ChecksumAlgorithm[] = ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'];
    const known: Record<string, string> = {
      CRC32: 'y/Q5Jg==',
      CRC32C: '4waSgw==',
      CRC64NVME: 'rosUhgp5mIg=',
      SHA1: createHash('sha1').update('123456789').digest('base64'),
      SHA256: createHash('sha256').update('123456789').digest('base64'),
    };
    for (const algorithm of algorithms) {
      const upload = { Bucket, Key: algorithm, Body: '123456789' };
      const field = `Checksum${algorithm}`;
      await fixture.send(new PutObjectCommand({ ...upload, [field]: known[algorithm] }));
      const read = new GetObjectCommand({ Bucket, Key: algorithm, ChecksumMode: 'ENABLED' });
      const answer = await fixture.send(read);
      assert.equal((answer as unknown as Record<string, string>)[field], known[algorithm]);
      assert.equal(await answer.Body?.transformToString(), '123456789');
      const wrong = new PutObjectCommand({
        ...upload,
        Body: '12345678X',
        [field]: known[algorithm],
      });
      assert.equal(await refusalOf(fixture.send(wrong)), 'BadDigest 400');
    }
    const wrongMd5 = { Bucket, Key: 'md5', Body: 'x', ContentMD5: 'XUFAKrxLKna5cZ2REBfFkg==' };
    assert.equal(await refusalOf(fixture.send(new PutObjectCommand(wrongMd5))), 'BadDigest 400');
  });

  it('takes streamed bodies and stores them without their framing', async () => {
    const bytes = randomBytes(300_000);
    const file = path.join(fixture.announcement.dataDir, 'upload.bin');
    await writeFile(file, bytes);
    await fixture.send(
      new PutObjectCommand({
        Bucket,
        Key: 'stream',
        Body: createReadStream(file),
        ContentLength: bytes.length,
        ContentEncoding: 'gzip',
      }),
    );
    const answer = await fixture.send(new GetObjectCommand({ Bucket, Key: 'stream' }));
    assert.equal(answer.ContentEncoding, 'gzip');
    assert.deepEqual(Buffer.from((await answer.Body?.transformToByteArray()) ?? []), bytes);
  });

  it('writes and reads under conditions', async () => {
    const upload = (condition: object): Promise<string> =>
      refusalOf(fixture.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x', ...condition })));
    assert.equal(await upload({ IfMatch: '"none"' }), 'NoSuchKey 404');
    assert.equal(await upload({ IfNoneMatch: '*' }), 'accepted');
    assert.equal(await upload({ IfNoneMatch: '*' }), 'PreconditionFailed 412');
    const { ETag } = await fixture.send(new HeadObjectCommand({ Bucket, Key: 'k' }));
    assert.equal(await upload({ IfMatch: ETag }), 'accepted');
    const read = (condition: object): Promise<string> =>
      refusalOf(fixture.send(new GetObjectCommand({ Bucket, Key: 'k', ...condition })));
    assert.match(await read({ IfNoneMatch: ETag }), / 304$/);
    assert.equal(await read({ IfMatch: '"other"' }), 'PreconditionFailed 412');
    assert.equal(await read({ IfMatch: ETag }), 'accepted');
  });

  it('calculates a checksum where none was sent, and refuses one that was only announced', async () => {
    const { status, headers } = await sendRaw(fixture, await signed(fixture, put));
    assert.equal(status, 200);
    assert.equal(headers['x-amz-checksum-crc64nvme'], 'rosUhgp5mIg=');
    assert.equal(headers['x-amz-checksum-type'], 'FULL_OBJECT');
    const refused = async (more: Record<string, string>): Promise<string> =>
      /<Code>(.*)<\/Code>/.exec(
        (await sendRaw(fixture, await signed(fixture, { ...put, headers: more }))).text,
      )?.[1] ?? 'accepted';
    assert.equal(await refused({ 'x-amz-sdk-checksum-algorithm': 'CRC32' }), 'InvalidRequest');
    assert.equal(await refused({ 'x-amz-checksum-crc32': 'AA==' }), 'InvalidRequest');
    const two = { 'x-amz-checksum-crc32': 'y/Q5Jg==', 'x-amz-checksum-crc32c': '4waSgw==' };
    assert.equal(await refused(two), 'InvalidRequest');
    assert.equal(await refused({ 'x-amz-checksum-xxhash64': 'AAAAAAAAAAA=' }), 'NotImplemented');
    assert.equal(await refused({ 'content-md5': 'abc' }), 'InvalidDigest');
    assert.equal(await refused({ 'x-amz-checksum-crc32': 'y/Q5Jg==' }), 'accepted');
  });

  it('deletes under conditions, one key or many', async () => {
    await fixture.put('a');
    await fixture.put('b');
    const one = (Key: string, IfMatch: string): Promise<string> =>
      refusalOf(fixture.send(new DeleteObjectCommand({ Bucket, Key, IfMatch })));
    assert.equal(await one('a', '"other"'), 'PreconditionFailed 412');
    assert.equal(await one('none', '*'), 'NoSuchKey 404');
    assert.equal(await one('a', '*'), 'accepted');
    const { Deleted, Errors } = await fixture.send(
      new DeleteObjectsCommand({
        Bucket,
        Delete: { Objects: [{ Key: 'b', ETag: '"other"' }, { Key: 'none' }] },
      }),
    );
    assert.deepEqual(
      [Deleted?.map(({ Key }) => Key), Errors?.map(({ Key, Code }) => `${Key} ${Code}`)],
      [['none'], ['b PreconditionFailed']],
    );
    assert.equal(await fixture.get('b'), 'b');
  });

  it('deletes, also what is not there', async () => {
    await fixture.put('a');
    await fixture.put('b');
    await fixture.send(new DeleteObjectCommand({ Bucket, Key: 'nothing' }));
    const { Deleted = [] } = await fixture.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'a' }, { Key: 'c' }] } }),
    );
    assert.deepEqual(
      Deleted.map(({ Key }) => Key),
      ['a', 'c'],
    );
    assert.equal(await refusalOf(fixture.get('a')), 'NoSuchKey 404');
    assert.equal(await fixture.get('b'), 'b');
  });

  it('deletes nothing by a list that is not well-formed', async () => {
    await fixture.put('a');
    const list = '<Delete><Object><Key>a</Key></Object>';
    for (const body of [
      list,
      `${list}</Deletes>`,
      `${list}<Quiet></Delete>`,
      `${list}</Delete>x<`,
    ]) {
      const md5 = createHash('md5').update(body).digest('base64');
      const request: RequestParts = {
        method: 'POST',
        path: `/${Bucket}`,
        query: { delete: '' },
        headers: { 'content-md5': md5 },
        body,
      };
      const answer = await sendRaw(fixture, await signed(fixture, request));
      assert.equal(answer.status, 400, body);
      assert.match(answer.text, /<Code>MalformedXML<\/Code>/);
    }
    assert.equal(await fixture.get('a'), 'a');
  });

  it('says what it does not have', async () => {
    await fixture.put('a');
    const SSECustomerKey = Buffer.alloc(32, 'k').toString('base64');
    const upload = { Bucket, Key: 'b', Body: 'x' };
    const customer = { SSECustomerAlgorithm: 'AES256', SSECustomerKey };
    const calls = [
      fixture.send(new PutBucketPolicyCommand({ Bucket, Policy: '{}' })),
      fixture.send(new RestoreObjectCommand({ Bucket, Key: 'a', RestoreRequest: { Days: 1 } })),
      fixture.send(new PutObjectCommand({ ...upload, StorageClass: 'GLACIER' })),
      fixture.send(new PutObjectCommand({ ...upload, ...customer })),
    ];
    const refusals = await Promise.all(calls.map(refusalOf));
    assert.deepEqual(refusals, Array(4).fill('NotImplemented 501'));
    assert.equal(await refusalOf(fixture.get('b')), 'NoSuchKey 404');
  });

  it('opens no file for a request that it refuses', async () => {
    let opened = 0;
    const open = () => Promise.resolve(opened++);
    const object = { headers: {}, etag: '"e"', lastModified: new Date(), size: 5 };
    const call = {
      key: 'k',
      headers: new Map(),
      parts: { objects: { open } },
      object: () => object,
      query: (name: string) => (name === 'response-expires' ? 'a\rb' : undefined),
    };
    await assert.rejects(readObject(call as unknown as S3Call), { code: 'InvalidArgument' });
    assert.equal(opened, 0);
  });
});
