import type { Reply } from '../../http/reply';
import { element, type XmlElement } from '../../http/xml';
import type { Blob } from '../../store/blobs';
import type { Content } from '../../store/objectChanges';
import type { ObjectChecksum, Upload, UploadPart } from '../../store/objectRecord';
import type { Objects } from '../../store/objects';
import { digestBlob, readBlob, startDigests, type Digests } from './blobDigests';
import type { ByteRange } from './byteRange';
import { checksumElement, partChecksumHeaders, sentAlgorithm } from './checksums';
import { checkCopySize, copySourceHeader, findSource } from './copySource';
import { refuseCustomerKeys, toldEncryption } from './encryption';
import { findUpload } from './multipart';
import { storageClassOf } from './objectHeaders';
import { ownerElement } from './owner';
import { invalidArgument, invalidRequest } from './refusals';
import { s3Namespace, xmlReply, type S3Call } from './s3Call';

const mostParts = 10_000;
const mostListed = 1000;
const smallestRangeSource = 5 * 1024 * 1024;

export async function uploadPart(call: S3Call): Promise<Reply> {
  const upload = findUpload(call);
  const number = readNumber(call);
  refuseCustomerKeys(call.headers);
  checkAlgorithm(upload, sentAlgorithm(call.head));
  const algorithm = upload.checksum?.algorithm;
  const wanted = algorithm === undefined ? [] : [algorithm];
  const { received, etag, sent, checksums } = await call.receive(wanted);
  const checksum = partChecksum(algorithm, checksums);
  await call.parts.objects.putPart(upload, number, { etag, checksum }, received);
  const told = sent ?? (upload.checksum?.implied ? undefined : algorithm);
  return {
    status: 200,
    headers: {
      etag,
      ...partChecksumHeaders(told, told === undefined ? undefined : checksums.get(told)),
      ...toldEncryption(upload.headers),
    },
  };
}

/** UploadPartCopy: a whole object becomes a part without its bytes being written again. */
export async function copyPart(call: S3Call): Promise<Reply> {
  const upload = findUpload(call);
  const number = readNumber(call);
  const { blob } = findSource(call).object;
  const { objects } = call.parts;
  const part = await objects.holding([blob], () => putCopy(call, upload, number, blob));
  return xmlReply(
    element(
      'CopyPartResult',
      [
        element('LastModified', part.modified.toISOString()),
        element('ETag', part.etag),
        toldChecksum(upload, part),
      ],
      s3Namespace,
    ),
    toldEncryption(upload.headers),
  );
}

async function putCopy(
  call: S3Call,
  upload: Upload,
  number: number,
  blob: Blob,
): Promise<UploadPart> {
  const range = readSourceRange(call, blob.size);
  checkCopySize(range?.length ?? blob.size);
  const algorithm = upload.checksum?.algorithm;
  const { content, etag, checksums } = await copyBytes(
    call.parts.objects,
    blob,
    range,
    algorithm === undefined ? [] : [algorithm],
  );
  const checksum = partChecksum(algorithm, checksums);
  return call.parts.objects.putPart(upload, number, { etag, checksum }, content);
}

/** ListParts */
export function listParts(call: S3Call): Reply {
  const upload = findUpload(call);
  const most = call.count('max-parts', call.query('max-parts'), mostListed);
  const marker = call.query('part-number-marker');
  const after = call.count('part-number-marker', marker ?? '0', mostParts);
  const numbers = [...upload.parts.keys()].sort((a, b) => a - b).filter((one) => one > after);
  const page = numbers.slice(0, most);
  const asked = upload.checksum?.implied ? undefined : upload.checksum;
  return xmlReply(
    element(
      'ListPartsResult',
      [
        element('Bucket', upload.bucket),
        element('Key', upload.key),
        element('UploadId', upload.id),
        ownerElement(call.parts, 'Initiator'),
        ownerElement(call.parts),
        element('StorageClass', storageClassOf(upload.headers)),
        element('PartNumberMarker', after),
        element('NextPartNumberMarker', page.at(-1) ?? 0),
        element('MaxParts', most),
        element('IsTruncated', page.length < numbers.length),
        asked && element('ChecksumAlgorithm', asked.algorithm.toUpperCase()),
        asked && element('ChecksumType', asked.type),
        ...page.map((number) => partElement(upload, number)),
      ],
      s3Namespace,
    ),
  );
}

function partElement(upload: Upload, number: number): XmlElement | undefined {
  const part = upload.parts.get(number);
  return (
    part &&
    element('Part', [
      element('PartNumber', number),
      element('LastModified', part.modified.toISOString()),
      element('ETag', part.etag),
      element('Size', part.blob.size),
      toldChecksum(upload, part),
    ])
  );
}

/** A checksum that nobody has asked for is told with the object only. */
function toldChecksum({ checksum }: Upload, part: UploadPart): XmlElement | undefined {
  if (checksum?.implied) return undefined;
  return checksumElement(part.checksum?.algorithm, part.checksum?.value);
}

function partChecksum(
  algorithm: string | undefined,
  checksums: ReadonlyMap<string, string>,
): ObjectChecksum | undefined {
  if (algorithm === undefined) return undefined;
  return { algorithm, value: checksums.get(algorithm) ?? '', type: 'FULL_OBJECT' };
}

/** A composite checksum is made of what the sender says of the parts. */
function checkAlgorithm({ checksum }: Upload, sent: string | undefined): void {
  if (!checksum || checksum.implied || sent === checksum.algorithm) return;
  if (sent === undefined && checksum.type === 'FULL_OBJECT') return;
  throw invalidRequest(
    `Checksum Type mismatch occurred, expected checksum Type: ${checksum.algorithm}, actual ` +
      `checksum Type: ${sent ?? 'null'}`,
  );
}

async function copyBytes(
  objects: Objects,
  blob: Blob,
  range: ByteRange | undefined,
  algorithms: readonly string[],
): Promise<Digests & { readonly content: Content }> {
  if (!range) return { content: blob, ...(await digestBlob(objects, blob, algorithms)) };
  const digests = startDigests(algorithms);
  const content = await objects.blobs.receive(readBlob(objects, blob, range), digests);
  return { content, ...digests.result() };
}

function readSourceRange(call: S3Call, size: number): ByteRange | undefined {
  const text = call.headers.get(`${copySourceHeader}-range`);
  if (text === undefined) return undefined;
  const match = /^bytes=(\d{1,15})-(\d{1,15})$/.exec(text);
  const start = Number(match?.[1]);
  const end = Number(match?.[2]);
  if (!match || end < start) {
    throw invalidArgument(
      'The x-amz-copy-source-range value must be of the form bytes=first-last where first and ' +
        'last are the zero-based offsets of the first and last bytes to copy',
      `${copySourceHeader}-range`,
      text,
    );
  }
  if (end >= size) {
    throw invalidArgument(
      `Range specified is not valid for source object of size: ${size}`,
      `${copySourceHeader}-range`,
      text,
    );
  }
  if (size <= smallestRangeSource) {
    throw invalidRequest('The specified copy range is invalid for the source object size');
  }
  return start === 0 && end === size - 1 ? undefined : { start, length: end - start + 1 };
}

function readNumber(call: S3Call): number {
  const text = call.query('partNumber') ?? '';
  const number = Number(text);
  if (text !== '' && Number.isInteger(number) && number >= 1 && number <= mostParts) return number;
  throw invalidArgument(
    `Part number must be an integer between 1 and ${mostParts}, inclusive`,
    'partNumber',
    text,
  );
}
