import { admitBody } from '../../http/gate';
import { ServiceError } from '../../http/jsonService';
import type { Reply } from '../../http/reply';
import { decodePercent, queryValue } from '../../http/requestHead';
import type { ServiceCall } from '../../http/serviceCall';
import { xmlDocument, type XmlElement } from '../../http/xml';
import type { Bucket } from '../../store/objectIndex';
import type { Objects } from '../../store/objects';
import { receivePayload, receiveText, type Payload } from './payload';

/** What S3 stands on. */
export interface S3Parts {
  readonly objects: Objects;
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

  constructor(
    readonly parts: S3Parts,
    private readonly call: ServiceCall,
  ) {
    const [, bucket = '', ...rest] = call.head.path.split('/');
    this.bucketName = decodePercent(bucket);
    this.key = decodePercent(rest.join('/'));
  }

  get method(): string {
    return this.call.head.method;
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
    this.checkOwner();
    const bucket = this.parts.objects.bucket(this.bucketName);
    if (!bucket) {
      throw new ServiceError('NoSuchBucket', 'The specified bucket does not exist', 404);
    }
    return bucket;
  }

  /** Refuses when `ExpectedBucketOwner` names another account than the sandbox's. */
  checkOwner(): void {
    const expected = this.headers.get('x-amz-expected-bucket-owner');
    if (expected !== undefined && expected !== this.parts.accountId) {
      throw new ServiceError('AccessDenied', 'Access Denied', 403);
    }
  }

  receive(): Promise<Payload> {
    const { secretAccessKey } = this.call.admission.signer;
    return receivePayload(this.call, this.parts.objects.blobs, secretAccessKey);
  }

  text(): Promise<string> {
    const { head, admission } = this.call;
    return receiveText(this.call, textLimit, (body) => admitBody(head, admission, body));
  }
}

export function xmlReply(root: XmlElement): Reply {
  return { status: 200, headers: { 'content-type': 'application/xml' }, body: xmlDocument(root) };
}

export function notImplemented(what: string): ServiceError {
  return new ServiceError(
    'NotImplemented',
    `The local sandbox does not have what this request asks of S3: ${what}.`,
    501,
  );
}
