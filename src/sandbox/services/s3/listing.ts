import type { Reply } from '../../http/reply';
import { element, type XmlElement } from '../../http/xml';
import type { ObjectRecord } from '../../store/objectRecord';
import { encodingElement, keyEncoder, prefixElements, type EncodeKey } from './listEncoding';
import { listPage, type ListPage, type ListQuery } from './listPage';
import { storageClassOf } from './objectHeaders';
import { ownerElement } from './owner';
import { invalidArgument } from './refusals';
import { s3Namespace, xmlReply, type S3Call } from './s3Call';

const mostKeys = 1000;

export function listObjectsV2(call: S3Call): Reply {
  const bucket = call.bucket();
  const token = call.query('continuation-token');
  const startAfter = call.query('start-after');
  const after = token === undefined ? (startAfter ?? '') : readToken(token);
  const query = readQuery(call, after);
  const page = listPage(bucket.objects, query);
  const encode = keyEncoder(call);
  return xmlReply(
    element(
      'ListBucketResult',
      [
        element('Name', bucket.name),
        ...echo(call, query, encode),
        startAfter === undefined ? undefined : element('StartAfter', encode(startAfter)),
        token === undefined ? undefined : element('ContinuationToken', token),
        page.next === undefined ? undefined : element('NextContinuationToken', toToken(page.next)),
        element('KeyCount', page.contents.length + page.prefixes.length),
        element('IsTruncated', page.next !== undefined),
        ...entryElements(page, encode, call.query('fetch-owner') === 'true' ? call : undefined),
      ],
      s3Namespace,
    ),
  );
}

/** The first form of the list, which still some tools use. */
export function listObjects(call: S3Call): Reply {
  const bucket = call.bucket();
  const marker = call.query('marker') ?? '';
  const query = readQuery(call, marker);
  const page = listPage(bucket.objects, query);
  const encode = keyEncoder(call);
  const withMarker = page.next !== undefined && query.delimiter !== '';
  return xmlReply(
    element(
      'ListBucketResult',
      [
        element('Name', bucket.name),
        ...echo(call, query, encode),
        element('Marker', encode(marker)),
        withMarker ? element('NextMarker', encode(page.next)) : undefined,
        element('IsTruncated', page.next !== undefined),
        ...entryElements(page, encode, call),
      ],
      s3Namespace,
    ),
  );
}

/** The parameters that all lists of keys have. */
export function readQuery(call: S3Call, after: string): ListQuery {
  return {
    prefix: call.query('prefix') ?? '',
    delimiter: call.query('delimiter') ?? '',
    after,
    limit: call.count('max-keys', call.query('max-keys'), mostKeys),
  };
}

function echo(call: S3Call, query: ListQuery, encode: EncodeKey): (XmlElement | undefined)[] {
  return [
    element('Prefix', encode(query.prefix)),
    query.delimiter === '' ? undefined : element('Delimiter', encode(query.delimiter)),
    element('MaxKeys', query.limit),
    encodingElement(call),
  ];
}

function entryElements(page: ListPage, encode: EncodeKey, owned: S3Call | undefined): XmlElement[] {
  return [
    ...page.contents.map((object) => element('Contents', describeObject(object, encode, owned))),
    ...prefixElements(page.prefixes, encode),
  ];
}

/** What lists tell of an object; of its owner only where `owned` names the call. */
export function describeObject(
  { key, lastModified, etag, checksum, size, headers }: ObjectRecord,
  encode: EncodeKey,
  owned: S3Call | undefined,
): (XmlElement | undefined)[] {
  return [
    element('Key', encode(key)),
    element('LastModified', lastModified.toISOString()),
    element('ETag', etag),
    checksum && element('ChecksumAlgorithm', checksum.algorithm.toUpperCase()),
    checksum && element('ChecksumType', checksum.type),
    element('Size', size),
    owned && ownerElement(owned.parts),
    element('StorageClass', storageClassOf(headers)),
  ];
}

export function toToken(last: string): string {
  return Buffer.from(last).toString('base64url');
}

export function readToken(token: string): string {
  const last = Buffer.from(token, 'base64url').toString('utf8');
  if (token !== '' && toToken(last) === token) return last;
  throw invalidArgument(
    'The continuation token provided is incorrect',
    'continuation-token',
    token,
  );
}
