import { createHash } from 'node:crypto';
import { ServiceError } from '../../http/jsonService';
import { credentialScope, sameText, sign } from '../../http/sigV4';
import type { SignatureClaim } from '../../http/signatureClaim';
import { ChunkReader, incomplete } from './chunkReader';

/** What every chunk's signature is made with; absent when chunks are not signed. */
export interface ChunkSigning {
  readonly claim: SignatureClaim;
  readonly key: Buffer;
}

const emptyHash = createHash('sha256').digest('hex');
const longestLine = 16 * 1024;

/**
 * Undoes `aws-chunked` (S3's "Signature calculations for the Authorization header: transferring
 * payload in multiple chunks"): yields the bytes inside and puts trailing headers into `trailers`.
 * A wrong signature is known only after its chunk has been yielded, so nothing of it may be used
 * before the end.
 */
export async function* decodeAwsChunked(
  source: AsyncIterable<Buffer>,
  trailers: Map<string, string>,
  signing: ChunkSigning | undefined,
): AsyncGenerator<Buffer> {
  const reader = new ChunkReader(source);
  let previous = signing?.claim.signature ?? '';
  for (;;) {
    const { size, signature } = parseChunkHeader(await reader.line(longestLine));
    const hash = createHash('sha256');
    for await (const bytes of reader.bytes(size)) {
      if (signing) hash.update(bytes);
      yield bytes;
    }
    if (signing) {
      checkChunk(signing, previous, signature, hash.digest('hex'));
      previous = signature;
    }
    if (size === 0) break;
    await reader.lineEnd();
  }
  await readTrailers(reader, trailers);
  if (signing) checkTrailers(signing, previous, trailers);
}

function parseChunkHeader(line: string): { size: number; signature: string } {
  const match = /^([0-9a-fA-F]{1,12})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(line);
  if (!match) throw incomplete();
  return { size: Number.parseInt(match[1] ?? '', 16), signature: match[2] ?? '' };
}

async function readTrailers(reader: ChunkReader, trailers: Map<string, string>): Promise<void> {
  for (let line = await reader.lastLine(longestLine); line !== '';) {
    const colon = line.indexOf(':');
    if (colon < 1) throw incomplete();
    trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
    if (trailers.size > 10) throw incomplete();
    line = await reader.lastLine(longestLine);
  }
}

function checkChunk(
  { claim, key }: ChunkSigning,
  previous: string,
  signature: string,
  hash: string,
): void {
  const text = ['AWS4-HMAC-SHA256-PAYLOAD', claim.time, credentialScope(claim), previous];
  requireSame(signature, sign(key, [...text, emptyHash, hash].join('\n')));
}

function checkTrailers(
  { claim, key }: ChunkSigning,
  previous: string,
  trailers: Map<string, string>,
): void {
  const signature = trailers.get('x-amz-trailer-signature');
  trailers.delete('x-amz-trailer-signature');
  if (signature === undefined && trailers.size === 0) return;
  const lines = [...trailers].map(([name, value]) => `${name}:${value}\n`).sort();
  const hash = createHash('sha256').update(lines.join('')).digest('hex');
  const text = ['AWS4-HMAC-SHA256-TRAILER', claim.time, credentialScope(claim), previous, hash];
  requireSame(signature ?? '', sign(key, text.join('\n')));
}

function requireSame(claimed: string, calculated: string): void {
  if (sameText(claimed, calculated)) return;
  throw new ServiceError(
    'SignatureDoesNotMatch',
    'The signature of a chunk of the body does not match the one we calculated.',
    403,
  );
}
