import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import * as path from 'node:path';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UploadPartCopyCommand,
  type CopyObjectCommandInput,
} from '@aws-sdk/client-s3';
import { Bucket, S3Fixture, refusalOf } from './s3Fixture';

describe('S3 copies', () => {
  let fixture: S3Fixture;

  before(async () => {
    fixture = await S3Fixture.start();
  });

  afterEach(() => fixture.empty());

  after(() => fixture.stop());

  const copy = (input: Partial<CopyObjectCommandInput>) =>
    fixture.send(
      new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/k`, ...input }),
    );

  const head = (Key: string) =>
    fixture.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));

  async function putDescribed(): Promise<void> {
    await fixture.send(
      new PutObjectCommand({
        Bucket,
        Key: 'k',
        Body: 'bytes',
        ContentType: 'text/plain',
        Metadata: { note: 'old' },
        Tagging: 'colour=red&size=a%20b',
        StorageClass: 'STANDARD_IA',
        ServerSideEncryption: 'aws:kms',
        SSEKMSKeyId: 'alias/mine',
        BucketKeyEnabled: true,
        ChecksumAlgorithm: 'SHA256',
      }),
    );
  }

  async function tagsOf(Key: string): Promise<unknown> {
    return (await fixture.send(new GetObjectTaggingCommand({ Bucket, Key }))).TagSet;
  }

  async function blobs(): Promise<number> {
    const folder = path.join(fixture.announcement.dataDir, 's3', 'blobs');
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).length;
  }

  it('take what describes an object over, and neither its place nor its encryption', async () => {
    await putDescribed();
    const { CopyObjectResult } = await copy({});
    const [source, target] = [await head('k'), await head('copy')];
    assert.equal(CopyObjectResult?.ETag, source.ETag);
    assert.equal(CopyObjectResult?.ChecksumSHA256, source.ChecksumSHA256);
    assert.equal(target.ContentType, 'text/plain');
    assert.deepEqual(target.Metadata, { note: 'old' });
    assert.equal(target.TagCount, 2);
    assert.deepEqual(await tagsOf('copy'), [
      { Key: 'colour', Value: 'red' },
      { Key: 'size', Value: 'a b' },
    ]);
    assert.equal(source.StorageClass, 'STANDARD_IA');
    assert.equal(source.ServerSideEncryption, 'aws:kms');
    assert.equal(source.SSEKMSKeyId, 'arn:aws:kms:us-east-1:000000000000:alias/mine');
    assert.equal(source.BucketKeyEnabled, true);
    assert.equal(target.StorageClass, undefined);
    assert.equal(target.ServerSideEncryption, 'AES256');
    assert.equal(await blobs(), 1, 'no bytes are written');
  });

  it('replace what they are told to replace', async () => {
    await putDescribed();
    await copy({
      MetadataDirective: 'REPLACE',
      Metadata: { fresh: 'yes' },
      TaggingDirective: 'REPLACE',
      Tagging: 'one=1',
      ChecksumAlgorithm: 'CRC32C',
    });
    const target = await head('copy');
    assert.equal(target.ContentType, 'binary/octet-stream');
    assert.deepEqual(target.Metadata, { fresh: 'yes' });
    assert.deepEqual(await tagsOf('copy'), [{ Key: 'one', Value: '1' }]);
    assert.equal(target.ChecksumSHA256, undefined);
    assert.equal(target.ChecksumCRC32C?.length, 8);
  });

  it('onto themselves must change something', async () => {
    await putDescribed();
    const onto = (input: Partial<CopyObjectCommandInput>): Promise<string> =>
      refusalOf(copy({ Key: 'k', ...input }));
    assert.equal(await onto({}), 'InvalidRequest 400');
    assert.equal(await onto({ StorageClass: 'ONEZONE_IA' }), 'accepted');
    assert.equal((await head('k')).StorageClass, 'ONEZONE_IA');
    assert.equal(await onto({ MetadataDirective: 'REPLACE', Metadata: { a: 'b' } }), 'accepted');
    assert.deepEqual((await head('k')).Metadata, { a: 'b' });
    assert.equal(await fixture.get('k'), 'bytes');
  });

  it('find sources with any name and refuse what is none', async () => {
    const key = 'sp ace+plus/é?versionId=x&%2F';
    await fixture.put(key, 'found');
    const CopySource = encodeURIComponent(`${Bucket}/${key}`);
    await copy({ CopySource });
    await copy({ CopySource: `/${CopySource}`, Key: 'second' });
    assert.equal(await fixture.get('copy'), 'found');
    assert.equal(await fixture.get('second'), 'found');
    const from = (source: string): Promise<string> => refusalOf(copy({ CopySource: source }));
    assert.equal(await from('nothing'), 'InvalidArgument 400');
    assert.equal(await from(`${Bucket}/`), 'InvalidArgument 400');
    assert.equal(await from(`${Bucket}/none`), 'NoSuchKey 404');
    assert.equal(await from('no-such-bucket/k'), 'NoSuchBucket 404');
    assert.equal(
      await from(`${Bucket}/${encodeURIComponent(key)}?versionId=7`),
      'InvalidArgument 400',
    );
  });

  it('are made under conditions on both ends', async () => {
    await fixture.put('k');
    const { ETag, LastModified } = await head('k');
    const later = new Date(Number(LastModified) + 5000);
    const made = (input: Partial<CopyObjectCommandInput>): Promise<string> =>
      refusalOf(copy(input));
    assert.equal(await made({ CopySourceIfMatch: '"other"' }), 'PreconditionFailed 412');
    assert.equal(await made({ CopySourceIfNoneMatch: ETag }), 'PreconditionFailed 412');
    assert.equal(await made({ CopySourceIfModifiedSince: later }), 'PreconditionFailed 412');
    assert.equal(
      await made({ CopySourceIfUnmodifiedSince: new Date(0) }),
      'PreconditionFailed 412',
    );
    const owner = { ExpectedSourceBucketOwner: '111111111111' };
    assert.equal(await made(owner), 'AccessDenied 403');
    assert.equal(await refusalOf(fixture.get('copy')), 'NoSuchKey 404');
    assert.equal(await made({ CopySourceIfMatch: ETag, IfNoneMatch: '*' }), 'accepted');
    assert.equal(await made({ IfNoneMatch: '*' }), 'PreconditionFailed 412');
  });

  it('of parts take a range or all, and the copy of the whole is in one piece', async () => {
    const bytes = randomBytes(6 * 1024 * 1024);
    await fixture.put('k', bytes);
    const { UploadId } = await fixture.send(
      new CreateMultipartUploadCommand({ Bucket, Key: 'joined' }),
    );
    const part = (PartNumber: number, CopySourceRange?: string) =>
      fixture.send(
        new UploadPartCopyCommand({
          Bucket,
          Key: 'joined',
          UploadId,
          PartNumber,
          CopySource: `${Bucket}/k`,
          CopySourceRange,
        }),
      );
    assert.equal(await refusalOf(part(1, 'bytes=0-')), 'InvalidArgument 400');
    assert.equal(await refusalOf(part(1, `bytes=0-${bytes.length}`)), 'InvalidArgument 400');
    const answers = [await part(1), await part(2, 'bytes=100-199')];
    await fixture.send(
      new CompleteMultipartUploadCommand({
        Bucket,
        Key: 'joined',
        UploadId,
        MultipartUpload: {
          Parts: answers.map(({ CopyPartResult }, index) => ({
            PartNumber: index + 1,
            ETag: CopyPartResult?.ETag,
          })),
        },
      }),
    );
    const whole = Buffer.concat([bytes, bytes.subarray(100, 200)]);
    const { CopyObjectResult } = await copy({ CopySource: `${Bucket}/joined` });
    const md5 = createHash('md5').update(whole).digest('hex');
    assert.equal(CopyObjectResult?.ETag, `"${md5}"`);
    assert.match((await head('joined')).ETag ?? '', /-2"$/);
  });
});
