import assert from 'node:assert/strict';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  GetBucketLocationCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { Bucket, S3Fixture, refusalOf } from './s3Fixture';

const hostileKeys = [
  'a',
  'a/b',
  'A',
  'a/',
  'a//b',
  '..',
  '../../etc/passwd',
  './x',
  'CON',
  'nul.txt',
  'c:\\windows',
  'x'.repeat(1024),
  'sp ace+plus&?#%25%2F',
  "~!*'()",
  'é/ü',
  '\u{1f600}',
  '\uffee',
  'new\nline',
  'tab\there',
  '<&>"',
  '__proto__',
  'constructor',
  '&amp;&#x0A;&#10;',
];

/** S3 encodes keys in lists like a form. */
function decodeForm(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}

describe('S3 buckets and lists by the SDK', () => {
  let fixture: S3Fixture;

  before(async () => {
    fixture = await S3Fixture.start();
  });

  afterEach(() => fixture.empty());

  after(() => fixture.stop());

  it('knows the caller', async () => {
    const { endpoint, region } = fixture.announcement;
    const sts = new STSClient({ endpoint, region, credentials: fixture.announcement });
    const identity = await sts.send(new GetCallerIdentityCommand({}));
    assert.equal(identity.Account, '000000000000');
    assert.match(identity.Arn ?? '', /:assumed-role\/SageMakerLocalSandbox\//);
  });

  it('has buckets by the rules of us-east-1', async () => {
    const create = (name: string, location?: string): Promise<string> =>
      refusalOf(
        fixture.send(
          new CreateBucketCommand({
            Bucket: name,
            ...(location && {
              CreateBucketConfiguration: { LocationConstraint: location as 'eu-west-1' },
            }),
          }),
        ),
      );
    assert.equal(await create(Bucket), 'accepted');
    assert.equal(await create('UPPER'), 'InvalidBucketName 400');
    assert.equal(await create('192.168.0.1'), 'InvalidBucketName 400');
    assert.equal(await create('other', 'us-east-1'), 'InvalidLocationConstraint 400');
    assert.equal(await create('other', 'eu-west-1'), 'IllegalLocationConstraintException 400');
    assert.equal(await create('other'), 'accepted');
    const { Buckets = [] } = await fixture.send(new ListBucketsCommand({}));
    assert.deepEqual(
      Buckets.map(({ Name }) => Name),
      ['other', Bucket],
    );
    const { LocationConstraint } = await fixture.send(new GetBucketLocationCommand({ Bucket }));
    assert.equal(LocationConstraint, undefined);
    await fixture.send(new DeleteBucketCommand({ Bucket: 'other' }));
    assert.equal(
      await refusalOf(fixture.send(new HeadBucketCommand({ Bucket: 'other' }))),
      'NotFound 404',
    );
    await fixture.put('a');
    assert.equal(
      await refusalOf(fixture.send(new DeleteBucketCommand({ Bucket }))),
      'BucketNotEmpty 409',
    );
  });

  it('honours the owner that the caller expects', async () => {
    const head = (ExpectedBucketOwner: string): Promise<string> =>
      refusalOf(fixture.send(new HeadBucketCommand({ Bucket, ExpectedBucketOwner })));
    assert.equal(await head('000000000000'), 'accepted');
    assert.match(await head('111111111111'), / 403$/);
    const upload = new PutObjectCommand({
      Bucket,
      Key: 'a',
      Body: 'x',
      ExpectedBucketOwner: '111111111111',
    });
    assert.equal(await refusalOf(fixture.send(upload)), 'AccessDenied 403');
  });

  it('keeps every key apart and lists them in byte order', async () => {
    await Promise.all(hostileKeys.map((key) => fixture.put(key)));
    for (const key of hostileKeys) assert.equal(await fixture.get(key), key);
    const pages = paginateListObjectsV2(
      { client: fixture.client, pageSize: 3 },
      { Bucket, EncodingType: 'url' },
    );
    const listed: string[] = [];
    for await (const { Contents = [] } of pages) {
      listed.push(...Contents.map(({ Key = '' }) => decodeForm(Key)));
    }
    const sorted = hostileKeys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    assert.deepEqual(listed, sorted);
    const plain = await fixture.send(new ListObjectsV2Command({ Bucket }));
    assert.deepEqual(
      plain.Contents?.map(({ Key }) => Key),
      sorted,
    );
    assert.equal(await refusalOf(fixture.put('é'.repeat(513))), 'KeyTooLongError 400');
  });

  it('rolls up common prefixes, in both forms of the list', async () => {
    for (const key of ['a/1', 'a/2', 'b', 'c/1', 'd']) await fixture.put(key);
    const first = await fixture.send(
      new ListObjectsV2Command({ Bucket, Delimiter: '/', MaxKeys: 2, StartAfter: 'Z' }),
    );
    assert.deepEqual(first.CommonPrefixes, [{ Prefix: 'a/' }]);
    assert.deepEqual([first.KeyCount, first.IsTruncated, first.StartAfter], [2, true, 'Z']);
    const second = await fixture.send(
      new ListObjectsV2Command({
        Bucket,
        Delimiter: '/',
        ContinuationToken: first.NextContinuationToken,
      }),
    );
    assert.deepEqual(second.CommonPrefixes, [{ Prefix: 'c/' }]);
    assert.deepEqual(
      second.Contents?.map(({ Key, Size, StorageClass }) => [Key, Size, StorageClass]),
      [['d', 1, 'STANDARD']],
    );
    const old = await fixture.send(new ListObjectsCommand({ Bucket, Delimiter: '/', MaxKeys: 1 }));
    assert.equal(old.NextMarker, 'a/');
    const next = await fixture.send(
      new ListObjectsCommand({ Bucket, Delimiter: '/', Marker: old.NextMarker }),
    );
    assert.deepEqual(
      [next.Contents?.map(({ Key }) => Key), next.CommonPrefixes],
      [['b', 'd'], [{ Prefix: 'c/' }]],
    );
  });
});
