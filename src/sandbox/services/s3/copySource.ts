import { decodeQuery } from '../../http/requestHead';
import type { ObjectRecord } from '../../store/objectRecord';
import { failedCondition } from './conditions';
import { refuseCustomerKeys } from './encryption';
import {
  invalidArgument,
  invalidRequest,
  noSuchKey,
  notImplemented,
  preconditionFailed,
} from './refusals';
import type { S3Call } from './s3Call';

export const copySourceHeader = 'x-amz-copy-source';
const largestCopy = 5 * 1024 ** 3;

export interface CopySource {
  readonly bucket: string;
  readonly object: ObjectRecord;
}

/** The object that a request wants to copy, if the conditions for that hold. */
export function findSource(call: S3Call): CopySource {
  refuseCustomerKeys(call.headers);
  const { bucket: name, key } = readSource(call.headers.get(copySourceHeader) ?? '');
  call.checkOwner(call.headers.get('x-amz-source-expected-bucket-owner'));
  const object = call.requireBucket(name).objects.get(key);
  if (!object) throw noSuchKey(key);
  const failed = failedCondition(call.headers, object, `${copySourceHeader}-`);
  if (failed !== undefined) throw preconditionFailed(`${copySourceHeader}-${failed}`);
  return { bucket: name, object };
}

/** `bucket/key`, encoded like a URL's query, perhaps with `?versionId=`. */
function readSource(header: string): { readonly bucket: string; readonly key: string } {
  if (header.startsWith('arn:')) throw notImplemented('access points');
  const [path = '', version] = header.split('?versionId=');
  if (version !== undefined && version !== 'null') {
    throw invalidArgument('Invalid version id specified', 'versionId', version);
  }
  const text = decodeQuery(path).replace(/^\//, '');
  const slash = text.indexOf('/');
  if (slash < 1 || slash === text.length - 1) {
    throw invalidArgument(
      'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
      copySourceHeader,
      header,
    );
  }
  return { bucket: text.slice(0, slash), key: text.slice(slash + 1) };
}

export function checkCopySize(size: number): void {
  if (size <= largestCopy) return;
  throw invalidRequest(
    'The specified copy source is larger than the maximum allowable size for a copy source: ' +
      String(largestCopy),
  );
}
