import { AppError } from '../core/errors';
import type { Sender } from '../core/resources/kind';
import { parseS3Uri, type S3Location } from '../core/s3Uri';
import type { Storage } from './connection';
import { toAppError } from './errors';
import { dropStaleUploads } from './uploads/abandonUpload';
import { hasNote } from './uploads/contentNote';
import { listObjects } from './uploads/listObjects';
import { putFile } from './uploads/putFile';
import { addressOf, type S3Client } from './uploads/s3Target';
import { withGrace } from './withGrace';

interface StorageOptions extends S3Client {
  readonly region: string;
}

/** S3 of one connection. */
export function createStorage(options: StorageOptions): Storage {
  const { api } = options;
  return {
    ensureBucket: (bucket, accountId, signal) =>
      ensureBucket(options, { bucket, accountId }, signal),
    removeEmptyBucket: (bucket, accountId) => removeEmptyBucket(options, bucket, accountId),
    holds: async (uri, digest, { signal, owner } = {}) =>
      await hasNote(options, addressOf(requireS3Uri(uri), owner), digest, signal),
    list: async (uri, { signal, owner } = {}) =>
      await listObjects(options, addressOf(requireS3Uri(uri), owner), signal),
    dropStaleUploads: async (uri, owner) =>
      await dropStaleUploads(options, addressOf(requireS3Uri(uri), owner)),
    putFile: async (uri, file, upload) =>
      await putFile(options, { ...requireS3Uri(uri), file }, upload),
    get: async (uri, signal) => await get(api, requireS3Uri(uri), signal),
  };
}

function requireS3Uri(uri: string): S3Location {
  const location = parseS3Uri(uri);
  if (location === undefined) {
    throw new AppError('invalid', `"${uri}" is not an S3 address like s3://bucket/key.`);
  }
  return location;
}

/**
 * Default bucket names can be guessed, so whoever takes a name first could receive the uploads:
 * the owner is checked, as the SageMaker Python SDK does.
 */
async function ensureBucket(
  { api, region, graceMilliseconds }: StorageOptions,
  { bucket, accountId }: { readonly bucket: string; readonly accountId: string },
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const { CreateBucketCommand } = await import('@aws-sdk/client-s3');
  if (await isOwn(api, bucket, accountId, signal)) {
    return false;
  }
  // us-east-1 is the one region that must not be named.
  const place =
    region === 'us-east-1'
      ? {}
      : { CreateBucketConfiguration: { LocationConstraint: region as 'eu-west-1' } };
  signal?.throwIfAborted();
  try {
    const command = new CreateBucketCommand({ Bucket: bucket, ...place });
    // Not cut at once: whoever cancels has to know whether it was created.
    await withGrace(signal, (late) => api.send(command, late), graceMilliseconds);
    return true;
  } catch (error) {
    if (!AppError.is(error, 'conflict')) {
      throw error;
    }
    // Another window, or an answer that was lost, may have been first.
    if (await isOwn(api, bucket, accountId, signal)) {
      return false;
    }
    throw new AppError(
      'conflict',
      `S3 is still busy with the bucket "${bucket}", which was created or removed a moment ago. Try again in some minutes.`,
      { cause: error },
    );
  }
}

/** Whether the bucket is there; fails as `denied` where it is another account's. */
async function isOwn(
  api: Sender,
  bucket: string,
  accountId: string,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const { HeadBucketCommand } = await import('@aws-sdk/client-s3');
  try {
    await api.send(
      new HeadBucketCommand({ Bucket: bucket, ExpectedBucketOwner: accountId }),
      signal,
    );
    return true;
  } catch (error) {
    if (AppError.is(error, 'notFound')) {
      return false;
    }
    throw AppError.is(error, 'denied') ? notOurs(bucket, error) : error;
  }
}

/** S3 itself refuses to remove a bucket that holds something. */
async function removeEmptyBucket(
  { api, graceMilliseconds }: StorageOptions,
  bucket: string,
  accountId: string,
): Promise<void> {
  const { DeleteBucketCommand } = await import('@aws-sdk/client-s3');
  const command = new DeleteBucketCommand({ Bucket: bucket, ExpectedBucketOwner: accountId });
  const now = AbortSignal.abort();
  try {
    await withGrace(now, (late) => api.send(command, late), graceMilliseconds);
  } catch (error) {
    if (!(error instanceof AppError)) {
      throw error;
    }
  }
}

const notOurs = (bucket: string, cause: unknown): AppError =>
  new AppError(
    'denied',
    `The bucket "${bucket}" belongs to another account or may not be used with these credentials.`,
    { cause },
  );

async function get(
  api: Sender,
  { bucket, key }: S3Location,
  signal: AbortSignal | undefined,
): Promise<AsyncIterable<Uint8Array>> {
  const { GetObjectCommand } = await import('@aws-sdk/client-s3');
  const { Body } = await api.send(new GetObjectCommand({ Bucket: bucket, Key: key }), signal);
  return chunks(Body as AsyncIterable<Uint8Array> | undefined, signal);
}

/** A body whose break in the middle arrives as an `AppError` too. */
async function* chunks(
  body: AsyncIterable<Uint8Array> | undefined,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body ?? []) {
      if (signal?.aborted === true) {
        throw new AppError('cancelled', 'Cancelled.');
      }
      yield chunk;
    }
  } catch (error) {
    throw toAppError(error, 'S3');
  }
}
