import { ServiceError } from '../../http/jsonService';
import { JobFailure } from '../jobFailure';

/**
 * Waits for something to be stored in a bucket. What S3 refuses, because the bucket is gone or a key
 * too long, is the job's failure: the sandbox is sound, and another attempt would not help.
 */
export async function storing<Stored>(bucket: string, stored: Promise<Stored>): Promise<Stored> {
  try {
    return await stored;
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw new JobFailure(
      `ClientError: Artifact upload failed: ${error.message} (s3://${bucket}, ${error.code})`,
    );
  }
}
