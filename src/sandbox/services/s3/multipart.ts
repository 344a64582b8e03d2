import { createHash, randomBytes } from 'node:crypto';
import { ServiceError } from '../../http/jsonService';
import type { Reply } from '../../http/reply';
import { encodePercent } from '../../http/requestHead';
import { element } from '../../http/xml';
import type { Content, Refusal } from '../../store/objectChanges';
import type {
  ObjectChecksum,
  ObjectRecord,
  Upload,
  UploadChecksum,
  UploadPart,
} from '../../store/objectRecord';
import { noSuchUpload } from '../../store/objectRefusals';
import type { Objects } from '../../store/objects';
import { readBlob } from './blobDigests';
import { checksumElement, startChecksum, usualAlgorithm } from './checksums';
import { checkCompletion, chooseParts, type ChosenPart } from './completion';
import { writeCondition } from './conditions';
import { toldEncryption } from './encryption';
import { storedHeaders } from './objectHeaders';
import { checkKey } from './objectWrites';
import { invalidRequest } from './refusals';
import { childrenOf, parseRequestXml } from './requestXml';
import { s3Namespace, xmlReply, type S3Call } from './s3Call';
import { tagsOfHeader } from './tags';

export async function createUpload(call: S3Call): Promise<Reply> {
  const { objects } = call.parts;
  const bucket = call.bucket().name;
  const { key } = call;
  checkKey(key);
  const headers = storedHeaders(call);
  const tags = tagsOfHeader(call.headers);
  const checksum = chosenChecksum(call);
  const id = randomBytes(48).toString('base64url');
  await objects.startUpload({ id, bucket, key, headers, checksum, tags });
  const told = checksumChoice(checksum);
  return xmlReply(
    element(
      'InitiateMultipartUploadResult',
      [element('Bucket', bucket), element('Key', key), element('UploadId', id)],
      s3Namespace,
    ),
    { ...told, ...toldEncryption(headers) },
  );
}

/** Joins the parts into one object, whose bytes are again a file of their own. */
export async function completeUpload(call: S3Call): Promise<Reply> {
  const upload = findUpload(call);
  const { objects } = call.parts;
  const refuse = writeCondition(call.headers, call.key);
  const request = parseRequestXml(await call.textAboutObject(), 'CompleteMultipartUpload');
  const chosen = chooseParts(upload, childrenOf(request, 'Part'));
  checkCompletion(call, upload, chosen);
  const blobs = chosen.map(({ part }) => part.blob);
  const { etag, checksum } = await objects.holding(blobs, () =>
    putJoined(call, upload, chosen, refuse),
  );
  const { bucket, key, headers } = upload;
  const path = [bucket, ...key.split('/')].map(encodePercent).join('/');
  return xmlReply(
    element(
      'CompleteMultipartUploadResult',
      [
        element('Location', `http://${call.headers.get('host') ?? ''}/${path}`),
        element('Bucket', bucket),
        element('Key', key),
        element('ETag', etag),
        checksumElement(checksum?.algorithm, checksum?.value),
        checksum && element('ChecksumType', checksum.type),
      ],
      s3Namespace,
    ),
    toldEncryption(headers),
  );
}

async function putJoined(
  call: S3Call,
  upload: Upload,
  chosen: readonly ChosenPart[],
  refuse: Refusal,
): Promise<ObjectRecord> {
  const { objects } = call.parts;
  const parts = chosen.map(({ part }) => part);
  const { content, checksum } = await join(objects, upload, parts);
  const { bucket, key, headers, tags, id } = upload;
  return objects.put(
    {
      bucket,
      key,
      headers,
      tags,
      etag: compositeEtag(parts),
      checksum,
      upload: id,
      parts: chosen.map((one) => rememberPart(one, checksum)),
    },
    content,
    (present) => wrongChecksum(call, checksum) ?? refuse(present),
  );
}

export async function abortUpload(call: S3Call): Promise<Reply> {
  await call.parts.objects.dropUpload(findUpload(call).id);
  return { status: 204 };
}

export function findUpload(call: S3Call): Upload {
  const bucket = call.bucket().name;
  const id = call.query('uploadId') ?? '';
  const upload = call.parts.objects.upload(id);
  if (upload?.bucket !== bucket || upload.key !== call.key) throw noSuchUpload(id);
  return upload;
}

