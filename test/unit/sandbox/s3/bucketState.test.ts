import assert from 'node:assert/strict';
import {
  DeleteBucketPolicyCommand,
  DeleteBucketTaggingCommand,
  DeleteObjectTaggingCommand,
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  GetPublicAccessBlockCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectVersionsCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  type Tag,
} from '@aws-sdk/client-s3';
import { sendRaw, signed } from './rawRequests';
import { Bucket, S3Fixture, refusalOf } from './s3Fixture';

describe('the state of S3 buckets and objects', () => {
  let fixture: S3Fixture;

  before(async () => {
    fixture = await S3Fixture.start();
  });

  afterEach(() => fixture.empty());

  after(() => fixture.stop());

  it('is that of a bucket that was just made', async () => {
    const { client } = fixture;
    const { Owner, Grants } = await client.send(new GetBucketAclCommand({ Bucket }));
    const Grantee = { ID: Owner?.ID, Type: 'CanonicalUser' };
    assert.deepEqual(Grants, [{ Grantee, Permission: 'FULL_CONTROL' }]);
    const { ServerSideEncryptionConfiguration } = await client.send(
      new GetBucketEncryptionCommand({ Bucket }),
    );
    assert.deepEqual(ServerSideEncryptionConfiguration?.Rules, [
      { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false },
    ]);
    const block = await client.send(new GetPublicAccessBlockCommand({ Bucket }));
    assert.deepEqual(block.PublicAccessBlockConfiguration, {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    });
    const owner = await client.send(new GetBucketOwnershipControlsCommand({ Bucket }));
    assert.deepEqual(owner.OwnershipControls?.Rules, [{ ObjectOwnership: 'BucketOwnerEnforced' }]);
    const { Status } = await client.send(new GetBucketVersioningCommand({ Bucket }));
    assert.equal(Status, undefined);
    const refusals = await Promise.all(
      [
        client.send(new GetBucketPolicyCommand({ Bucket })),
        client.send(new GetBucketLifecycleConfigurationCommand({ Bucket })),
        client.send(new GetBucketTaggingCommand({ Bucket })),
        client.send(new GetBucketPolicyCommand({ Bucket: 'no-such-bucket' })),
        client.send(new DeleteBucketPolicyCommand({ Bucket })),
        client.send(
          new PutBucketVersioningCommand({
            Bucket,
            VersioningConfiguration: { Status: 'Enabled' },
          }),
        ),
      ].map(refusalOf),
    );
    assert.deepEqual(refusals, [
      'NoSuchBucketPolicy 404',
      'NoSuchLifecycleConfiguration 404',
      'NoSuchTagSet 404',
      'NoSuchBucket 404',
      'accepted',
      'NotImplemented 501',
    ]);
  });

  it('has tags, of objects and of buckets', async () => {
    const { client } = fixture;
    const TagSet: Tag[] = [
      { Key: 'b', Value: 'ü <&>' },
      { Key: 'a', Value: '' },
    ];
    await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x', Tagging: 'first=1' }));
    const read = async (): Promise<unknown> =>
      (await client.send(new GetObjectTaggingCommand({ Bucket, Key: 'k' }))).TagSet;
    assert.deepEqual(await read(), [{ Key: 'first', Value: '1' }]);
    await client.send(new PutObjectTaggingCommand({ Bucket, Key: 'k', Tagging: { TagSet } }));
    assert.deepEqual(await read(), TagSet);
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: 'k' }));
    assert.equal(head.TagCount, 2);
    await client.send(new DeleteObjectTaggingCommand({ Bucket, Key: 'k' }));
    assert.deepEqual(await read(), []);
    await client.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
    assert.deepEqual((await client.send(new GetBucketTaggingCommand({ Bucket }))).TagSet, TagSet);
    await client.send(new DeleteBucketTaggingCommand({ Bucket }));
    assert.equal(
      await refusalOf(client.send(new GetBucketTaggingCommand({ Bucket }))),
      'NoSuchTagSet 404',
    );
  });

  it('has no tags beyond what S3 allows', async () => {
    await fixture.put('k');
    const put = (TagSet: Tag[], Key = 'k'): Promise<string> =>
      refusalOf(fixture.send(new PutObjectTaggingCommand({ Bucket, Key, Tagging: { TagSet } })));
    const many = Array.from({ length: 11 }, (_, index) => ({ Key: `k${index}`, Value: '' }));
    assert.equal(await put(many), 'BadRequest 400');
    assert.equal(await put([{ Key: 'x'.repeat(129), Value: '' }]), 'InvalidTag 400');
    assert.equal(await put([{ Key: 'x', Value: 'x'.repeat(257) }]), 'InvalidTag 400');
    assert.equal(await put([{ Key: 'aws:x', Value: '' }]), 'InvalidTag 400');
    assert.equal(
      await put([
        { Key: 'x', Value: '1' },
        { Key: 'x', Value: '2' },
      ]),
      'InvalidTag 400',
    );
    assert.equal(await put([], 'none'), 'NoSuchKey 404');
    const header = (Tagging: string): Promise<string> =>
      refusalOf(fixture.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x', Tagging })));
    assert.equal(await header('a=1&a=2'), 'InvalidTag 400');
    assert.equal(await header('=1'), 'InvalidArgument 400');
    const acl = await fixture.send(new GetObjectAclCommand({ Bucket, Key: 'k' }));
    assert.equal(acl.Grants?.length, 1);
  });

  it('lists the one version that every object has, page by page', async () => {
    for (const key of ['a', 'b/1', 'b/2', 'c']) await fixture.put(key);
    const found: (string | undefined)[] = [];
    let marker: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } = {};
    for (let pages = 0; pages < 5; pages++) {
      const page = await fixture.send(
        new ListObjectVersionsCommand({ Bucket, Delimiter: '/', MaxKeys: 1, ...marker }),
      );
      found.push(...(page.Versions ?? []).map(({ Key, VersionId }) => `${Key} ${VersionId}`));
      found.push(...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix));
      if (!page.IsTruncated) break;
      marker = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
    }
    assert.deepEqual(found, ['a null', 'b/', 'c null']);
    const get = (VersionId: string): Promise<string> =>
      refusalOf(fixture.send(new GetObjectCommand({ Bucket, Key: 'a', VersionId })));
    assert.deepEqual([await get('null'), await get('7')], ['accepted', 'InvalidArgument 400']);
  });

  it('lists buckets by prefix and in pages', async () => {
    const names = ['page-a', 'page-b', 'page-c'];
    for (const name of names) await fixture.send(new CreateBucketCommand({ Bucket: name }));
    const list = (ContinuationToken?: string) =>
      fixture.send(new ListBucketsCommand({ Prefix: 'page-', MaxBuckets: 2, ContinuationToken }));
    const first = await list();
    const second = await list(first.ContinuationToken);
    const found = [first, second].flatMap(({ Buckets = [] }) => Buckets.map(({ Name }) => Name));
    assert.deepEqual(found, names);
    assert.equal(second.ContinuationToken, undefined);
    for (const name of names) await fixture.send(new DeleteBucketCommand({ Bucket: name }));
  });

  it('is told in errors with S3’s own elements', async () => {
    await fixture.put('k', '0123456789');
    const ask = async (path: string, headers = {}, query = {}) =>
      sendRaw(fixture, await signed(fixture, { path: `/${path}`, headers, query }));
    const missing = await ask(`${Bucket}/a&b`);
    assert.match(missing.text, /<Code>NoSuchKey<\/Code>.*<Key>a&amp;b<\/Key>/);
    const [, requestId] = /<RequestId>(.*)<\/RequestId>/.exec(missing.text) ?? [];
    const [, hostId] = /<HostId>(.*)<\/HostId>/.exec(missing.text) ?? [];
    assert.equal(missing.headers['x-amz-request-id'], requestId);
    assert.equal(missing.headers['x-amz-id-2'], hostId);
    const bucket = await ask('no-such-bucket/k');
    assert.match(bucket.text, /<BucketName>no-such-bucket<\/BucketName>/);
    const range = await ask(`${Bucket}/k`, { range: 'bytes=10-' });
    assert.equal(range.status, 416);
    assert.equal(range.headers['content-range'], 'bytes */10');
    assert.match(range.text, /<ActualObjectSize>10<\/ActualObjectSize>/);
    const number = await ask(Bucket, {}, { 'list-type': '2', 'max-keys': '-1' });
    assert.match(number.text, /<ArgumentName>max-keys<\/ArgumentName>/);
    const several = await ask(`${Bucket}/k`, { range: 'bytes=0-1,4-5' });
    assert.deepEqual([several.status, several.text], [200, '0123456789']);
  });
});
