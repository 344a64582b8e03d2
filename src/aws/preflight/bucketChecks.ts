import { bucketFinding, type BucketUse } from '../../core/preflight/bucket';
import type { Finding } from '../../core/preflight/finding';
import type { AccountQuestion } from '../../core/preflight/question';
import { parseS3Uri } from '../../core/s3Uri';
import { orReason, type Asking } from './asking';
import { headBucket } from './headBucket';

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

function look(asking: Asking, { bucket, region, use }: BucketUse) {
  const { connection, identity } = asking;
  // Only names that can be guessed are taken by others to get somebody's files.
  const owner = use === 'default' ? identity.accountId : undefined;
  return asking.ask(`bucket ${bucket} ${owner ?? ''}`, (signal) =>
    headBucket(connection.s3, { bucket, region, owner }, signal),
  );
}

function usesOf(asking: Asking, question: AccountQuestion): readonly BucketUse[] {
  const { region } = asking.connection.info;
  const { output, checkpoint, inputs } = question;
  const named: readonly (readonly [BucketUse['use'], string | undefined])[] = [
    ['output', output],
    ['checkpoint', checkpoint],
    ...inputs.map((uri) => ['input', uri] as const),
  ];
  const uses = new Map<string, BucketUse>();
  const add = (bucket: string, use: BucketUse['use']): void => {
    if (!uses.has(bucket)) {
      uses.set(bucket, { bucket, use, region });
    }
  };
  add(defaultBucket(asking), 'default');
  for (const [use, uri] of named) {
    const bucket = uri === undefined ? undefined : parseS3Uri(uri)?.bucket;
    if (bucket !== undefined && isBucketName(bucket)) {
      add(bucket, use);
    }
  }
  return [...uses.values()];
}

/** Of what cannot be one S3 would not be asked; the form says what is wrong with it. */
const isBucketName = (name: string): boolean => /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name);