function chosenChecksum({ headers }: S3Call): UploadChecksum {
  const algorithm = headers.get('x-amz-checksum-algorithm')?.toLowerCase();
  const type = headers.get('x-amz-checksum-type')?.toUpperCase();
  if (algorithm === undefined) {
    if (type !== undefined) {
      throw invalidRequest(
        'The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.',
      );
    }
    return { algorithm: usualAlgorithm, type: 'FULL_OBJECT', implied: true };
  }
  startChecksum(algorithm);
  const [usual, ...others] = checksumTypes(algorithm);
  if (type === undefined || type === usual) return { algorithm, type: usual };
  const other = others.find((one) => one === type);
  if (other) return { algorithm, type: other };
  throw invalidRequest(
    `The ${type} checksum type cannot be used with the ${algorithm} checksum algorithm.`,
  );
}

function checksumChoice({ algorithm, type, implied }: UploadChecksum): Record<string, string> {
  if (implied) return {};
  return { 'x-amz-checksum-algorithm': algorithm.toUpperCase(), 'x-amz-checksum-type': type };
}

/** S3 user guide, "Full object and composite checksum types"; the usual one first. */
function checksumTypes(
  algorithm: string,
): readonly [ObjectChecksum['type'], ...ObjectChecksum['type'][]] {
  if (algorithm === usualAlgorithm) return ['FULL_OBJECT'];
  return algorithm.startsWith('crc') ? ['COMPOSITE', 'FULL_OBJECT'] : ['COMPOSITE'];
}

interface Joined {
  readonly content: Content;
  readonly checksum: ObjectChecksum | undefined;
}

/** A single part is the object; several are copied one after the other. */
async function join(
  objects: Objects,
  upload: Upload,
  parts: readonly UploadPart[],
): Promise<Joined> {
  const [first] = parts;
  const composite = compositeChecksum(upload, parts);
  const whole = upload.checksum?.type === 'FULL_OBJECT' ? upload.checksum.algorithm : undefined;
  if (parts.length === 1 && first) {
    return { content: first.blob, checksum: composite ?? first.checksum };
  }
  if (whole === undefined) {
    return { content: await objects.blobs.receive(joined(objects, parts)), checksum: composite };
  }
  const sum = startChecksum(whole);
  const content = await objects.blobs.receive(joined(objects, parts), sum);
  const value = sum.digest().toString('base64');
  return { content, checksum: { algorithm: whole, value, type: 'FULL_OBJECT' } };
}

async function* joined(objects: Objects, parts: readonly UploadPart[]): AsyncGenerator<Buffer> {
  for (const { blob } of parts) yield* readBlob(objects, blob);
}

/** MD5 of the parts' MD5s, with their number. */
function compositeEtag(parts: readonly UploadPart[]): string {
  const hash = createHash('md5');
  for (const { etag } of parts) hash.update(Buffer.from(etag.slice(1, -1), 'hex'));
  return `"${hash.digest('hex')}-${parts.length}"`;
}

function compositeChecksum(
  { checksum }: Upload,
  parts: readonly UploadPart[],
): ObjectChecksum | undefined {
  if (checksum?.type !== 'COMPOSITE') return undefined;
  const { algorithm, type } = checksum;
  if (parts.some((part) => part.checksum?.algorithm !== algorithm)) return undefined;
  const digest = startChecksum(algorithm);
  for (const part of parts) digest.update(Buffer.from(part.checksum?.value ?? '', 'base64'));
  return { algorithm, type, value: `${digest.digest().toString('base64')}-${parts.length}` };
}

function rememberPart(
  { number, part: { blob, checksum } }: ChosenPart,
  whole: ObjectChecksum | undefined,
): { number: number; size: number; checksum?: string | undefined } {
  const same = checksum !== undefined && checksum.algorithm === whole?.algorithm;
  return { number, size: blob.size, checksum: same ? checksum.value : undefined };
}

/** The refusal when the caller expects another checksum of the whole object. */
function wrongChecksum(
  call: S3Call,
  checksum: ObjectChecksum | undefined,
): ServiceError | undefined {
  if (!checksum) return undefined;
  const expected = call.headers.get(`x-amz-checksum-${checksum.algorithm}`);
  const [value = ''] = checksum.value.split('-');
  if (expected === undefined || expected === checksum.value || expected === value) return undefined;
  return new ServiceError(
    'BadDigest',
    `The ${checksum.algorithm} you specified did not match the calculated checksum.`,
  );
}
