import { bucketFinding, type BucketAnswer, type BucketUse } from '../../core/preflight/bucket';
import type { Finding } from '../../core/preflight/finding';
import type { AccountQuestion } from '../../core/preflight/question';
import { permission, type Permission } from '../../core/preflight/simulation';
import { parseS3Uri } from '../../core/s3Uri';
import { orReason, type Asking } from './asking';
import { callerSource } from './callerSource';
import { headBucket } from './headBucket';
import { simulatedOn } from './simulations';

/** The bucket that gets a launch's files, by the name that the SageMaker SDK gives it. */
export const defaultBucket = ({ connection, identity }: Asking): string =>
  `sagemaker-${connection.info.region}-${identity.accountId}`;

/** Looks at each bucket of a launch once, for the first of its uses. */
export async function bucketFindings(
  asking: Asking,
  question: AccountQuestion,
): Promise<readonly Finding[]> {
  const found = usesOf(asking, question).map(async (use) =>
    bucketFinding(
      await orReason(look(asking, use), (reason) => ({ kind: 'unknown', reason })),
      use,
    ),
  );
  return await Promise.all(found);
}

async function look(asking: Asking, of: BucketUse): Promise<BucketAnswer> {
  const answer = await head(asking, of);
  return of.use === 'default' && answer.kind === 'missing'
    ? { ...answer, creation: await creation(asking, of.bucket) }
    : answer;
}

/** Whether the credentials may create it; `undefined` where IAM does not tell. */
async function creation(asking: Asking, bucket: string): Promise<Permission | undefined> {
  const source = await callerSource(asking);
  const question = {
    action: 's3:CreateBucket',
    resource: `arn:${asking.partition}:s3:::${bucket}`,
  };
  return source === undefined
    ? undefined
    : await orReason(
        simulatedOn(asking, source, question).then((one) =>
          // A bucket that is not there has no policy.
          permission(one, { resourcePolicies: false }),
        ),
        () => undefined,
      );
}

function head(asking: Asking, { bucket, region, use }: BucketUse) {
  const { connection, identity } = asking;
  // Only names that can be guessed are taken by others to get somebody's files.
  const owner = use === 'default' ? identity.accountId : undefined;
  return asking.ask(`bucket ${bucket} ${owner ?? ''}`, (signal) =>
    headBucket(connection.s3, { bucket, region, owner }, signal),
  );
}

function usesOf(asking: Asking, question: AccountQuestion): readonly BucketUse[] {
  const { region } = asking.connection.info;
  const { output, checkpoint, inputs, ownBucket = true } = question;
  const named: readonly (readonly [BucketUse['use'], string | undefined])[] = [
    ['output', output],
    ['checkpoint', checkpoint],
    ...inputs.map((uri) => ['input', uri] as const),
  ];
  const uses = new Map<string, BucketUse>();
  const add = (bucket: string, use: BucketUse['use'], uri?: string): void => {
    if (!uses.has(bucket)) {
      uses.set(bucket, { bucket, use, region, uri });
    }
  };
  const own = defaultBucket(asking);
  // A launch creates it for these too (`launchTrainingJob.ts`).
  if (ownBucket || [output, checkpoint].some((uri) => uri?.startsWith(`s3://${own}/`))) {
    add(own, 'default');
  }
  for (const [use, uri] of named) {
    const bucket = uri === undefined ? undefined : parseS3Uri(uri)?.bucket;
    if (bucket !== undefined && isBucketName(bucket)) {
      add(bucket, use, uri);
    }
  }
  return [...uses.values()];
}

/** Of what cannot be one S3 would not be asked; the form says what is wrong with it. */
const isBucketName = (name: string): boolean => /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name);
