import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import * as nodePath from 'node:path';
import fc from 'fast-check';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { sendRaw, signed, type RawRequest, type RequestParts } from './rawRequests';
import { Bucket, S3Fixture } from './s3Fixture';

const put: RequestParts = {
  method: 'PUT',
  path: `/${Bucket}/stored`,
  query: { 'x-id': 'PutObject' },
  headers: { 'x-amz-meta-note': 'right', 'content-type': 'text/plain' },
  body: 'the right bytes',
};

/** Everything that a request can be changed in without its sender's secret. */
const changes: Readonly<Record<string, (request: RawRequest) => RawRequest>> = {
  body: (request) => ({ ...request, body: Buffer.from('the wrong bytes') }),
  'shorter body': (request) => ({
    ...request,
    body: request.body.subarray(1),
    headers: { ...request.headers, 'content-length': String(request.body.length - 1) },
  }),
  key: (request) => ({ ...request, target: request.target.replace('stored', 'other') }),
  bucket: (request) => ({ ...request, target: request.target.replace(Bucket, 'other-bucket') }),
  query: (request) => ({ ...request, target: request.target.replace('PutObject', 'Another') }),
  'further parameter': (request) => ({ ...request, target: `${request.target}&tagging` }),
  'no parameter': (request) => ({ ...request, target: request.target.replace(/\?.*/, '') }),
  method: (request) => ({ ...request, method: 'POST' }),
  metadata: (request) => withHeaders(request, { 'x-amz-meta-note': 'wrong' }),
  'further metadata': (request) => withHeaders(request, { 'x-amz-meta-more': 'wrong' }),
  tags: (request) => withHeaders(request, { 'x-amz-tagging': 'a=b' }),
  'content type': (request) => withHeaders(request, { 'content-type': 'text/html' }),
  'copy source': (request) => withHeaders(request, { 'x-amz-copy-source': `${Bucket}/a` }),
  hash: (request) => withHeaders(request, { 'x-amz-content-sha256': hashOf('the wrong bytes') }),
  'unsigned hash': (request) =>
    withHeaders(request, { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' }),
  'hash and body': (request) => ({
    ...withHeaders(request, { 'x-amz-content-sha256': hashOf('the wrong bytes') }),
    body: Buffer.from('the wrong bytes'),
  }),
  date: (request) => withHeaders(request, { 'x-amz-date': '20261121T000000Z' }),
  host: (request) => withHeaders(request, { host: 'sandbox.example.com' }),
  'rebound host': (request) => withHeaders(request, { host: 'evil.localhost.example.com:80' }),
  origin: (request) => withHeaders(request, { origin: 'http://127.0.0.1' }),
  'null origin': (request) => withHeaders(request, { origin: 'null' }),
  'no signature': (request) => withHeaders(request, { authorization: undefined }),
  'other algorithm': (request) => edited(request, 'AWS4-HMAC-SHA256', 'AWS4-HMAC-SHA512'),
  'other service': (request) => edited(request, '/s3/', '/sts/'),
  'other region': (request) => edited(request, 'us-east-1', 'eu-west-1'),
  'fewer signed headers': (request) => edited(request, ';x-amz-meta-note', ''),
};

function withHeaders(
  request: RawRequest,
  changed: Readonly<Record<string, string | undefined>>,
): RawRequest {
  const all = Object.entries({ ...request.headers, ...changed });
  const headers = all.filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...request, headers: Object.fromEntries(headers) };
}

function edited(request: RawRequest, from: string, to: string): RawRequest {
  const authorization = request.headers['authorization']?.replace(from, to);
  return withHeaders(request, { authorization });
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

describe('the lock of S3', () => {
  let fixture: S3Fixture;

  before(async () => {
    fixture = await S3Fixture.start();
  });

  after(() => fixture.stop());

  afterEach(async () => {
    const { KeyCount } = await fixture.send(new ListObjectsV2Command({ Bucket }));
    assert.equal(KeyCount, 0, 'something is stored');
    const folder = nodePath.join(fixture.announcement.dataDir, 's3');
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
    assert.deepEqual(files, ['index.jsonl'], 'bytes are left');
  });

  for (const [name, change] of Object.entries(changes)) {
    it(`refuses a request that was changed: ${name}`, async () => {
      const { status } = await sendRaw(fixture, change(await signed(fixture, put)));
      assert.ok(status === 400 || status === 403, `${status}`);
    });
  }

  it('refuses requests of another time', async () => {
    for (const minutes of [-60, -16, 16, 60]) {
      const signedAt = new Date(Date.now() + minutes * 60_000);
      const answer = await sendRaw(fixture, await signed(fixture, { ...put, signedAt }));
      assert.equal(answer.status, 403);
      assert.match(answer.text, /<Code>RequestTimeTooSkewed<\/Code>/);
    }
  });

  it('refuses every signature that differs in one character', async () => {
    const request = await signed(fixture, put);
    const authorization = request.headers['authorization'] ?? '';
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 63 }),
        fc.constantFrom('0', '4', '9', 'a', 'f', 'g', 'A'),
        async (position, digit) => {
          const start = authorization.length - 64 + position;
          const forged = authorization.slice(0, start) + digit + authorization.slice(start + 1);
          fc.pre(forged !== authorization);
          const { status } = await sendRaw(
            fixture,
            withHeaders(request, { authorization: forged }),
          );
          assert.ok(status === 400 || status === 403);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('refuses a chunk whose signature is wrong', async () => {
    const zeros = '0'.repeat(64);
    const body = `5;chunk-signature=${zeros}\r\nhello\r\n0;chunk-signature=${zeros}\r\n\r\n`;
    const request = await signed(fixture, {
      ...put,
      headers: { 'x-amz-decoded-content-length': '5' },
      payload: 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
      body,
    });
    const { status, text } = await sendRaw(fixture, request);
    assert.equal(status, 403);
    assert.match(text, /The signature of a chunk of the body does not match/);
  });
});
