import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { ServiceError } from '../../../../src/sandbox/http/jsonService';
import { credentialScope, sign, signingKey } from '../../../../src/sandbox/http/sigV4';
import type { SignatureClaim } from '../../../../src/sandbox/http/signatureClaim';
import { decodeAwsChunked } from '../../../../src/sandbox/services/s3/awsChunked';

// The example of the S3 documentation, "Transferring payload in multiple chunks".
const claim: SignatureClaim = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  date: '20130524',
  time: '20130524T000000Z',
  region: 'us-east-1',
  service: 's3',
  signedHeaders: ['host'],
  signature: '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9',
  presigned: false,
  expires: undefined,
  sessionToken: undefined,
};
const key = signingKey(claim, 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY');
const signing = { claim, key };
const documented = [
  ['10000', 'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648', 65_536],
  ['400', '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497', 1024],
  ['0', 'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9', 0],
] as const;

function documentedBody(): string {
  return documented
    .map(
      ([size, signature, count]) =>
        `${size};chunk-signature=${signature}\r\n${'a'.repeat(count)}\r\n`,
    )
    .join('');
}

/** Cuts a body where the network would not ask. */
async function* pieces(body: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let start = 0; start < body.length; start += size) {
    await Promise.resolve();
    yield body.subarray(start, start + size);
  }
}

async function decode(
  body: string | Buffer,
  options: { size?: number; signed?: boolean } = {},
): Promise<{ bytes: Buffer; trailers: Map<string, string> }> {
  const trailers = new Map<string, string>();
  const source = pieces(Buffer.from(body), options.size ?? 1000);
  const chunks: Buffer[] = [];
  const signed = options.signed ?? true;
  for await (const chunk of decodeAwsChunked(source, trailers, signed ? signing : undefined)) {
    chunks.push(chunk);
  }
  return { bytes: Buffer.concat(chunks), trailers };
}

async function codeOf(call: Promise<unknown>): Promise<string> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof ServiceError ? error.code : String(error);
}

describe('aws-chunked', () => {
  it('reads the documented example, however it is cut', async () => {
    for (const size of [1, 7, 1000, 100_000]) {
      const { bytes } = await decode(documentedBody(), { size });
      assert.equal(bytes.toString(), 'a'.repeat(66_560));
    }
  });

  it('refuses a changed chunk, a changed signature and chunks in another order', async () => {
    const body = documentedBody();
    const changes = [
      body.replace('aaa', 'aab'),
      body.replace('ad80', 'ad81'),
      body.replace('b6c6', 'b6c7'),
      body.replace(/;chunk-signature=0055[0-9a-f]*/, ''),
    ];
    for (const change of changes) {
      assert.equal(await codeOf(decode(change)), 'SignatureDoesNotMatch');
    }
  });

  it('refuses what ends too early or is no chunk', async () => {
    const body = documentedBody();
    for (const change of [body.slice(0, 1000), body.slice(0, 66_000), 'zz\r\n', '-1\r\n', '']) {
      assert.equal(await codeOf(decode(change)), 'IncompleteBody');
    }
    assert.equal(
      await codeOf(decode('3\r\nabcdef\r\n0\r\n\r\n', { signed: false })),
      'IncompleteBody',
    );
  });

  it('reads trailers behind unsigned chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ minLength: 1, maxLength: 50 }), { maxLength: 5 }),
        fc.integer({ min: 1, max: 60 }),
        async (parts, size) => {
          const chunks = parts.flatMap((part) => [
            Buffer.from(`${part.length.toString(16)}\r\n`),
            Buffer.from(part),
            Buffer.from('\r\n'),
          ]);
          const end = Buffer.from('0\r\nX-Amz-Checksum-Crc32: AAAAAA==\r\n\r\n');
          const result = await decode(Buffer.concat([...chunks, end]), { size, signed: false });
          assert.deepEqual(result.bytes, Buffer.concat(parts));
          assert.deepEqual([...result.trailers], [['x-amz-checksum-crc32', 'AAAAAA==']]);
        },
      ),
    );
  });

  it('verifies the signature of trailers', async () => {
    const [first, second, last] = documented.map(([, signature]) => signature);
    assert.ok(first && second && last);
    const line = 'x-amz-checksum-crc32c:sOO8/Q==\n';
    const text = [
      'AWS4-HMAC-SHA256-TRAILER',
      claim.time,
      credentialScope(claim),
      last,
      createHash('sha256').update(line).digest('hex'),
    ];
    const signature = sign(key, text.join('\n'));
    const withTrailer = (value: string): string =>
      documentedBody().replace(
        /\r\n\r\n$/,
        `\r\nx-amz-checksum-crc32c:${value}\r\nx-amz-trailer-signature:${signature}\r\n\r\n`,
      );
    const { trailers } = await decode(withTrailer('sOO8/Q=='));
    assert.deepEqual([...trailers], [['x-amz-checksum-crc32c', 'sOO8/Q==']]);
    assert.equal(await codeOf(decode(withTrailer('sOO8/A=='))), 'SignatureDoesNotMatch');
  });
});
