import type { Clock } from '../../core/clock';
import type { Sender } from '../../core/resources/kind';
import type { S3Location } from '../../core/s3Uri';
import type { UploadRecord } from './uploadRecord';

/** An S3 client, and how it waits. */
export interface S3Client {
  readonly api: Sender;
  readonly clock: Clock;
  /** What was begun on this computer. */
  readonly record?: UploadRecord | undefined;
  /** How long what is under way may take once it is cancelled. */
  readonly graceMilliseconds?: number | undefined;
}

/** What every call about an object says: where it is, and whose its bucket must be. */
export interface ObjectAddress {
  readonly Bucket: string;
  readonly Key: string;
  readonly ExpectedBucketOwner?: string;
}

export const addressOf = (
  { bucket, key }: S3Location,
  owner: string | undefined,
): ObjectAddress => ({
  Bucket: bucket,
  Key: key,
  ...(owner !== undefined && { ExpectedBucketOwner: owner }),
});
