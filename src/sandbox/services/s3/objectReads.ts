import { S3Error } from '../../http/s3Error';
import type { Reply } from '../../http/reply';
import type { ObjectChecksum, ObjectRecord } from '../../store/objectRecord';
import { readRange, type ByteRange } from './byteRange';
import { checksumHeaders, partChecksumHeaders } from './checksums';
import { failedCondition, matchesEtag } from './conditions';
import { refuseCustomerKeys } from './encryption';
import { toldHeaders } from './objectHeaders';
import { invalidArgument, invalidRequest, preconditionFailed } from './refusals';
import type { S3Call } from './s3Call';

/** GetObject and HeadObject. */
export async function readObject(call: S3Call): Promise<Reply> {
  const object = call.object();
  refuseCustomerKeys(call.headers);
  const failed = failedCondition(call.headers, object);
  if (failed === 'if-none-match' || failed === 'if-modified-since') return notModified(object);
  if (failed !== undefined) {
    throw preconditionFailed(failed === 'if-match' ? 'If-Match' : 'If-Unmodified-Since');
  }
  const piece = choosePiece(call, object);
  const { start, length } = piece.range ?? { start: 0, length: object.size };
  const headers = {
    ...toldHeaders(object),
    ...overrides(call),
    ...piece.headers,
    ...(piece.range && { 'content-range': contentRange(start, length, object.size) }),
  };
  // Opened last: whoever sends it closes it, and a refusal sends nothing.
  const handle = await call.parts.objects.open(object);
  return { status: piece.range ? 206 : 200, headers, body: { handle, start, length } };
}

function notModified({ etag, lastModified }: ObjectRecord): Reply {
  return { status: 304, headers: { etag, 'last-modified': lastModified.toUTCString() } };
}

/** What of an object is to be sent. */
interface Piece {
  /** Absent: the whole object, as such. */
  readonly range?: ByteRange | undefined;
  readonly headers: Readonly<Record<string, string | number>>;
}

/** A checksum says nothing about a range of the object, so it comes with the whole or a part. */
function choosePiece(call: S3Call, object: ObjectRecord): Piece {
  const header = call.headers.get('range');
  const part = call.query('partNumber');
  if (part !== undefined) {
    if (header === undefined) return choosePart(call, object, part);
    throw invalidRequest('Cannot specify both Range header and partNumber query parameter');
  }
  const range = isCurrent(call, object) ? readRange(header, object.size) : undefined;
  return { range, headers: range ? {} : wantedChecksum(call, object.checksum) };
}

/** RFC 9110, section 13.1.5: a range of something else is of no use. */
function isCurrent({ headers }: S3Call, { etag, lastModified }: ObjectRecord): boolean {
  const validator = headers.get('if-range');
  if (validator === undefined) return true;
  return matchesEtag(validator, etag) || validator === lastModified.toUTCString();
}

/** A part of an object that came in parts; any other object is its own first part. */
function choosePart(call: S3Call, object: ObjectRecord, text: string): Piece {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 10_000) {
    throw invalidArgument(
      'Part number must be an integer between 1 and 10000, inclusive',
      'partNumber',
      text,
    );
  }
  const { parts, checksum, size } = object;
  if (!parts) {
    if (number > 1) throw noSuchPart(number, 1);
    return { range: rangeOf(0, size), headers: wantedChecksum(call, checksum) };
  }
  const index = parts.findIndex((part) => part.number === number);
  const part = parts[index];
  if (!part) throw noSuchPart(number, parts.length);
  const start = parts.slice(0, index).reduce((sum, before) => sum + before.size, 0);
  const wanted = isChecksumWanted(call) ? part.checksum : undefined;
  return {
    range: rangeOf(start, part.size),
    headers: {
      'x-amz-mp-parts-count': parts.length,
      ...partChecksumHeaders(checksum?.algorithm, wanted),
    },
  };
}

/** No bytes are no range. */
function rangeOf(start: number, length: number): ByteRange | undefined {
  return length > 0 ? { start, length } : undefined;
}

function noSuchPart(number: number, count: number): S3Error {
  return new S3Error('InvalidPartNumber', 'The requested partnumber is not satisfiable', 416, {
    PartNumberRequested: number,
    ActualPartCount: count,
  });
}

function contentRange(start: number, length: number, size: number): string {
  return `bytes ${start}-${start + length - 1}/${size}`;
}

function isChecksumWanted({ headers }: S3Call): boolean {
  return headers.get('x-amz-checksum-mode')?.toUpperCase() === 'ENABLED';
}

function wantedChecksum(
  call: S3Call,
  checksum: ObjectChecksum | undefined,
): Record<string, string> {
  return isChecksumWanted(call) ? checksumHeaders(checksum) : {};
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
      const message = `response-${name} must be printable ASCII`;
      throw invalidArgument(message, `response-${name}`, value);
    }
    found[name] = value;
  }
  return found;
}
