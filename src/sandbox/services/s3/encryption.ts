import { invalidArgument, notImplemented } from './refusals';
import type { S3Parts } from './s3Call';

const algorithmHeader = 'x-amz-server-side-encryption';
const keyHeader = 'x-amz-server-side-encryption-aws-kms-key-id';
const bucketKeyHeader = 'x-amz-server-side-encryption-bucket-key-enabled';
const algorithms = ['AES256', 'aws:kms', 'aws:kms:dsse'];

type Headers = ReadonlyMap<string, string>;

/**
 * What a request says of encryption, to be kept and told again. Bytes on this disk are not encrypted
 * by the sandbox: clients such as the SageMaker SDK ask for it in passing.
 */
export function storedEncryption(headers: Headers, parts: S3Parts): Record<string, string> {
  refuseCustomerKeys(headers);
  const algorithm = headers.get(algorithmHeader);
  if (algorithm === undefined || algorithm === 'AES256') return {};
  if (!algorithms.includes(algorithm)) {
    throw invalidArgument(
      'The encryption method specified is not supported',
      algorithmHeader,
      algorithm,
    );
  }
  const withBucketKey = headers.get(bucketKeyHeader)?.toLowerCase() === 'true';
  return {
    [algorithmHeader]: algorithm,
    [keyHeader]: keyArn(headers.get(keyHeader), parts),
    ...(withBucketKey && { [bucketKeyHeader]: 'true' }),
  };
}

/** What every answer about an object tells of its encryption: S3 encrypts all since 2023. */
export function toldEncryption(
  stored: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const told = Object.entries(stored).filter(([name]) => name.startsWith(algorithmHeader));
  return told.length > 0 ? Object.fromEntries(told) : { [algorithmHeader]: 'AES256' };
}

/** Keys of the caller's own are never to be kept, so there is nothing to read such objects with. */
export function refuseCustomerKeys(headers: Headers): void {
  const header = [...headers.keys()].find((name) =>
    name.includes('server-side-encryption-customer'),
  );
  if (header !== undefined) throw notImplemented(`encryption with customer keys (${header})`);
}

/** Without a key it is the account's own for S3. */
function keyArn(key: string | undefined, { region, accountId }: S3Parts): string {
  if (key?.startsWith('arn:')) return key;
  const name = key === undefined || key.startsWith('alias/') ? key : `key/${key}`;
  return `arn:aws:kms:${region}:${accountId}:${name ?? 'alias/aws/s3'}`;
}
