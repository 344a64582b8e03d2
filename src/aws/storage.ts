import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline, Transform } from 'node:stream';
import type { Clock } from '../core/clock';
import { AppError } from '../core/errors';
import type { Sender } from '../core/resources/kind';
import { parseS3Uri, type S3Location } from '../core/s3Uri';
import type { Storage } from './connection';
import { toAppError } from './errors';

interface StorageOptions {
  readonly api: Sender;
  readonly region: string;
  readonly clock: Clock;
}

/** S3 of one connection. */
export function createStorage(options: StorageOptions): Storage {
  const { api } = options;
  return {
    ensureBucket: (bucket, accountId, signal) =>
      ensureBucket(options, { bucket, accountId }, signal),
    exists: async (uri, signal) => await exists(api, requireS3Uri(uri), signal),
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
  { api, region }: StorageOptions,
  { bucket, accountId }: { readonly bucket: string; readonly accountId: string },
  signal: AbortSignal | undefined,
): Promise<void> {
  const { CreateBucketCommand, HeadBucketCommand } = await import('@aws-sdk/client-s3');
  try {
    const owned = { Bucket: bucket, ExpectedBucketOwner: accountId };
    await api.send(new HeadBucketCommand(owned), signal);
    return;
  } catch (error) {
    if (AppError.is(error, 'denied')) {
      throw notOurs(bucket, error);
    }
    if (!AppError.is(error, 'notFound')) {
      throw error;
    }
  }
  // us-east-1 is the one region that must not be named.
  const place =
    region === 'us-east-1'
      ? {}
      : { CreateBucketConfiguration: { LocationConstraint: region as 'eu-west-1' } };
  try {
    await api.send(new CreateBucketCommand({ Bucket: bucket, ...place }), signal);
  } catch (error) {
    throw AppError.is(error, 'conflict') ? notOurs(bucket, error) : error;
  }
}

const notOurs = (bucket: string, cause: unknown): AppError =>
  new AppError(
    'denied',
    `The bucket "${bucket}" belongs to another account or may not be used with these credentials.`,
    { cause },
  );

async function exists(
  api: Sender,
  { bucket, key }: S3Location,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const { HeadObjectCommand } = await import('@aws-sdk/client-s3');
  try {
    await api.send(new HeadObjectCommand({ Bucket: bucket, Key: key }), signal);
    return true;
  } catch (error) {
    if (AppError.is(error, 'notFound')) {
      return false;
    }
    throw error;
  }
}

interface Upload {
  readonly signal?: AbortSignal;
  readonly onBytes?: (bytes: number) => void;
}

const attempts = 4;

/**
 * Streams a file. The SDK cannot repeat a body that has flowed, so transient failures are repeated
 * here with a new stream; bytes of a failed attempt are taken back with a negative count.
 */
async function putFile(
  options: StorageOptions,
  target: S3Location & { readonly file: string },
  upload: Upload,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    let sent = 0;
    const onBytes = (bytes: number) => {
      sent += bytes;
      upload.onBytes?.(bytes);
    };
    try {
      await putOnce(options.api, target, { ...upload, onBytes });
      return;
    } catch (error) {
      upload.onBytes?.(-sent);
      const transient = AppError.is(error, 'network') || AppError.is(error, 'throttled');
      if (!transient || attempt === attempts) {
        throw error;
      }
    }
    await options.clock.sleep(200 * 2 ** attempt, upload.signal);
  }
}

async function putOnce(
  api: Sender,
  { bucket, key, file }: S3Location & { readonly file: string },
  { signal, onBytes }: Upload,
): Promise<void> {
  const { PutObjectCommand } = await import('@aws-sdk/client-s3');
  const { size } = await stat(file);
  const body = countedStream(file, size, onBytes);
  try {
    const object = { Bucket: bucket, Key: key, Body: body, ContentLength: size };
    await api.send(new PutObjectCommand(object), signal);
  } finally {
    body.destroy();
  }
}

/** The first `size` bytes of a file: one that grows meanwhile must not exceed the announced length. */
function countedStream(
  file: string,
  size: number,
  onBytes: ((bytes: number) => void) | undefined,
): Transform {
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      onBytes?.(chunk.length);
      done(null, chunk);
    },
  });
  if (size === 0) {
    counter.end();
    return counter;
  }
  // A failed read destroys the counter with its error, which fails the request.
  return pipeline(createReadStream(file, { end: size - 1 }), counter, () => undefined);
}

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
