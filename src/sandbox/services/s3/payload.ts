import { bodyChunks, readBody } from '../../http/body';
import { ServiceError } from '../../http/jsonService';
import type { ServiceCall } from '../../http/serviceCall';
import { signingKey } from '../../http/sigV4';
import type { BlobStore, Received } from '../../store/blobs';
import type { ObjectChecksum } from '../../store/objectIndex';
import { decodeAwsChunked, type ChunkSigning } from './awsChunked';
import { checksumPrefix, namedAlgorithm, startChecksum } from './checksums';
import { incomplete } from './chunkReader';
import type { Crc } from './crc';

/** A body on disk whose hashes and checksums have all been verified. */
export interface Payload {
  readonly received: Received;
  readonly checksum: Omit<ObjectChecksum, 'type'> | undefined;
}

const largestObject = 5 * 1024 ** 3;
const unsigned = 'UNSIGNED-PAYLOAD';
const streaming = /^STREAMING-(AWS4-HMAC-SHA256-PAYLOAD|UNSIGNED-PAYLOAD)(-TRAILER)?$/;

/** Streams a body to a temporary file and verifies it; what fails leaves nothing behind. */
export async function receivePayload(
  call: ServiceCall,
  blobs: BlobStore,
  secret: string,
): Promise<Payload> {
  const size = declaredSize(call);
  if (size !== undefined && size > largestObject) throw tooLarge();
  const algorithm = namedAlgorithm(call.head);
  const checksum = algorithm === undefined ? undefined : startChecksum(algorithm);
  const trailers = new Map<string, string>();
  const chunks = openBody(call, trailers, secret);
  const received = await blobs.receive(atMost(chunks), checksum ? [checksum] : []);
  try {
    if (size !== undefined && received.size !== size) throw incomplete();
    checkHash(call, received);
    checkMd5(call, received);
    return { received, checksum: checkChecksum(call, trailers, algorithm, checksum) };
  } catch (error) {
    await blobs.discard(received);
    throw error;
  }
}

/** Reads a small verified body, such as the XML of a request. */
export async function receiveText(
  call: ServiceCall,
  limit: number,
  verify: (body: Buffer) => void,
): Promise<string> {
  const body = await readBody(call.request, limit);
  if (call.admission.payload !== unsigned) verify(body);
  const algorithm = namedAlgorithm(call.head);
  if (algorithm !== undefined) {
    const checksum = startChecksum(algorithm);
    checksum.update(body);
    checkChecksum(call, new Map(), algorithm, checksum);
  }
  return body.toString('utf8');
}

function openBody(
  { request, admission, head }: ServiceCall,
  trailers: Map<string, string>,
  secret: string,
): AsyncIterable<Buffer> {
  const chunks = bodyChunks(request);
  const mode = streaming.exec(admission.payload ?? '');
  if (!mode) return chunks;
  if (head.headers.get('x-amz-decoded-content-length') === undefined) {
    throw new ServiceError(
      'MissingContentLength',
      'You must provide the x-amz-decoded-content-length HTTP header.',
      411,
    );
  }
  const { claim } = admission;
  const signing: ChunkSigning | undefined =
    mode[1] === unsigned ? undefined : { claim, key: signingKey(claim, secret) };
  return decodeAwsChunked(chunks, trailers, signing);
}

async function* atMost(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > largestObject) throw tooLarge();
    yield chunk;
  }
}

function declaredSize({ head, admission }: ServiceCall): number | undefined {
  const name = streaming.test(admission.payload ?? '')
    ? 'x-amz-decoded-content-length'
    : 'content-length';
  const text = head.headers.get(name);
  return text === undefined ? undefined : Number(text);
}

function checkHash({ admission: { payload } }: ServiceCall, received: Received): void {
  if (payload === undefined || payload === unsigned || streaming.test(payload)) return;
  if (payload === received.sha256) return;
  throw new ServiceError(
    'XAmzContentSHA256Mismatch',
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
  );
}

function checkMd5({ head }: ServiceCall, received: Received): void {
  const text = head.headers.get('content-md5');
  if (text === undefined) return;
  const claimed = Buffer.from(text, 'base64');
  if (claimed.length !== received.md5.length) {
    throw new ServiceError('InvalidDigest', 'The Content-MD5 you specified was invalid.');
  }
  if (!claimed.equals(received.md5)) throw badDigest('Content-MD5');
}

function checkChecksum(
  { head }: ServiceCall,
  trailers: ReadonlyMap<string, string>,
  algorithm: string | undefined,
  checksum: Crc | undefined,
): Payload['checksum'] {
  if (algorithm === undefined || !checksum) return undefined;
  const name = checksumPrefix + algorithm;
  const value = checksum.digest().toString('base64');
  const claimed = trailers.get(name) ?? head.headers.get(name);
  if (claimed !== value) throw badDigest(name);
  return { algorithm, value };
}

function badDigest(what: string): ServiceError {
  return new ServiceError(
    'BadDigest',
    `The ${what} you specified did not match the calculated checksum.`,
  );
}

function tooLarge(): ServiceError {
  return new ServiceError(
    'EntityTooLarge',
    'Your proposed upload exceeds the maximum allowed size.',
  );
}
