import { ServiceError } from '../../http/jsonService';
import type { Reply } from '../../http/reply';
import { decodePercent, queryValue, type RequestHead } from '../../http/requestHead';
import type { ServiceCall } from '../../http/serviceCall';
import { xmlDocument, type XmlElement } from '../../http/xml';
import type { Bucket, ObjectRecord } from '../../store/objectRecord';
import { noSuchBucket } from '../../store/objectRefusals';
import type { Objects } from '../../store/objects';
import type { DigestThread } from './digestThread';
import { receivePayload, receiveText, type Payload } from './payload';
import { invalidArgument, noSuchKey } from './refusals';

/** What S3 stands on. */
export interface S3Parts {
  readonly objects: Objects;
  /** Makes the digests of large bodies. */
  readonly thread: DigestThread;
  readonly accountId: string;
  readonly region: string;
}

export const s3Namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';
const textLimit = 4 * 1024 * 1024;

/** One S3 request with what it addresses. */
export class S3Call {
  /** Empty where the request addresses the service. */
  readonly bucketName: string;
  /** Empty where the request addresses the bucket. */
  readonly key: string;
  private readonly call: ServiceCall;

  constructor(
    readonly parts: S3Parts,
    call: ServiceCall,
  ) {
    const { claim } = call.admission;
    this.call = claim.presigned ? { ...call, head: withQueryHeaders(call.head) } : call;
    const [, bucket = '', ...rest] = call.head.path.split('/');
    this.bucketName = decodePercent(bucket);
    this.key = decodePercent(rest.join('/'));
  }

  get method(): string {
    return this.call.head.method;
  }

  get head(): RequestHead {
    return this.call.head;
  }

  get headers(): ReadonlyMap<string, string> {
    return this.call.head.headers;
  }

  /** Names of the query's parameters. */
  get parameters(): readonly string[] {
    return this.call.head.query.map(([name]) => name);
  }

  query(name: string): string | undefined {
    return queryValue(this.call.head, name);
  }

  /** The bucket, which must exist and belong to whom the caller expects. */
  bucket(): Bucket {
    this.checkOwner(this.headers.get('x-amz-expected-bucket-owner'));
    return this.requireBucket(this.bucketName);
  }

  requireBucket(name: string): Bucket {
    const bucket = this.parts.objects.bucket(name);
    if (!bucket) throw noSuchBucket(name);
    return bucket;
  }

  /** The object, which must exist. */
  object(): ObjectRecord {
    const object = this.bucket().objects.get(this.key);
    if (!object) throw noSuchKey(this.key);
    return object;
  }

  /** Refuses when the caller expects another account's bucket than the sandbox's. */
  checkOwner(expected: string | undefined): void {
    if (expected !== undefined && expected !== this.parts.accountId) {
      throw new ServiceError('AccessDenied', 'Access Denied', 403);
    }
  }

  /**
   * Receives and verifies the body; `algorithms` are checksums to calculate beside the one that the
   * request carries.
   */
  receive(algorithms: readonly string[]): Promise<Payload> {
    const { objects, thread } = this.parts;
    return receivePayload(this.call, algorithms, { blobs: objects.blobs, thread });
  }

  text(): Promise<string> {
    return receiveText(this.call, textLimit, 'body');
  }

  /** The body of a request whose checksum headers are about the object. */
  textAboutObject(): Promise<string> {
    return receiveText(this.call, textLimit, 'object');
  }

  /** A count in the query or a header: an integer from 0, and `most` at most. */
  count(name: string, text: string | undefined, most: number): number {
    if (text === undefined || text === '') return most;
    if (!/^-?\d{1,15}$/.test(text)) {
      throw invalidArgument(`Provided ${name} not an integer or within integer range`, name, text);
    }
    const value = Number(text);
    if (value < 0 || value > 2_147_483_647) {
      throw invalidArgument(
        `Argument ${name} must be an integer between 0 and 2147483647`,
        name,
        text,
      );
    }
    return Math.min(value, most);
  }
}

/**
 * A presigned request's headers may stand in its query, where the JavaScript SDK puts them. S3 pays
 * no heed to checksums there: that SDK signs the checksum of a body it has not seen.
 */
function withQueryHeaders(head: RequestHead): RequestHead {
  const ignored =
    /^x-amz-(algorithm|credential|date|expires|signedheaders|signature|.*checksum.*)$/;
  const found = head.query
    .map(([name, value]): [string, string] => [name.toLowerCase(), value])
    .filter(([name]) => name.startsWith('x-amz-') && !ignored.test(name))
    .map(([name, value]) => asHeader(name, value));
  return { ...head, headers: new Map([...found, ...head.headers]) };
}

/** What is stored as a header is told as one: a query can hold what a header cannot (RFC 9110). */
function asHeader(name: string, value: string): [string, string] {
  const bytes = Buffer.from(value).toString('latin1');
  if (/^[\w!#$%&'*+.^`|~-]+$/.test(name) && /^[\t\x20-\x7e\x80-\xff]*$/.test(bytes)) {
    return [name, bytes];
  }
  throw invalidArgument(`The header ${name} is invalid.`, name, value);
}

export function xmlReply(root: XmlElement, headers: Readonly<Record<string, string>> = {}): Reply {
  return {
    status: 200,
    headers: { 'content-type': 'application/xml', ...headers },
    body: xmlDocument(root),
  };
}
