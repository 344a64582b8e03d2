import assert from 'node:assert/strict';
import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { presigned, sendRaw, type RawAnswer, type RequestParts } from './rawRequests';
import { Bucket, S3Fixture, refusalOf } from './s3Fixture';

const path = `/${Bucket}/k`;

describe('presigned S3 requests', () => {
  let fixture: S3Fixture;

  before(async () => {
    fixture = await S3Fixture.start();
  });

  afterEach(() => fixture.empty());

  after(() => fixture.stop());

  async function send(parts: RequestParts): Promise<RawAnswer> {
    return sendRaw(fixture, await presigned(fixture, parts));
  }

  it('read, with the headers that the link asks for', async () => {
    await fixture.put('k', 'hello');
    const query = {
      'response-content-type': 'text/markdown',
      'response-content-disposition': 'attachment; filename="a b.md"',
    };
    const answer = await send({ path, query });
    assert.deepEqual([answer.status, answer.text], [200, 'hello']);
    assert.equal(answer.headers['content-type'], 'text/markdown');
    assert.equal(answer.headers['content-disposition'], 'attachment; filename="a b.md"');
    const head = await send({ method: 'HEAD', path });
    assert.deepEqual([head.status, head.headers['content-length'], head.text], [200, '5', '']);
  });

  it('write what was not known when they were signed, with headers out of the query', async () => {
    const query = {
      'x-amz-meta-note': 'n',
      'x-amz-storage-class': 'STANDARD_IA',
      // As the JavaScript SDK signs the body that it has not seen; S3 pays no heed.
      'x-amz-checksum-crc32': 'AAAAAA==',
      'x-amz-sdk-checksum-algorithm': 'CRC32',
    };
    const answer = await send({ method: 'PUT', path, query, body: 'anything' });
    assert.equal(answer.status, 200, answer.text);
    assert.equal(await fixture.get('k'), 'anything');
    const head = await fixture.send(new HeadObjectCommand({ Bucket, Key: 'k' }));
    assert.deepEqual(head.Metadata, { note: 'n' });
    assert.equal(head.StorageClass, 'STANDARD_IA');
  });

  it('store no header that an answer could not bear', async () => {
    for (const [name, value] of [
      ['x-amz-meta-note', 'n\r\nx-other: m'],
      ['x-amz-meta-a b', 'n'],
    ] as const) {
      const answer = await send({ method: 'PUT', path, query: { [name]: value }, body: 'x' });
      assert.equal(answer.status, 400);
      assert.match(answer.text, /<Code>InvalidArgument<\/Code>/);
      assert.equal(await refusalOf(fixture.get('k')), 'NoSuchKey 404');
    }
    const query = { 'x-amz-meta-note': '\u20ac' };
    assert.equal((await send({ method: 'PUT', path, query, body: 'x' })).status, 200);
    const { status, headers } = await send({ path });
    assert.equal(status, 200);
    const bytes = Buffer.from(String(headers['x-amz-meta-note']), 'latin1');
    assert.equal(bytes.toString('utf8'), '\u20ac');
  });

  it('that have expired or were altered store nothing', async () => {
    const put: RequestParts = { method: 'PUT', path, body: 'x' };
    const old = { ...put, signedAt: new Date(Date.now() - 120_000), expiresIn: 60 };
    const expired = await send(old);
    assert.equal(expired.status, 403);
    assert.match(expired.text, /<Code>AccessDenied<\/Code>/);
    const request = await presigned(fixture, put);
    const altered = [
      { ...request, target: request.target.replace('/k?', '/other?') },
      { ...request, target: `${request.target}&x-amz-meta-more=1` },
      { ...request, target: request.target.replace('X-Amz-Expires=60', 'X-Amz-Expires=600') },
      { ...request, method: 'DELETE' },
      { ...request, headers: { ...request.headers, 'x-amz-meta-more': '1' } },
      { ...request, headers: { ...request.headers, origin: 'http://localhost' } },
    ];
    for (const one of altered) {
      assert.equal((await sendRaw(fixture, one)).status, 403, JSON.stringify(one));
    }
    for (const key of ['k', 'other']) {
      assert.equal(await refusalOf(fixture.get(key)), 'NoSuchKey 404');
    }
    assert.equal((await sendRaw(fixture, request)).status, 200);
  });

  it('say in plain digits how long they last', async () => {
    for (const expiry of ['1e2', '0x3c', '60.0', '-1', '%2060', '', '604801']) {
      const request = await presigned(fixture, { path });
      const target = request.target.replace('X-Amz-Expires=60', `X-Amz-Expires=${expiry}`);
      assert.notEqual(target, request.target);
      const { text } = await sendRaw(fixture, { ...request, target });
      assert.match(text, /<Message>X-Amz-Expires must be between 0 and 604800 seconds</, expiry);
    }
  });

  it('of version 2 are refused with what to do instead', async () => {
    const { host } = new URL(fixture.announcement.endpoint);
    const query = 'AWSAccessKeyId=K&Signature=abc%3D&Expires=9999999999';
    const raw = { method: 'GET', target: `${path}?${query}`, headers: { host }, body: Buffer.of() };
    const { status, text } = await sendRaw(fixture, raw);
    assert.equal(status, 400);
    assert.match(text, /<Code>InvalidRequest<\/Code><Message>The authorization mechanism/);
    assert.match(text, /signature_version='s3v4'/);
    const header = { ...raw, target: path, headers: { host, authorization: 'AWS K:abc=' } };
    assert.equal((await sendRaw(fixture, header)).status, 400);
  });

  it('in forms are refused by name', async () => {
    const { host } = new URL(fixture.announcement.endpoint);
    const body = Buffer.from(
      '--x\r\nContent-Disposition: form-data; name="key"\r\n\r\nk\r\n--x--\r\n',
    );
    const headers = { host, 'content-type': 'multipart/form-data; boundary=x' };
    const answer = await sendRaw(fixture, { method: 'POST', target: `/${Bucket}`, headers, body });
    assert.equal(answer.status, 501);
    assert.match(answer.text, /<Code>NotImplemented<.*presigned POST/);
  });
});
