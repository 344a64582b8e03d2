import { ServiceError } from '../../http/jsonService';
import type { Reply } from '../../http/reply';
import { encodePercent } from '../../http/requestHead';
import { element, type XmlElement } from '../../http/xml';
import type { ObjectRecord } from '../../store/objectIndex';
import { compareUtf8, type SortedKeys } from '../../store/sortedKeys';
import { s3Namespace, xmlReply, type S3Call } from './s3Call';

export interface ListQuery {
  readonly prefix: string;
  readonly delimiter: string;
  /** Only what comes after this key, or after this common prefix with all its keys. */
  readonly after: string;
  readonly limit: number;
}

export interface ListPage {
  readonly contents: readonly ObjectRecord[];
  readonly prefixes: readonly string[];
  /** The last key or common prefix of a page after which there is more. */
  readonly next: string | undefined;
}

/** A page of keys in UTF-8 byte order, those below a delimiter rolled up. */
export function listPage(objects: SortedKeys<ObjectRecord>, query: ListQuery): ListPage {
  const contents: ObjectRecord[] = [];
  const prefixes: string[] = [];
  let last = '';
  for (const entry of rolledUp(objects, query)) {
    if (contents.length + prefixes.length === query.limit) {
      return { contents, prefixes, next: query.limit === 0 ? undefined : last };
    }
    if (typeof entry === 'string') prefixes.push(entry);
    else contents.push(entry);
    last = typeof entry === 'string' ? entry : entry.key;
  }
  return { contents, prefixes, next: undefined };
}

/** Objects, and instead of those with the delimiter after the prefix their common prefixes. */
function* rolledUp(
  objects: SortedKeys<ObjectRecord>,
  { prefix, delimiter, after }: ListQuery,
): Generator<ObjectRecord | string> {
  let group = groupOf(after, prefix, delimiter) === after ? after : undefined;
  let entries = objects.from(compareUtf8(prefix, after) < 0 ? after : prefix);
  for (let next = entries.next(); !next.done; next = entries.next()) {
    const [key, object] = next.value;
    if (!key.startsWith(prefix)) return;
    if (key === after || (group !== undefined && key.startsWith(group))) continue;
    group = groupOf(key, prefix, delimiter);
    yield group ?? object;
    // Not one by one through all that the group holds.
    if (group !== undefined) entries = objects.from(`${group}\u{10ffff}`);
  }
}

/** The common prefix that a key is rolled up into. */
function groupOf(key: string, prefix: string, delimiter: string): string | undefined {
  const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
  return end < 0 ? undefined : key.slice(0, end + delimiter.length);
}

export function listObjectsV2(call: S3Call): Reply {
  const bucket = call.bucket();
  const token = call.query('continuation-token');
  const startAfter = call.query('start-after');
  const after = token === undefined ? (startAfter ?? '') : readToken(token);
  const query = readQuery(call, after);
  const page = listPage(bucket.objects, query);
  const encode = encoder(call);
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
        ...entries(page, encode, call.query('fetch-owner') === 'true' ? call : undefined),
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
  const encode = encoder(call);
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
        ...entries(page, encode, call),
      ],
      s3Namespace,
    ),
  );
}

type Encode = (text: string) => string;

function encoder(call: S3Call): Encode {
  const type = call.query('encoding-type');
  if (type === undefined) return (text) => text;
  if (type !== 'url') {
    throw new ServiceError('InvalidArgument', 'Invalid Encoding Method specified in Request');
  }
  return (text) => text.split('/').map(encodePercent).join('/');
}

function readQuery(call: S3Call, after: string): ListQuery {
  const limit = Number(call.query('max-keys') ?? '1000');
  if (!Number.isInteger(limit) || limit < 0) {
    throw new ServiceError('InvalidArgument', 'Provided max-keys not an integer or within range');
  }
  return {
    prefix: call.query('prefix') ?? '',
    delimiter: call.query('delimiter') ?? '',
    after,
    limit: Math.min(limit, 1000),
  };
}

function echo(call: S3Call, query: ListQuery, encode: Encode): (XmlElement | undefined)[] {
  return [
    element('Prefix', encode(query.prefix)),
    query.delimiter === '' ? undefined : element('Delimiter', encode(query.delimiter)),
    element('MaxKeys', query.limit),
    call.query('encoding-type') === undefined ? undefined : element('EncodingType', 'url'),
  ];
}

function entries(page: ListPage, encode: Encode, owned: S3Call | undefined): XmlElement[] {
  return [
    ...page.contents.map((object) => contentsElement(object, encode, owned)),
    ...page.prefixes.map((prefix) =>
      element('CommonPrefixes', [element('Prefix', encode(prefix))]),
    ),
  ];
}

function contentsElement(
  { key, lastModified, etag, checksum, size }: ObjectRecord,
  encode: Encode,
  owned: S3Call | undefined,
): XmlElement {
  return element('Contents', [
    element('Key', encode(key)),
    element('LastModified', lastModified.toISOString()),
    element('ETag', etag),
    checksum && element('ChecksumAlgorithm', checksum.algorithm.toUpperCase()),
    checksum && element('ChecksumType', checksum.type),
    element('Size', size),
    owned && element('Owner', [element('ID', owned.parts.accountId)]),
    element('StorageClass', 'STANDARD'),
  ]);
}

function toToken(last: string): string {
  return Buffer.from(last).toString('base64url');
}

function readToken(token: string): string {
  const last = Buffer.from(token, 'base64url').toString('utf8');
  if (token !== '' && toToken(last) === token) return last;
  throw new ServiceError('InvalidArgument', 'The continuation token provided is incorrect');
}
