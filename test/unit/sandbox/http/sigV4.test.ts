import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import fc from 'fast-check';
import { AuthError } from '../../../../src/sandbox/http/authError';
import {
  encodePercent,
  queryValue,
  readHead,
  type RequestHead,
} from '../../../../src/sandbox/http/requestHead';
import { findSigner, issueSession } from '../../../../src/sandbox/http/sessions';
import { checkClaim, checkSignature } from '../../../../src/sandbox/http/sigV4';
import { readClaim } from '../../../../src/sandbox/http/signatureClaim';

const credentials = { accessKeyId: 'SANDBOXKEY', secretAccessKey: 'not-a-secret' };
const region = 'us-east-1';
const now = Date.UTC(2026, 10, 21, 12, 30, 5);

type HttpRequest = Parameters<SignatureV4['presign']>[0];

/** The shape of a hash that the peer wants. */
class NodeSha256 {
  private readonly hash;
  constructor(secret?: string | Uint8Array | ArrayBuffer | ArrayBufferView) {
    this.hash =
      secret === undefined ? createHash('sha256') : createHmac('sha256', secret as Uint8Array);
  }
  update(data: Uint8Array): void {
    this.hash.update(data);
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.hash.digest());
  }
  reset(): void {
    throw new Error('not used');
  }
}

function signer(service: string, keys: typeof credentials = credentials): SignatureV4 {
  return new SignatureV4({
    service,
    region,
    credentials: keys,
    sha256: NodeSha256,
    uriEscapePath: service !== 's3',
  });
}

function plainRequest(parts: Partial<HttpRequest>): HttpRequest {
  return {
    method: 'GET',
    protocol: 'http:',
    hostname: '127.0.0.1',
    path: '/',
    headers: { host: '127.0.0.1:4566' },
    query: {},
    ...parts,
  };
}

/** The head as the server would read it from the wire. */
function wireHead(request: HttpRequest): RequestHead {
  const query = Object.entries(request.query ?? {}).flatMap(([name, value]) =>
    [value ?? ''].flat().map((one) => `${encodePercent(name)}=${encodePercent(one)}`),
  );
  return readHead({
    method: request.method,
    url: request.path + (query.length > 0 ? `?${query.join('&')}` : ''),
    rawHeaders: Object.entries(request.headers).flat(),
  });
}

function verify(head: RequestHead, payload: string, at = now): void {
  const claim = readClaim(head);
  const verifier = { credentials, region, now: at };
  const { secretAccessKey } = findSigner(claim, verifier);
  checkClaim(head, claim, verifier);
  checkSignature(head, claim, payload, secretAccessKey);
}

function failureOf(act: () => void): string {
  try {
    act();
  } catch (error) {
    assert.ok(error instanceof AuthError, String(error));
    return error.failure;
  }
  return 'accepted';
}

const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const query = fc.dictionary(
  text.filter((name) => name !== '' && !/^(x-amz-|__proto__$)/i.test(name)),
  text,
  { maxKeys: 4 },
);
const headerValue = fc.stringMatching(/^[ -~]{0,20}$/);

