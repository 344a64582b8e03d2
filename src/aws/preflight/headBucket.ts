import { AppError } from '../../core/errors';
import type { BucketAnswer } from '../../core/preflight/bucket';
import type { Sender } from '../../core/resources/kind';

/** `owner`: the account that it must belong to; `undefined`: anybody's will do. */
export interface BucketQuestion {
  readonly bucket: string;
  readonly region: string;
  readonly owner: string | undefined;
}

/** Looks at a bucket. Fails only as `cancelled`, or for what may pass: then it is asked again. */
export async function headBucket(
  s3: Sender,
  { bucket, region, owner }: BucketQuestion,
  signal: AbortSignal,
): Promise<BucketAnswer> {
  const { HeadBucketCommand } = await import('@aws-sdk/client-s3');
  const command = new HeadBucketCommand({ Bucket: bucket, ExpectedBucketOwner: owner });
  try {
    const { BucketRegion } = await s3.send(command, signal);
    return { kind: 'found', region: BucketRegion };
  } catch (error) {
    const answer = error instanceof AppError ? answerOf(error, region) : undefined;
    if (answer === undefined) {
      throw error;
    }
    return answer;
  }
}

/**
 * S3 names the region of a bucket also where it refuses: with a redirect, or with 400 where the
 * signature is for another region ("Redirects and request routing", S3 user guide).
 */
function answerOf(error: AppError, region: string): BucketAnswer | undefined {
  const actual = regionOf(error.cause);
  if (actual !== undefined && actual !== region) {
    return { kind: 'elsewhere', region: actual };
  }
  switch (error.reason) {
    case 'denied':
      return { kind: 'denied' };
    case 'notFound':
      return { kind: 'missing' };
    case 'invalid':
    case 'unexpected':
      return { kind: 'unknown', reason: error.message };
    default:
      return undefined;
  }
}

function regionOf(cause: unknown): string | undefined {
  const { $response } = (cause ?? {}) as {
    readonly $response?: { readonly headers?: Readonly<Record<string, string | undefined>> };
  };
  return $response?.headers?.['x-amz-bucket-region'];
}
