import { editField, type Finding, type FindingPlace } from './finding';
import { permissionDetail, type Permission } from './simulation';

/** What `HeadBucket` answered. */
export type BucketAnswer =
  /** `region`: absent where the service does not say it. */
  | { readonly kind: 'found'; readonly region?: string | undefined }
  | { readonly kind: 'elsewhere'; readonly region: string }
  /** It is somebody else's, or these credentials may not look. */
  | { readonly kind: 'denied' }
  /** `creation`: whether these credentials may create it, where that was asked. */
  | { readonly kind: 'missing'; readonly creation?: Permission | undefined }
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
  /** The address that names it; the default bucket has none. */
  readonly uri?: string | undefined;
}

/** Judges the bucket of one address. Jobs read and write only buckets of their own region. */
export function bucketFinding(answer: BucketAnswer, of: BucketUse): Finding {
  const id = `bucket:${of.bucket}`;
  switch (answer.kind) {
    case 'found':
      return foundBucket(id, answer.region, of);
    case 'elsewhere':
      return {
        ...{ id, tone: 'error', detail: `s3://${of.bucket}`, place: placeOf(of) },
        message: `The bucket ${of.bucket} is in ${answer.region}, and the job runs in ${of.region}: choose a bucket of ${of.region}, or run the job in ${answer.region}.`,
        fix: { kind: 'chooseRegion', label: `Run in ${answer.region}`, value: answer.region },
      };
    case 'denied':
      return { id, ...mendOf(of), ...deniedBucket(of) };
    case 'missing':
      return { id, ...mendOf(of), ...missingBucket(of, answer.creation) };
    case 'unknown':
      return {
        ...{ id, tone: 'info', detail: answer.reason, ...mendOf(of) },
        message: `Whether the bucket ${of.bucket} can be used cannot be told from here. If the start is refused, choose another ${of.use === 'default' ? 'connection' : 'bucket'}.`,
      };
  }
}

const placeOf = ({ use, uri }: BucketUse): FindingPlace | undefined =>
  use === 'default' ? undefined : { part: use, which: uri };

/** The launch's own bucket goes with the account and the region, and no field names it. */
const mendOf = ({ use, uri }: BucketUse): Pick<Finding, 'fix' | 'place'> =>
  use === 'default'
    ? { fix: { kind: 'signIn', label: 'Choose connection…' } }
    : editField(use, 'Change address', uri);

function foundBucket(id: string, region: string | undefined, of: BucketUse): Finding {
  if (region !== undefined && region !== of.region) {
    return bucketFinding({ kind: 'elsewhere', region }, of);
  }
  return region === undefined
    ? {
        ...{ id, tone: 'info', ...mendOf(of), ...chosenBucket(of) },
        message: `The bucket ${of.bucket} is there, in a region that S3 did not name. If the start is refused, choose a ${of.use === 'default' ? 'connection' : 'bucket'} of ${of.region}.`,
      }
    : {
        id,
        tone: 'ok',
        message: `The bucket ${of.bucket} can be reached with your credentials, in ${region}.`,
      };
}

/** Where the page lets a person look into buckets. */
const chosenBucket = ({ use }: BucketUse): Pick<Finding, 'fix'> =>
  use === 'output' || use === 'checkpoint'
    ? { fix: { kind: 'chooseBucket', label: 'Choose bucket…' } }
    : {};

/** Only what the launch itself needs is certain to be refused: data are read by the role. */
function deniedBucket({ bucket, use }: BucketUse): Pick<Finding, 'tone' | 'message'> {
  return use === 'default'
    ? {
        tone: 'error',
        message: `The bucket ${bucket}, which gets the job’s code, belongs to another account, or your credentials may not use it: ask for s3:ListBucket on it, or choose another connection.`,
      }
    : {
        tone: 'info',
        message: `Your credentials may not look at the bucket ${bucket}, so that it cannot be told whether the job may use it. If the job fails for it, choose another bucket or let the role use this one.`,
      };
}

function missingBucket(
  { bucket, use }: BucketUse,
  creation: Permission | undefined,
): Pick<Finding, 'tone' | 'message' | 'detail' | 'fix'> {
  if (use !== 'default') {
    return {
      tone: 'error',
      message: `There is no bucket ${bucket}: correct the address, or create the bucket.`,
    };
  }
  switch (creation?.verdict) {
    case 'allowed':
      return {
        ...{ tone: 'ok', fix: undefined },
        message: `The bucket ${bucket} will be created, as the SageMaker SDK does.`,
      };
    case 'denied':
      return {
        ...{ tone: 'error', detail: permissionDetail(creation) },
        message: `There is no bucket ${bucket} for the job’s code, and your credentials may not create it: ask for s3:CreateBucket, or choose another connection.`,
      };
    default:
      return {
        ...{ tone: 'info', detail: creation && permissionDetail(creation) },
        message: `The bucket ${bucket} will be created for the job’s code; whether your credentials may do that cannot be told from here. If the start is refused, ask for s3:CreateBucket, or choose another connection.`,
      };
  }
}
