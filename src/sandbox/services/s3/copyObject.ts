import type { Reply } from '../../http/reply';
import { element } from '../../http/xml';
import type { ObjectChecksum, ObjectRecord, Tag } from '../../store/objectRecord';
import { digestBlob } from './blobDigests';
import { checksumElement, startChecksum, usualAlgorithm } from './checksums';
import { writeCondition } from './conditions';
import { checkCopySize, findSource, type CopySource } from './copySource';
import { toldEncryption } from './encryption';
import {
  describingHeaders,
  placingHeaders,
  redirectHeader,
  storageClassHeader,
  withoutPlacing,
} from './objectHeaders';
import { checkKey } from './objectWrites';
import { invalidArgument, invalidRequest } from './refusals';
import { s3Namespace, xmlReply, type S3Call } from './s3Call';
import { tagsOfHeader } from './tags';

/** CopyObject: the copy has the source's bytes, so none are written. */
export async function copyObject(call: S3Call): Promise<Reply> {
  const bucket = call.bucket().name;
  checkKey(call.key);
  const source = findSource(call);
  return call.parts.objects.holding([source.object.blob], () => copy(call, bucket, source));
}

async function copy(call: S3Call, bucket: string, source: CopySource): Promise<Reply> {
  checkCopySize(source.object.size);
  const headers = copiedHeaders(call, source);
  const tags = copiedTags(call, source.object);
  const refuse = writeCondition(call.headers, call.key);
  const { etag, checksum } = await describeBytes(call, source.object);
  const made = await call.parts.objects.put(
    { bucket, key: call.key, etag, headers, checksum, tags },
    source.object.blob,
    refuse,
  );
  return xmlReply(
    element(
      'CopyObjectResult',
      [
        element('LastModified', made.lastModified.toISOString()),
        element('ETag', etag),
        checksumElement(checksum.algorithm, checksum.value),
        element('ChecksumType', checksum.type),
      ],
      s3Namespace,
    ),
    toldEncryption(headers),
  );
}

function copiedHeaders(call: S3Call, { bucket, object }: CopySource): Record<string, string> {
  const placing = placingHeaders(call);
  if (directive(call, 'x-amz-metadata-directive') === 'REPLACE') {
    return { ...describingHeaders(call.headers), ...placing };
  }
  if (bucket === call.bucketName && object.key === call.key && !changesPlace(call)) {
    throw invalidRequest(
      'This copy request is illegal because it is trying to copy an object to itself without ' +
        "changing the object's metadata, storage class, website redirect location or encryption " +
        'attributes.',
    );
  }
  return { ...withoutPlacing(object.headers), ...placing };
}

function changesPlace({ headers }: S3Call): boolean {
  const names = [storageClassHeader, redirectHeader, 'x-amz-server-side-encryption'];
  return names.some((name) => headers.has(name));
}

function copiedTags(call: S3Call, { tags }: ObjectRecord): readonly Tag[] | undefined {
  const replace = directive(call, 'x-amz-tagging-directive') === 'REPLACE';
  return replace ? tagsOfHeader(call.headers) : tags;
}

function directive({ headers }: S3Call, name: string): string {
  const value = headers.get(name) ?? 'COPY';
  if (value === 'COPY' || value === 'REPLACE') return value;
  const what = name.replace('x-amz-', '').replace('-directive', '');
  throw invalidArgument(`Unknown ${what} directive.`, name, value);
}

/** A copy comes in one piece, so what was said of an object's parts is said of its bytes anew. */
async function describeBytes(
  call: S3Call,
  { blob, etag, checksum }: ObjectRecord,
): Promise<{ readonly etag: string; readonly checksum: ObjectChecksum }> {
  const algorithm = chosenAlgorithm(call, checksum);
  const isWhole = checksum?.algorithm === algorithm && checksum.type === 'FULL_OBJECT';
  if (isWhole && !etag.includes('-')) return { etag, checksum };
  const digests = await digestBlob(call.parts.objects, blob, [algorithm]);
  const value = digests.checksums.get(algorithm) ?? '';
  return { etag: digests.etag, checksum: { algorithm, value, type: 'FULL_OBJECT' } };
}

function chosenAlgorithm({ headers }: S3Call, checksum: ObjectChecksum | undefined): string {
  const asked = headers.get('x-amz-checksum-algorithm')?.toLowerCase();
  if (asked === undefined) return checksum?.algorithm ?? usualAlgorithm;
  startChecksum(asked);
  return asked;
}
