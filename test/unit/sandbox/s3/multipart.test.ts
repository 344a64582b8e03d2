import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  UploadPartCommand,
  type ChecksumAlgorithm,
  type ChecksumType,
  type CompleteMultipartUploadCommandInput,
  type CompletedPart,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { Bucket, S3Fixture, refusalOf } from './s3Fixture';

const Key = 'parts';
const mebibyte = 1024 * 1024;

describe('S3 multipart uploads', () => {
  let fixture: S3Fixture;

  before(async () => {
    fixture = await S3Fixture.start();
  });

  afterEach(() => fixture.empty());

  after(() => fixture.stop());

  async function start(
    ChecksumAlgorithm?: ChecksumAlgorithm,
    ChecksumType?: ChecksumType,
    key = Key,
  ): Promise<string> {
    const answer = await fixture.send(
      new CreateMultipartUploadCommand({ Bucket, Key: key, ChecksumAlgorithm, ChecksumType }),
    );
    return answer.UploadId ?? '';
  }

  async function send(UploadId: string, PartNumber: number, Body: Buffer, options = {}) {
    const part = { Bucket, Key, UploadId, PartNumber, Body, ...options };
    const answer = await fixture.send(new UploadPartCommand(part));
    return { ...answer, PartNumber };
  }

  function complete(
    UploadId: string,
    Parts: CompletedPart[],
    more: Partial<CompleteMultipartUploadCommandInput> = {},
  ) {
    return fixture.send(
      new CompleteMultipartUploadCommand({
        Bucket,
        Key,
        UploadId,
        MultipartUpload: { Parts },
        ...more,
      }),
    );
  }

  it('come from lib-storage, as a stream of unknown length', async () => {
    const bytes = randomBytes(12 * mebibyte + 5);
    const pieces = Array.from({ length: 13 }, (_, index) =>
      bytes.subarray(index * mebibyte, (index + 1) * mebibyte),
    );
    const upload = new Upload({
      client: fixture.client,
      params: { Bucket, Key, Body: Readable.from(pieces), ContentType: 'text/x', Tagging: 'a=b' },
    });
    const answer = await upload.done();
    assert.match(answer.ETag ?? '', /-3"$/);
    const read = await fixture.send(new GetObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));
    assert.equal(read.ContentType, 'text/x');
    assert.equal(read.TagCount, 1);
    assert.ok(bytes.equals((await read.Body?.transformToByteArray()) ?? Buffer.of()));
  });

  it('are read part by part, and described', async () => {
    const parts = [randomBytes(5 * mebibyte), randomBytes(70)];
    const id = await start('SHA256');
    const sent = await Promise.all(
      parts.map((part, index) => send(id, index + 1, part, { ChecksumAlgorithm: 'SHA256' })),
    );
    const { ChecksumSHA256, ChecksumType } = await complete(id, sent);
    const hashes = parts.map((part) => createHash('sha256').update(part).digest());
    const composite = createHash('sha256').update(Buffer.concat(hashes)).digest('base64');
    assert.deepEqual([ChecksumSHA256, ChecksumType], [`${composite}-2`, 'COMPOSITE']);
    const second = new GetObjectCommand({ Bucket, Key, PartNumber: 2, ChecksumMode: 'ENABLED' });
    const read = await fixture.send(second);
    assert.equal(read.PartsCount, 2);
    assert.equal(
      read.ContentRange,
      `bytes ${5 * mebibyte}-${5 * mebibyte + 69}/${5 * mebibyte + 70}`,
    );
    assert.equal(read.ChecksumSHA256, hashes[1]?.toString('base64'));
    assert.ok(parts[1]?.equals((await read.Body?.transformToByteArray()) ?? Buffer.of()));
    const third = new HeadObjectCommand({ Bucket, Key, PartNumber: 3 });
    assert.match(await refusalOf(fixture.send(third)), / 416$/);
    const attributes = await fixture.send(
      new GetObjectAttributesCommand({
        Bucket,
        Key,
        ObjectAttributes: ['ETag', 'Checksum', 'ObjectParts', 'StorageClass', 'ObjectSize'],
        MaxParts: 1,
        PartNumberMarker: '1',
      }),
    );
    assert.equal(attributes.ObjectSize, 5 * mebibyte + 70);
    assert.deepEqual(attributes.Checksum, { ChecksumSHA256: composite, ChecksumType: 'COMPOSITE' });
    assert.deepEqual(attributes.ObjectParts?.Parts, [
      { PartNumber: 2, Size: 70, ChecksumSHA256: hashes[1]?.toString('base64') },
    ]);
    assert.equal(attributes.ObjectParts.IsTruncated, false);
    assert.equal(attributes.ObjectParts.TotalPartsCount, 2);
  });

  it('hold each algorithm to its types', async () => {
    const begun = (algorithm: ChecksumAlgorithm, type: ChecksumType): Promise<string> =>
      refusalOf(start(algorithm, type, 'other'));
    assert.equal(await begun('SHA256', 'FULL_OBJECT'), 'InvalidRequest 400');
    assert.equal(await begun('CRC64NVME', 'COMPOSITE'), 'InvalidRequest 400');
    assert.equal(await begun('CRC32', 'FULL_OBJECT'), 'accepted');
    assert.equal(await begun('XXHASH3', 'COMPOSITE'), 'NotImplemented 501');
  });

  it('tell the checksum of the whole object, and hold it against the caller’s', async () => {
    const parts = [randomBytes(5 * mebibyte), Buffer.from('end')];
    const id = await start('CRC32C', 'FULL_OBJECT');
    const sent = await Promise.all(
      parts.map((part, index) => send(id, index + 1, part, { ChecksumAlgorithm: 'CRC32C' })),
    );
    const wrong = { ChecksumCRC32C: 'AAAAAA==', ChecksumType: 'FULL_OBJECT' as const };
    assert.equal(await refusalOf(complete(id, sent, wrong)), 'BadDigest 400');
    const composite = { ChecksumType: 'COMPOSITE' as const };
    assert.equal(await refusalOf(complete(id, sent, composite)), 'InvalidRequest 400');
    assert.equal(await refusalOf(complete(id, sent, { MpuObjectSize: 7 })), 'InvalidRequest 400');
    const { ChecksumCRC32C } = await complete(id, sent);
    await fixture.put('whole', Buffer.concat(parts));
    const again = await start('CRC32C', 'FULL_OBJECT');
    const one = await send(again, 1, Buffer.concat(parts), { ChecksumAlgorithm: 'CRC32C' });
    assert.equal(one.ChecksumCRC32C, ChecksumCRC32C);
    const right = {
      ChecksumCRC32C,
      ChecksumType: 'FULL_OBJECT' as const,
      MpuObjectSize: 5 * mebibyte + 3,
    };
    assert.equal(await refusalOf(complete(again, [one], right)), 'accepted');
  });

  it('want the checksums of parts where the whole one is made of them', async () => {
    const id = await start('SHA1');
    const other = send(id, 1, Buffer.from('x'), { ChecksumAlgorithm: 'CRC32' });
    assert.equal(await refusalOf(other), 'InvalidRequest 400');
    const { ETag, ChecksumSHA1 } = await send(id, 1, Buffer.from('x'), {
      ChecksumAlgorithm: 'SHA1',
    });
    const listed = (checksum: string | undefined): Promise<string> =>
      refusalOf(complete(id, [{ PartNumber: 1, ETag, ChecksumSHA1: checksum }]));
    assert.equal(await listed(undefined), 'InvalidRequest 400');
    assert.equal(await listed('AAAA'), 'InvalidPart 400');
    assert.equal(await listed(ChecksumSHA1), 'accepted');
  });

  it('refuse small parts but the last, and conditions that do not hold', async () => {
    const id = await start();
    const sent = [await send(id, 1, Buffer.from('a')), await send(id, 2, Buffer.from('b'))];
    assert.equal(await refusalOf(complete(id, sent)), 'EntityTooSmall 400');
    await fixture.put(Key, 'in the way');
    const alone = sent.slice(0, 1);
    assert.equal(
      await refusalOf(complete(id, alone, { IfNoneMatch: '*' })),
      'PreconditionFailed 412',
    );
    assert.equal(await fixture.get(Key), 'in the way');
    assert.equal(await refusalOf(complete(id, alone, { IfMatch: '*' })), 'accepted');
    assert.equal(await fixture.get(Key), 'a');
  });

  it('are listed with their parts, page by page', async () => {
    const id = await start();
    for (const number of [3, 1, 2]) await send(id, number, Buffer.alloc(number));
    const page = await fixture.send(
      new ListPartsCommand({ Bucket, Key, UploadId: id, MaxParts: 2 }),
    );
    assert.deepEqual(
      page.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size]),
      [
        [1, 1],
        [2, 2],
      ],
    );
    assert.deepEqual([page.IsTruncated, page.NextPartNumberMarker], [true, '2']);
    const last = await fixture.send(
      new ListPartsCommand({ Bucket, Key, UploadId: id, PartNumberMarker: '2' }),
    );
    assert.deepEqual([last.Parts?.length, last.IsTruncated], [1, false]);
    await fixture.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId: id }));
    assert.equal(
      await refusalOf(fixture.send(new ListPartsCommand({ Bucket, Key, UploadId: id }))),
      'NoSuchUpload 404',
    );
  });

  it('are listed by key and time, page by page, rolled up', async () => {
    const { Uploads: before = [] } = await fixture.send(
      new ListMultipartUploadsCommand({ Bucket }),
    );
    for (const { Key: key, UploadId } of before) {
      await fixture.send(new AbortMultipartUploadCommand({ Bucket, Key: key, UploadId }));
    }
    const ids: string[] = [];
    for (const key of ['a/1', 'b', 'b', 'a/2', 'c/1', 'd']) {
      ids.push(await start(undefined, undefined, key));
    }
    const found: string[] = [];
    let marker: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined } = {};
    for (let pages = 0; pages < 10; pages++) {
      const page = await fixture.send(
        new ListMultipartUploadsCommand({ Bucket, Delimiter: '/', MaxUploads: 1, ...marker }),
      );
      found.push(...(page.Uploads ?? []).map(({ UploadId = '' }) => String(ids.indexOf(UploadId))));
      found.push(...(page.CommonPrefixes ?? []).map(({ Prefix = '' }) => Prefix));
      if (!page.IsTruncated) break;
      marker = { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker };
    }
    assert.deepEqual(found, ['a/', '1', '2', 'c/', '5']);
  });
});
