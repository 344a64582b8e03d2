import { ServiceError } from '../../http/jsonService';
import type { Reply } from '../../http/reply';
import type { ObjectRecord } from '../../store/objectIndex';
import { checksumPrefix } from './checksums';
import { matchesEtag, noSuchKey, preconditionFailed } from './conditions';
import type { S3Call } from './s3Call';

/** GetObject and HeadObject. */
export async function readObject(call: S3Call): Promise<Reply> {
  const object = call.bucket().objects.get(call.key);
  if (!object) throw noSuchKey();
  if (!isChanged(call, object)) return { status: 304, headers: { etag: object.etag } };
  const range = readRange(call.headers.get('range'), object.size);
  const { start, length } = range ?? { start: 0, length: object.size };
  const headers = {
    ...objectHeaders(object),
    ...overrides(call),
    ...(range
      ? { 'content-range': `bytes ${start}-${start + length - 1}/${object.size}` }
      : checksumHeaders(call, object)),
  };
  // Opened last: whoever sends it closes it, and a refusal sends nothing.
  const handle = await call.parts.objects.open(object);
  return { status: range ? 206 : 200, headers, body: { handle, start, length } };
}

function objectHeaders(object: ObjectRecord): Record<string, string> {
  return {
    ...object.headers,
    etag: object.etag,
    'last-modified': object.lastModified.toUTCString(),
    'accept-ranges': 'bytes',
  };
}

/** A checksum says nothing about a part of the object, so it comes with the whole one only. */
function checksumHeaders(call: S3Call, { checksum }: ObjectRecord): Record<string, string> {
  const wanted = call.headers.get('x-amz-checksum-mode')?.toUpperCase() === 'ENABLED';
  if (!wanted || !checksum) return {};
  return {
    [checksumPrefix + checksum.algorithm]: checksum.value,
    'x-amz-checksum-type': checksum.type,
  };
}

const overridable = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];

/** `response-content-type` and its like, as presigned links use them. */
function overrides(call: S3Call): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of overridable) {
    const value = call.query(`response-${name}`);
    if (value === undefined) continue;
    if (/[^\t\x20-\x7e]/.test(value)) {
      throw new ServiceError('InvalidArgument', `response-${name} must be printable ASCII`);
    }
    found[name] = value;
  }
  return found;
}

/** RFC 9110, section 13.2.2: the entity tags win over the times. */
function isChanged(call: S3Call, { etag, lastModified }: ObjectRecord): boolean {
  const { headers } = call;
  const ifMatch = headers.get('if-match');
  const unmodifiedSince = headers.get('if-unmodified-since');
  const failed =
    ifMatch === undefined ? isAfter(lastModified, unmodifiedSince) : !matchesEtag(ifMatch, etag);
  if (failed) {
    throw preconditionFailed();
  }
  const ifNoneMatch = headers.get('if-none-match');
  if (ifNoneMatch !== undefined) return !matchesEtag(ifNoneMatch, etag);
  const modifiedSince = headers.get('if-modified-since');
  return Number.isNaN(Date.parse(modifiedSince ?? '')) || isAfter(lastModified, modifiedSince);
}

/** HTTP dates have whole seconds; one that cannot be read is no condition. */
function isAfter(modified: Date, text: string | undefined): boolean {
  const since = Date.parse(text ?? '');
  return !Number.isNaN(since) && Math.floor(modified.getTime() / 1000) > Math.floor(since / 1000);
}

interface ByteRange {
  readonly start: number;
  readonly length: number;
}

/** One range; several, or what is no range of bytes, stand for the whole object. */
function readRange(header: string | undefined, size: number): ByteRange | undefined {
  const match = /^bytes=(?:(\d+)-(\d*)|-(\d+))$/.exec(header?.trim() ?? '');
  if (!match) return undefined;
  const [, first, last = '', suffix] = match;
  if (suffix !== undefined) {
    const length = Math.min(Number(suffix), size);
    return satisfiable({ start: size - length, length });
  }
  const start = Number(first);
  if (last !== '' && Number(last) < start) return undefined;
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return satisfiable({ start, length: end - start + 1 });
}

function satisfiable(range: ByteRange): ByteRange {
  if (range.length > 0) return range;
  throw new ServiceError('InvalidRange', 'The requested range is not satisfiable', 416);
}
