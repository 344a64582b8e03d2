import { createHash, randomBytes } from 'node:crypto';
import { ServiceError } from '../../http/jsonService';
import type { Reply } from '../../http/reply';
import { element } from '../../http/xml';
import type { ByteObserver } from '../../store/blobs';
import type { ObjectChecksum, Upload, UploadPart } from '../../store/objectIndex';
import { noSuchUpload, type Objects } from '../../store/objects';
import { checksumPrefix, startChecksum } from './checksums';
import { writeCondition } from './conditions';
import { storedHeaders } from './objectHeaders';
import { checkKey } from './objectWrites';
import { childrenOf, malformed, parseRequestXml, textOf, type XmlNode } from './requestXml';
import { notImplemented, s3Namespace, xmlReply, type S3Call } from './s3Call';

const mostParts = 10_000;
const smallestPart = 5 * 1024 * 1024;

export async function createUpload(call: S3Call): Promise<Reply> {
  const bucket = call.bucket().name;
  checkKey(call.key);
  const id = randomBytes(24).toString('base64url');
  const checksum = chosenChecksum(call);
  const headers = storedHeaders(call.headers);
  await call.parts.objects.startUpload({ id, bucket, key: call.key, headers, checksum });
  const answer = xmlReply(
    element(
      'InitiateMultipartUploadResult',
      [element('Bucket', bucket), element('Key', call.key), element('UploadId', id)],
      s3Namespace,
    ),
  );
  if (!checksum) return answer;
  const told = {
    'x-amz-checksum-algorithm': checksum.algorithm.toUpperCase(),
    'x-amz-checksum-type': checksum.type,
  };
  return { ...answer, headers: { ...answer.headers, ...told } };
}

export async function uploadPart(call: S3Call): Promise<Reply> {
  const upload = findUpload(call);
  const number = Number(call.query('partNumber'));
  if (!Number.isInteger(number) || number < 1 || number > mostParts) {
    throw new ServiceError(
      'InvalidArgument',
      `Part number must be an integer between 1 and ${mostParts}, inclusive`,
    );
  }
  if (call.headers.has('x-amz-copy-source')) throw notImplemented('UploadPartCopy');
  const { received, checksum } = await call.receive();
  const etag = `"${received.md5.toString('hex')}"`;
  const whole: ObjectChecksum | undefined = checksum && { ...checksum, type: 'FULL_OBJECT' };
  await call.parts.objects.putPart(upload, number, { etag, checksum: whole }, received);
  const told = checksum && { [checksumPrefix + checksum.algorithm]: checksum.value };
  return { status: 200, headers: { etag, ...told } };
}

/** Joins the parts into one object, whose bytes are again a file of their own. */
export async function completeUpload(call: S3Call): Promise<Reply> {
  const upload = findUpload(call);
  const { objects } = call.parts;
  const request = parseRequestXml(await call.text(), 'CompleteMultipartUpload');
  const parts = chooseParts(upload, childrenOf(request, 'Part'));
  const observer =
    upload.checksum?.type === 'FULL_OBJECT' ? startChecksum(upload.checksum.algorithm) : undefined;
  const observers: ByteObserver[] = observer ? [observer] : [];
  const received = await objects.blobs.receive(joined(objects, parts), observers);
  const checksum = observer
    ? wholeChecksum(upload, observer.digest())
    : compositeChecksum(upload, parts);
  const { bucket, key, headers, id } = upload;
  const etag = compositeEtag(parts);
  const refuse = writeCondition(call.headers);
  await objects.put({ bucket, key, headers, etag, checksum, upload: id }, received, (present) =>
    isMismatch(call, checksum) ? badDigest() : refuse(present),
  );
  return xmlReply(
    element(
      'CompleteMultipartUploadResult',
      [
        element('Location', `http://${call.headers.get('host') ?? ''}/${bucket}/${key}`),
        element('Bucket', bucket),
        element('Key', key),
        element('ETag', etag),
        checksum && element(`Checksum${checksum.algorithm.toUpperCase()}`, checksum.value),
        checksum && element('ChecksumType', checksum.type),
      ],
      s3Namespace,
    ),
  );
}

