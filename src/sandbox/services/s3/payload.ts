import { createHash } from 'node:crypto';
import { bodyChunks, readBody } from '../../http/body';
import { admitBody } from '../../http/gate';
import { ServiceError } from '../../http/jsonService';
import { S3Error } from '../../http/s3Error';
import type { ServiceCall } from '../../http/serviceCall';
import { signingKey } from '../../http/sigV4';
import type { BlobStore, BodyObserver, Received } from '../../store/blobs';
import { decodeAwsChunked, type ChunkSigning } from './awsChunked';
import { startDigests, type Digests } from './blobDigests';
import { checkSent, sentAlgorithm, sentValue } from './checksums';
import { incomplete } from './chunkReader';
import type { DigestThread } from './digestThread';
import { invalidRequest } from './refusals';

/** A body on disk whose hashes and checksums have all been verified. */
export interface Payload extends Digests {
  readonly received: Received;
  /** The algorithm whose checksum the sender gave. */
  readonly sent: string | undefined;
}

const largestObject = 5 * 1024 ** 3;
/** From here on a body's digests take longer than telling another thread of it. */
const threadSize = 4 * 1024 * 1024;
const unsigned = 'UNSIGNED-PAYLOAD';
const streaming = /^STREAMING-(AWS4-HMAC-SHA256-PAYLOAD|UNSIGNED-PAYLOAD)(-TRAILER)?$/;

/** Where a body goes. */
interface Destination {
  readonly blobs: BlobStore;
  readonly thread: DigestThread;
}

/** Streams a body to a temporary file and verifies it; what fails leaves nothing behind. */
export async function receivePayload(
  call: ServiceCall,
  algorithms: readonly string[],
  { blobs, thread }: Destination,
): Promise<Payload> {
  const size = declaredSize(call);
  if (size !== undefined && size > largestObject) throw tooLarge(size);
  const claimedMd5 = readMd5(call);
  const sent = sentAlgorithm(call.head);
  const running = startBody(sent === undefined ? algorithms : [sent, ...algorithms], size, thread);
  const trailers = new Map<string, string>();
  const chunks = openBody(call, trailers);
  try {
    const received = await blobs.receive(atMost(chunks), running);
    try {
      if (size !== undefined && received.size !== size) throw incomplete();
      checkHash(call, received);
      const digests = await running.result();
      checkMd5(claimedMd5, Buffer.from(digests.etag.slice(1, -1), 'hex'));
      checkTrailer(call, trailers, sent, digests.checksums);
      return { received, sent, ...digests };
    } catch (error) {
      await blobs.discard(received);
      throw error;
    }
  } finally {
    running.close?.();
  }
}

interface BodyDigests extends BodyObserver {
  result(): Digests | Promise<Digests>;
  close?(): void;
}

/** Throws for an unknown algorithm. */
function startBody(
  algorithms: readonly string[],
  size: number | undefined,
  thread: DigestThread,
): BodyDigests {
  const here = startDigests(algorithms);
  return size !== undefined && size >= threadSize ? thread.follow(algorithms) : here;
}

/** Whose checksum a request's header tells: its body's, or that of the object it is about. */
export type ChecksumSubject = 'body' | 'object';

/** Reads a small verified body, such as the XML of a request. */
export async function receiveText(
  call: ServiceCall,
  limit: number,
  subject: ChecksumSubject,
): Promise<string> {
  const claimedMd5 = readMd5(call);
  const body = await readBody(call.request, limit);
  if (call.admission.payload !== unsigned) admitBody(call.head, call.admission, body);
  checkMd5(claimedMd5, createHash('md5').update(body).digest());
  const sent = subject === 'body' ? sentAlgorithm(call.head) : undefined;
  if (sent !== undefined) {
    const { checksums } = digest(body, sent);
    checkTrailer(call, new Map(), sent, checksums);
  }
  return body.toString('utf8');
}

function digest(body: Buffer, algorithm: string): Digests {
  const running = startDigests([algorithm]);
  running.update(body);
  return running.result();
}

function openBody(
  { request, admission, head }: ServiceCall,
  trailers: Map<string, string>,
): AsyncIterable<Buffer> {
  const chunks = bodyChunks(request);
  const mode = streaming.exec(admission.payload ?? '');
  if (!mode) {
    refuseUnknownLength(head.headers);
    return chunks;
  }
  if (head.headers.get('x-amz-decoded-content-length') === undefined) {
    throw new ServiceError(
      'MissingContentLength',
      'You must provide the x-amz-decoded-content-length HTTP header.',
      411,
    );
  }
  const { claim, signer } = admission;
  const signing: ChunkSigning | undefined =
    mode[1] === unsigned ? undefined : { claim, key: signingKey(claim, signer.secretAccessKey) };
  return decodeAwsChunked(chunks, trailers, signing);
}

/** S3 takes HTTP's own chunks only around its own. */
function refuseUnknownLength(headers: ReadonlyMap<string, string>): void {
  if (!headers.has('transfer-encoding')) return;
  throw new S3Error(
    'NotImplemented',
    'A header you provided implies functionality that is not implemented',
    501,
    { Header: 'Transfer-Encoding' },
  );
}

async function* atMost(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > largestObject) throw tooLarge(size);
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
  throw new S3Error(
    'XAmzContentSHA256Mismatch',
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
    400,
    { ClientComputedContentSHA256: payload, S3ComputedContentSHA256: received.sha256 },
  );
}

function readMd5({ head }: ServiceCall): Buffer | undefined {
  const text = head.headers.get('content-md5');
  if (text === undefined) return undefined;
  const claimed = Buffer.from(text, 'base64');
  if (claimed.length === 16) return claimed;
  throw new S3Error('InvalidDigest', 'The Content-MD5 you specified was invalid.', 400, {
    'Content-MD5': text,
  });
}

function checkMd5(claimed: Buffer | undefined, calculated: Buffer): void {
  if (claimed?.equals(calculated) ?? true) return;
  throw new S3Error(
    'BadDigest',
    'The Content-MD5 you specified did not match what we received.',
    400,
    {
      ExpectedDigest: claimed?.toString('hex') ?? '',
      CalculatedDigest: calculated.toString('base64'),
    },
  );
}

function checkTrailer(
  { head }: ServiceCall,
  trailers: ReadonlyMap<string, string>,
  sent: string | undefined,
  checksums: ReadonlyMap<string, string>,
): void {
  if (sent === undefined) return;
  const value = sentValue(trailers, sent) ?? sentValue(head.headers, sent);
  checkSent(sent, value, checksums.get(sent) ?? '');
}

/** DeleteObjects wants to be sure that it has been understood. */
export function requireIntegrity(head: ServiceCall['head']): void {
  if (head.headers.has('content-md5') || sentAlgorithm(head) !== undefined) return;
  throw invalidRequest('Missing required header for this request: Content-MD5 OR x-amz-checksum-*');
}

function tooLarge(size: number): ServiceError {
  return new S3Error(
    'EntityTooLarge',
    'Your proposed upload exceeds the maximum allowed size',
    400,
    { ProposedSize: size, MaxSizeAllowed: largestObject },
  );
}
