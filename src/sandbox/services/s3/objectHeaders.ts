import { ServiceError } from '../../http/jsonService';
import { notImplemented } from './s3Call';

const kept = [
  'cache-control',
  'content-disposition',
  'content-language',
  'content-type',
  'expires',
];

/** Headers whose meaning would silently be lost. */
const unknown = [
  'x-amz-copy-source',
  'x-amz-tagging',
  'x-amz-website-redirect-location',
  'x-amz-server-side-encryption-customer-algorithm',
  'x-amz-object-lock-mode',
  'x-amz-object-lock-legal-hold',
  'x-amz-write-offset-bytes',
];

/** The part of a request's headers that comes back with the object. */
export function storedHeaders(headers: ReadonlyMap<string, string>): Record<string, string> {
  refuseUnknown(headers);
  const stored: Record<string, string> = { 'content-type': 'binary/octet-stream' };
  for (const [name, value] of headers) {
    if (kept.includes(name) || name.startsWith('x-amz-meta-')) stored[name] = value;
  }
  const encoding = storedEncoding(headers.get('content-encoding'));
  if (encoding !== '') stored['content-encoding'] = encoding;
  return stored;
}

/** `aws-chunked` belongs to the way, not to the object. */
function storedEncoding(value = ''): string {
  return value
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'aws-chunked')
    .join(',');
}

function refuseUnknown(headers: ReadonlyMap<string, string>): void {
  const header = unknown.find((name) => headers.has(name));
  if (header !== undefined) throw notImplemented(`the header ${header}`);
  const storage = headers.get('x-amz-storage-class') ?? 'STANDARD';
  if (storage !== 'STANDARD') throw notImplemented(`the storage class ${storage}`);
  const acl = headers.get('x-amz-acl') ?? 'private';
  if (acl !== 'private' && acl !== 'bucket-owner-full-control') {
    throw new ServiceError('AccessControlListNotSupported', 'The bucket does not allow ACLs');
  }
}
