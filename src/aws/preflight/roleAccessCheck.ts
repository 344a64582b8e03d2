import type { Finding } from '../../core/preflight/finding';
import type { AccountQuestion } from '../../core/preflight/question';
import { registryImage } from '../../core/preflight/registryImage';
import {
  needsOf,
  roleAccessFinding,
  unknownAccess,
  type Need,
  type Touched,
} from '../../core/preflight/roleAccess';
import { parseS3Uri, type S3Location } from '../../core/s3Uri';
import { orReason, type Asking } from './asking';
import { defaultBucket } from './bucketChecks';
import { simulated } from './simulations';

/** Whether the role may do what the job needs of it, as far as its own policies tell. */
export async function roleAccessFindings(
  asking: Asking,
  role: string,
  question: AccountQuestion,
): Promise<readonly Finding[]> {
  const needs = needsOf({
    ...touched(asking, question),
    repository: repositoryOf(asking, question),
  });
  return await orReason(
    Promise.all(
      byAction(needs).map(([action, resources]) => simulated(asking, role, { action, resources })),
    ).then((results) => [roleAccessFinding(role, needs, results.flat())]),
    (reason) => [unknownAccess(role, reason)],
  );
}

function touched(asking: Asking, question: AccountQuestion): Omit<Touched, 'repository'> {
  const { output, checkpoint, inputs, ownBucket = true } = question;
  const { connection, identity, partition } = asking;
  const locations = (uris: readonly (string | undefined)[]): readonly S3Location[] =>
    uris.map((uri) => uri && parseS3Uri(uri)).filter((one) => typeof one === 'object');
  const own: S3Location = { bucket: defaultBucket(asking), key: '' };
  const code: S3Location = { ...own, key: 'sagemaker-workbench/code/sourcedir.tar.gz' };
  return {
    ...{ partition, region: connection.info.region, accountId: identity.accountId },
    ...{ isInVpc: question.isInVpc, outputKey: question.outputKey, volumeKey: question.volumeKey },
    reads: [...(ownBucket ? [code] : []), ...locations([...inputs, checkpoint])].map(anObject),
    writes: [
      ...(output === undefined ? [own] : locations([output])),
      ...locations([checkpoint]),
    ].map(anObject),
  };
}

/** Policies are about objects, and addresses name folders mostly. */
function anObject({ bucket, key }: S3Location): S3Location {
  const isFile = /\.[^/]+$/.test(key);
  return { bucket, key: isFile ? key : `${key.replace(/\/*$/, key === '' ? '' : '/')}object` };
}

/** Of an image of this account; other accounts decide about theirs themselves. */
function repositoryOf({ identity, partition }: Asking, { image }: AccountQuestion) {
  const found = registryImage(image);
  return found?.accountId === identity.accountId
    ? `arn:${partition}:ecr:${found.region}:${found.accountId}:repository/${found.repository}`
    : undefined;
}

/** By action: not every action can be asked of every kind of resource. */
function byAction(needs: readonly Need[]): readonly [action: string, resources: string[]][] {
  const groups = new Map<string, string[]>();
  for (const { action, resource } of needs) {
    groups.set(action, [...(groups.get(action) ?? []), resource]);
  }
  return [...groups];
}