describe('SigV4 verification', () => {
  it('accepts what the SDK signs for S3, whatever path, query and headers', async () => {
    await fc.assert(
      fc.asyncProperty(text, query, headerValue, async (key, parameters, value) => {
        const request = await signer('s3').sign(
          plainRequest({
            path: `/bucket/${key.split('/').map(encodePercent).join('/')}`,
            query: parameters,
            headers: {
              host: '127.0.0.1:4566',
              'x-amz-meta-note': value,
              'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
            },
          }),
          { signingDate: new Date(now) },
        );
        verify(wireHead(request), 'UNSIGNED-PAYLOAD');
      }),
    );
  });

  it('accepts what the SDK signs for other services, whose paths are encoded twice', async () => {
    await fc.assert(
      fc.asyncProperty(text, query, fc.string(), async (name, parameters, body) => {
        const hash = createHash('sha256').update(body).digest('hex');
        const request = await signer('sagemaker').sign(
          plainRequest({
            method: 'POST',
            path: `/endpoints/${encodePercent(name)}/invocations`,
            query: parameters,
            headers: { host: '127.0.0.1:4566', 'x-amz-content-sha256': hash },
            body,
          }),
          { signingDate: new Date(now) },
        );
        verify(wireHead(request), hash);
      }),
    );
  });

  it('accepts presigned requests until they expire', async () => {
    const request = await signer('s3').presign(
      plainRequest({
        path: '/bucket/a%20b',
        query: { 'response-content-type': 'text/plain' },
        headers: { host: '127.0.0.1:4566', 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
      }),
      { signingDate: new Date(now), expiresIn: 60 },
    );
    const head = wireHead(request);
    verify(head, 'UNSIGNED-PAYLOAD', now + 59_000);
    assert.equal(
      failureOf(() => verify(head, 'UNSIGNED-PAYLOAD', now + 61_000)),
      'expired',
    );
  });

  it('accepts presigned requests of a session until one of both expires', async () => {
    const session = issueSession(credentials, { expiresAt: now + 30_000 });
    const request = await signer('s3', session).presign(plainRequest({ path: '/bucket/key' }), {
      signingDate: new Date(now),
      expiresIn: 60,
    });
    const head = wireHead(request);
    assert.ok(queryValue(head, 'X-Amz-Security-Token'));
    const payload = queryValue(head, 'X-Amz-Content-Sha256') ?? createHash('sha256').digest('hex');
    verify(head, payload, now + 29_000);
    assert.equal(
      failureOf(() => verify(head, payload, now + 30_000)),
      'expiredToken',
    );
    const { 'X-Amz-Security-Token': token, ...query } = request.query ?? {};
    assert.ok(token);
    assert.equal(
      failureOf(() => verify(wireHead({ ...request, query }), payload)),
      'unknownKey',
    );
  });

  it('wants a session’s token to be signed', async () => {
    const session = issueSession(credentials, { expiresAt: now + 1000 });
    const { accessKeyId, secretAccessKey, sessionToken } = session;
    const hash = createHash('sha256').digest('hex');
    const sign = (keys: typeof credentials) =>
      signer('sagemaker', keys).sign(plainRequest({ method: 'POST' }), {
        signingDate: new Date(now),
      });
    verify(wireHead(await sign(session)), hash);
    const without = await sign({ accessKeyId, secretAccessKey });
    const headers = { ...without.headers, 'x-amz-security-token': sessionToken };
    assert.equal(
      failureOf(() => verify(wireHead({ ...without, headers }), hash)),
      'mismatch',
    );
  });

  it('treats a parameter without a value as an empty one', async () => {
    const request = await signer('s3').sign(
      plainRequest({ path: '/b/k', query: { uploads: '' } }),
      {
        signingDate: new Date(now),
      },
    );
    const hash = request.headers['x-amz-content-sha256'] ?? '';
    for (const url of ['/b/k?uploads', '/b/k?uploads=']) {
      const rawHeaders = Object.entries(request.headers).flat();
      const head = { method: 'GET', url, rawHeaders };
      verify(readHead(head), hash);
    }
  });

  it('refuses a change of anything that was signed', async () => {
    const signed = await signer('s3').sign(
      plainRequest({
        path: '/bucket/key',
        query: { a: '1' },
        headers: { host: '127.0.0.1:4566', 'x-amz-meta-note': 'one' },
      }),
      { signingDate: new Date(now) },
    );
    const hash = signed.headers['x-amz-content-sha256'] ?? '';
    const changes: Partial<HttpRequest>[] = [
      { method: 'PUT' },
      { path: '/bucket/Key' },
      { query: { a: '2' } },
      { query: { a: '1', b: '' } },
      { headers: { ...signed.headers, host: '127.0.0.1:4567' } },
      { headers: { ...signed.headers, 'x-amz-meta-note': 'two' } },
      { headers: { ...signed.headers, 'x-amz-meta-other': 'unsigned' } },
    ];
    verify(wireHead(signed), hash);
    for (const change of changes) {
      assert.equal(
        failureOf(() => verify(wireHead({ ...signed, ...change }), hash)),
        'mismatch',
      );
    }
    assert.equal(
      failureOf(() => verify(wireHead(signed), 'UNSIGNED-PAYLOAD')),
      'mismatch',
    );
  });

  it('tells a wrong clock, key, region and form apart', async () => {
    const request = await signer('sagemaker').sign(plainRequest({ method: 'POST' }), {
      signingDate: new Date(now),
    });
    const head = wireHead(request);
    const hash = createHash('sha256').digest('hex');
    const minutes = (count: number): number => now + count * 60_000;
    const authorization = request.headers['authorization'] ?? '';
    const withHeader = (value: string): RequestHead =>
      wireHead({ ...request, headers: { ...request.headers, authorization: value } });
    const failures = [
      failureOf(() => verify(head, hash, minutes(4.9))),
      failureOf(() => verify(head, hash, minutes(5.1))),
      failureOf(() => verify(head, hash, minutes(-5.1))),
      failureOf(() => verify(withHeader(authorization.replace('KEY', 'YEK')), hash)),
      failureOf(() => verify(withHeader(authorization.replace('us-east', 'eu-west')), hash)),
      failureOf(() => verify(withHeader('Bearer token'), hash)),
      failureOf(() => verify(wireHead(plainRequest({})), hash)),
    ];
    assert.deepEqual(failures, [
      'accepted',
      'skewed',
      'skewed',
      'unknownKey',
      'wrongRegion',
      'malformed',
      'missing',
    ]);
  });
});
