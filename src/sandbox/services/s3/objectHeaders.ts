import { S3Error } from '../../http/s3Error';
import type { ObjectRecord } from '../../store/objectRecord';
import { storedEncryption, toldEncryption } from './encryption';
import { invalidRequest, notImplemented } from './refusals';
import type { S3Call } from './s3Call';

const metaPrefix = 'x-amz-meta-';
export const storageClassHeader = 'x-amz-storage-class';
export const redirectHeader = 'x-amz-website-redirect-location';
const kept = [
  'cache-control',
  'content-disposition',
  'content-language',
  'content-type',
  'expires',
];
const longestMetadata = 2048;

const storageClasses = [
  'STANDARD',
  'REDUCED_REDUNDANCY',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER_IR',
];
/** What is there cannot be read before it is restored. */
const archives = ['GLACIER', 'DEEP_ARCHIVE'];

/** The part of a request's headers that comes back with the object. */
export function storedHeaders(call: S3Call): Record<string, string> {
  return { ...describingHeaders(call.headers), ...placingHeaders(call) };
}

/** What says how to read the object; a copy takes them over unless told otherwise. */
export function describingHeaders(headers: ReadonlyMap<string, string>): Record<string, string> {
  const stored: Record<string, string> = { 'content-type': 'binary/octet-stream' };
  for (const [name, value] of headers) {
    if (kept.includes(name) || name.startsWith(metaPrefix)) stored[name] = value;
  }
  const encoding = storedEncoding(headers.get('content-encoding'));
  if (encoding !== '') stored['content-encoding'] = encoding;
  checkMetadata(stored);
  return stored;
}

/** How and where the object is kept; never taken over by a copy. */
export function placingHeaders({ headers, parts }: S3Call): Record<string, string> {
  refuseUnknown(headers);
  const stored = storedEncryption(headers, parts);
  const storage = headers.get(storageClassHeader) ?? 'STANDARD';
  if (archives.includes(storage)) throw notImplemented(`the storage class ${storage}`);
  if (!storageClasses.includes(storage)) {
    throw new S3Error('InvalidStorageClass', 'The storage class you specified is not valid', 400, {
      StorageClassRequested: storage,
    });
  }
  if (storage !== 'STANDARD') stored[storageClassHeader] = storage;
  const redirect = headers.get(redirectHeader);
  if (redirect !== undefined) stored[redirectHeader] = redirect;
  return stored;
}

/** Those of `headers` that a copy takes over. */
export function withoutPlacing(headers: Readonly<Record<string, string>>): Record<string, string> {
  const placing = (name: string): boolean =>
    name === storageClassHeader ||
    name === redirectHeader ||
    name.startsWith('x-amz-server-side-encryption');
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !placing(name)));
}

/** The headers of GetObject and HeadObject, but for those about the bytes. */
export function toldHeaders(object: ObjectRecord): Record<string, string | number> {
  const { headers, etag, lastModified, tags = [] } = object;
  return {
    ...headers,
    ...toldEncryption(headers),
    etag,
    'last-modified': lastModified.toUTCString(),
    'accept-ranges': 'bytes',
    ...(tags.length > 0 && { 'x-amz-tagging-count': tags.length }),
  };
}

export function storageClassOf(headers: Readonly<Record<string, string>>): string {
  return headers[storageClassHeader] ?? 'STANDARD';
}

/** `aws-chunked` belongs to the way, not to the object. */
function storedEncoding(value = ''): string {
  return value
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'aws-chunked')
    .join(',');
}

function checkMetadata(headers: Readonly<Record<string, string>>): void {
  const size = Object.entries(headers)
    .filter(([name]) => name.startsWith(metaPrefix))
    .reduce((sum, [name, value]) => sum + name.length - metaPrefix.length + value.length, 0);
  if (size <= longestMetadata) return;
  throw new S3Error(
    'MetadataTooLarge',
    'Your metadata headers exceed the maximum allowed metadata size',
    400,
    { Size: size, MaxSizeAllowed: longestMetadata },
  );
}

/** Headers whose meaning would silently be lost. */
function refuseUnknown(headers: ReadonlyMap<string, string>): void {
  if ([...headers.keys()].some((name) => name.startsWith('x-amz-object-lock-'))) {
    throw invalidRequest('Bucket is missing Object Lock Configuration');
  }
  if (headers.has('x-amz-write-offset-bytes')) {
    throw notImplemented('appending (x-amz-write-offset-bytes)');
  }
  checkAcl(headers);
}

/** A new bucket's owner owns all in it, and lists of others are refused. */
function checkAcl(headers: ReadonlyMap<string, string>): void {
  const acl = headers.get('x-amz-acl') ?? 'private';
  const grants = [...headers.keys()].some((name) => name.startsWith('x-amz-grant-'));
  if (!grants && (acl === 'private' || acl === 'bucket-owner-full-control')) return;
  throw new S3Error('AccessControlListNotSupported', 'The bucket does not allow ACLs');
}
