import { editField, type Finding, type FixField } from './finding';

/** What `HeadBucket` answered. */
export type BucketAnswer =
  /** `region`: absent where the service does not say it. */
  | { readonly kind: 'found'; readonly region?: string | undefined }
  | { readonly kind: 'elsewhere'; readonly region: string }
  /** It is somebody else's, or these credentials may not look. */
  | { readonly kind: 'denied' }
  | { readonly kind: 'missing' }
  /** `reason`: a finished sentence. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** What a bucket is for. */
export interface BucketUse {
  readonly bucket: string;
  /** The job's. */
  readonly region: string;
  /**
   * `default`: gets the code, and is created where it is missing. `output` gets the results, `input` has
   * data; `checkpoint` both.
   */
  readonly use: 'default' | 'output' | 'input' | 'checkpoint';
}

/** Judges the bucket of one address. Jobs read and write only buckets of their own region. */
export function bucketFinding(answer: BucketAnswer, of: BucketUse): Finding {
  const id = `bucket:${of.bucket}`;
  const fix = of.use === 'default' ? undefined : changeAddress(of.use);
  switch (answer.kind) {
    case 'found':
      return foundBucket(id, answer.region, of);
    case 'elsewhere':
      return {
        ...{ id, tone: 'error', detail: `s3://${of.bucket}` },
        message: `The bucket ${of.bucket} is in ${answer.region}, and the job runs in ${of.region}: choose a bucket of ${of.region}, or run the job in ${answer.region}.`,
        fix: { kind: 'chooseRegion', label: `Run in ${answer.region}`, value: answer.region },
      };
    case 'denied':
      return { id, ...deniedBucket(of), fix: fix ?? otherBucket };
    case 'missing':
      return { id, ...missingBucket(of), fix };
    case 'unknown':
      return {
        ...{ id, tone: 'info', detail: answer.reason, fix: fix ?? otherBucket },
        message: `Whether the bucket ${of.bucket} can be used cannot be told from here. If the start is refused, choose another bucket.`,
      };
  }
}

const otherBucket = { kind: 'chooseBucket', label: 'Choose bucket…' } as const;

const fields = { output: 'output', input: 'input', checkpoint: 'checkpoint' } as const;

const changeAddress = (use: keyof typeof fields) =>
  editField(fields[use] satisfies FixField, 'Change address');

function foundBucket(id: string, region: string | undefined, of: BucketUse): Finding {
  if (region !== undefined && region !== of.region) {
    return bucketFinding({ kind: 'elsewhere', region }, of);
  }
  return region === undefined
    ? {
        ...{ id, tone: 'info', fix: otherBucket },
        message: `The bucket ${of.bucket} is there, in a region that S3 did not name. If the start is refused, choose a bucket of ${of.region}.`,
      }
    : {
        id,
        tone: 'ok',
        message: `The bucket ${of.bucket} can be reached with your credentials, in ${region}.`,
      };
}

/** Only what the launch itself needs is certain to be refused: data are read by the role. */
function deniedBucket({ bucket, use }: BucketUse): Pick<Finding, 'tone' | 'message'> {
  return use === 'default'
    ? {
        tone: 'error',
        message: `The bucket ${bucket} belongs to another account, or your credentials may not use it: choose a bucket of this account, or ask for s3:ListBucket on it.`,
      }
    : {
        tone: 'info',
        message: `Your credentials may not look at the bucket ${bucket}, so that it cannot be told whether the job may use it. If the job fails for it, choose another bucket or let the role use this one.`,
      };
}

function missingBucket({ bucket, use }: BucketUse): Pick<Finding, 'tone' | 'message'> {
  return use === 'default'
    ? { tone: 'ok', message: `The bucket ${bucket} will be created, as the SageMaker SDK does.` }
    : {
        tone: 'error',
        message: `There is no bucket ${bucket}: correct the address, or create the bucket.`,
      };
}
