import { S3Error } from '../../http/s3Error';
import type { Reply } from '../../http/reply';
import { element } from '../../http/xml';
import type { Deletion } from '../../store/objectChanges';
import type { ObjectChecksum } from '../../store/objectRecord';
import { checksumHeaders, sentAlgorithm, usualAlgorithm } from './checksums';
import { deleteCondition, writeCondition } from './conditions';
import { toldEncryption } from './encryption';
import { storedHeaders } from './objectHeaders';
import { requireIntegrity } from './payload';
import { invalidArgument, notImplemented } from './refusals';
import { childrenOf, malformed, parseRequestXml, textOf, type XmlNode } from './requestXml';
import { s3Namespace, xmlReply, type S3Call } from './s3Call';
import { tagsOfHeader } from './tags';

const longestKey = 1024;
const mostKeys = 1000;

export async function putObject(call: S3Call): Promise<Reply> {
  const bucket = call.bucket().name;
  checkKey(call.key);
  const headers = storedHeaders(call);
  const tags = tagsOfHeader(call.headers);
  const refuse = writeCondition(call.headers, call.key);
  const algorithm = sentAlgorithm(call.head) ?? usualAlgorithm;
  const { received, etag, checksums } = await call.receive([algorithm]);
  const checksum: ObjectChecksum = {
    algorithm,
    value: checksums.get(algorithm) ?? '',
    type: 'FULL_OBJECT',
  };
  await call.parts.objects.put(
    { bucket, key: call.key, etag, headers, checksum, tags },
    received,
    refuse,
  );
  return {
    status: 200,
    headers: { etag, ...checksumHeaders(checksum), ...toldEncryption(headers) },
  };
}

export async function deleteObject(call: S3Call): Promise<Reply> {
  const { name } = call.bucket();
  const directory = ['x-amz-if-match-last-modified-time', 'x-amz-if-match-size'];
  const unknown = directory.find((header) => call.headers.has(header));
  if (unknown !== undefined) throw notImplemented(`the header ${unknown}`);
  const refuse = deleteCondition(call.headers.get('if-match'), call.key);
  const [refusal] = await call.parts.objects.deleteObjects(name, [{ key: call.key, refuse }]);
  if (refusal) throw refusal;
  return { status: 204 };
}

/** DeleteObjects: up to a thousand keys, told one by one unless the caller wants quiet. */
export async function deleteObjects(call: S3Call): Promise<Reply> {
  const { name } = call.bucket();
  requireIntegrity(call.head);
  const request = parseRequestXml(await call.text(), 'Delete');
  const deletions = childrenOf(request, 'Object').map(readDeletion);
  if (deletions.length === 0 || deletions.length > mostKeys) throw malformed();
  const refusals = await call.parts.objects.deleteObjects(name, deletions);
  const quiet = textOf(request, 'Quiet') === 'true';
  const told = deletions.map(({ key }, index) => {
    const refusal = refusals[index];
    if (!refusal) return quiet ? undefined : element('Deleted', [element('Key', key)]);
    return element('Error', [
      element('Key', key),
      element('Code', refusal.code),
      element('Message', refusal.message),
    ]);
  });
  return xmlReply(element('DeleteResult', told, s3Namespace));
}

function readDeletion(node: XmlNode): Deletion {
  const key = textOf(node, 'Key');
  if (key === undefined || key === '') throw malformed();
  const version = textOf(node, 'VersionId') ?? 'null';
  if (version !== 'null' && version !== '') {
    throw invalidArgument('Invalid version id specified', 'versionId', version);
  }
  if (textOf(node, 'LastModifiedTime') ?? textOf(node, 'Size')) {
    throw notImplemented('deletes with LastModifiedTime or Size');
  }
  return { key, refuse: deleteCondition(textOf(node, 'ETag'), key) };
}

export function checkKey(key: string): void {
  const size = Buffer.byteLength(key);
  if (size <= longestKey) return;
  throw new S3Error('KeyTooLongError', 'Your key is too long', 400, {
    Size: size,
    MaxSizeAllowed: longestKey,
  });
}
