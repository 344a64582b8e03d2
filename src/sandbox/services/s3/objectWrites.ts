import { ServiceError } from '../../http/jsonService';
import type { Reply } from '../../http/reply';
import { element } from '../../http/xml';
import type { ObjectChecksum } from '../../store/objectIndex';
import { checksumPrefix } from './checksums';
import { writeCondition } from './conditions';
import { storedHeaders } from './objectHeaders';
import { childrenOf, malformed, parseRequestXml, textOf } from './requestXml';
import { notImplemented, s3Namespace, xmlReply, type S3Call } from './s3Call';

const longestKey = 1024;
const mostKeys = 1000;

export async function putObject(call: S3Call): Promise<Reply> {
  const bucket = call.bucket().name;
  checkKey(call.key);
  const headers = storedHeaders(call.headers);
  const { received, checksum } = await call.receive();
  const etag = `"${received.md5.toString('hex')}"`;
  const whole: ObjectChecksum | undefined = checksum && { ...checksum, type: 'FULL_OBJECT' };
  await call.parts.objects.put(
    { bucket, key: call.key, etag, headers, checksum: whole },
    received,
    writeCondition(call.headers),
  );
  return { status: 200, headers: { etag, ...checksumHeaders(whole) } };
}

export async function deleteObject(call: S3Call): Promise<Reply> {
  await call.parts.objects.deleteObjects(call.bucket().name, [call.key]);
  return { status: 204 };
}

/** DeleteObjects: up to a thousand keys, told one by one unless the caller wants quiet. */
export async function deleteObjects(call: S3Call): Promise<Reply> {
  const bucket = call.bucket().name;
  const request = parseRequestXml(await call.text(), 'Delete');
  const keys = childrenOf(request, 'Object').map((object) => {
    if ((textOf(object, 'VersionId') ?? 'null') !== 'null') throw notImplemented('object versions');
    const key = textOf(object, 'Key');
    if (key === undefined || key === '') throw malformed();
    return key;
  });
  if (keys.length === 0 || keys.length > mostKeys) throw malformed();
  await call.parts.objects.deleteObjects(bucket, keys);
  const told = textOf(request, 'Quiet') === 'true' ? [] : keys;
  return xmlReply(
    element(
      'DeleteResult',
      told.map((key) => element('Deleted', [element('Key', key)])),
      s3Namespace,
    ),
  );
}

export function checkKey(key: string): void {
  if (Buffer.byteLength(key) > longestKey) {
    throw new ServiceError('KeyTooLongError', 'Your key is too long');
  }
}

function checksumHeaders(checksum: ObjectChecksum | undefined): Record<string, string> {
  if (!checksum) return {};
  return {
    [checksumPrefix + checksum.algorithm]: checksum.value,
    'x-amz-checksum-type': checksum.type,
  };
}