export async function abortUpload(call: S3Call): Promise<Reply> {
  await call.parts.objects.dropUpload(findUpload(call).id);
  return { status: 204 };
}

function findUpload(call: S3Call): Upload {
  const bucket = call.bucket().name;
  const upload = call.parts.objects.upload(call.query('uploadId') ?? '');
  if (upload?.bucket !== bucket || upload.key !== call.key) throw noSuchUpload();
  return upload;
}

function chosenChecksum({ headers }: S3Call): Upload['checksum'] {
  const algorithm = headers.get('x-amz-checksum-algorithm')?.toLowerCase();
  if (algorithm === undefined) return undefined;
  startChecksum(algorithm);
  const asked = headers.get('x-amz-checksum-type')?.toUpperCase();
  const usual = algorithm === 'crc64nvme' ? 'FULL_OBJECT' : 'COMPOSITE';
  return { algorithm, type: asked === 'FULL_OBJECT' || asked === 'COMPOSITE' ? asked : usual };
}

/** The parts that the caller lists, in the order that they must have. */
function chooseParts(upload: Upload, listed: readonly XmlNode[]): UploadPart[] {
  if (listed.length === 0) throw malformed();
  const numbers = listed.map((node) => Number(textOf(node, 'PartNumber')));
  if (numbers.some((number, index) => !(number > (numbers[index - 1] ?? 0)))) {
    throw new ServiceError(
      'InvalidPartOrder',
      'The list of parts was not in ascending order. Parts must be ordered by part number.',
    );
  }
  const parts = listed.map((node, index) => {
    const part = upload.parts.get(numbers[index] ?? 0);
    const tag = (textOf(node, 'ETag') ?? '').replaceAll('"', '');
    if (part?.etag !== `"${tag}"`) {
      throw new ServiceError(
        'InvalidPart',
        'One or more of the specified parts could not be found. The part may not have been ' +
          "uploaded, or the specified entity tag may not match the part's entity tag.",
      );
    }
    return part;
  });
  if (parts.slice(0, -1).some(({ blob }) => blob.size < smallestPart)) {
    throw new ServiceError(
      'EntityTooSmall',
      'Your proposed upload is smaller than the minimum allowed size',
    );
  }
  return parts;
}

async function* joined(objects: Objects, parts: readonly UploadPart[]): AsyncGenerator<Buffer> {
  for (const { blob } of parts) {
    const handle = await objects.blobs.open(blob);
    yield* handle.createReadStream() as AsyncIterable<Buffer>;
  }
}

/** MD5 of the parts' MD5s, with their number. */
function compositeEtag(parts: readonly UploadPart[]): string {
  const hash = createHash('md5');
  for (const { etag } of parts) hash.update(Buffer.from(etag.slice(1, -1), 'hex'));
  return `"${hash.digest('hex')}-${parts.length}"`;
}

function wholeChecksum({ checksum }: Upload, digest: Buffer): ObjectChecksum | undefined {
  return checksum && { ...checksum, value: digest.toString('base64') };
}

function compositeChecksum(
  { checksum }: Upload,
  parts: readonly UploadPart[],
): ObjectChecksum | undefined {
  if (!checksum || parts.some((part) => part.checksum?.algorithm !== checksum.algorithm)) {
    return undefined;
  }
  const digest = startChecksum(checksum.algorithm);
  for (const part of parts) digest.update(Buffer.from(part.checksum?.value ?? '', 'base64'));
  return { ...checksum, value: `${digest.digest().toString('base64')}-${parts.length}` };
}

/** Tells whether the caller expects another checksum of the whole object. */
function isMismatch(call: S3Call, checksum: ObjectChecksum | undefined): boolean {
  if (!checksum) return false;
  const expected = call.headers.get(checksumPrefix + checksum.algorithm);
  return expected !== undefined && expected !== checksum.value;
}

function badDigest(): ServiceError {
  return new ServiceError(
    'BadDigest',
    'The checksum you specified did not match the calculated checksum.',
  );
}
