import type { Finding } from '../../core/preflight/finding';
import type { AccountQuestion } from '../../core/preflight/question';
import { registryImage } from '../../core/preflight/registryImage';
import {
  needsOf,
  roleAccessFinding,
  unknownAccess,
  type Need,
} from '../../core/preflight/roleAccess';
import type { Simulated } from '../../core/preflight/simulation';
import { parseS3Uri, type S3Location } from '../../core/s3Uri';
import { orReason, type Asking } from './asking';
import { defaultBucket } from './bucketChecks';
import { ownRole } from './roleCheck';
import { simulate } from './simulate';

/** Whether the role may do what the job needs of it, as far as its own policies tell. */
export async function roleAccessFindings(
  asking: Asking,
  question: AccountQuestion,
): Promise<readonly Finding[]> {
  const role = ownRole(asking, question);
  if (role === undefined) {
    return [];
  }
  const needs = needsOf({
    ...touched(asking, question),
    repository: repositoryOf(asking, question),
  });
  return await orReason(
    Promise.all(byActions(needs).map((group) => simulated(asking, role, group))).then((results) => [
      roleAccessFinding(role, needs, results.flat()),
    ]),
    (reason) => [unknownAccess(role, reason)],
  );
}

function touched(asking: Asking, { output, checkpoint, inputs }: AccountQuestion) {
  const { connection, identity, partition } = asking;
  const locations = (uris: readonly (string | undefined)[]): readonly S3Location[] =>
    uris.map((uri) => uri && parseS3Uri(uri)).filter((one) => typeof one === 'object');
  const own: S3Location = { bucket: defaultBucket(asking), key: '' };
  const code: S3Location = { ...own, key: 'sagemaker-workbench/code/sourcedir.tar.gz' };
  return {
    ...{ partition, region: connection.info.region, accountId: identity.accountId },
    reads: [code, ...locations([...inputs, checkpoint])].map(anObject),
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

interface Group {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/** One simulation for each action: not every action can be asked of every kind of resource. */
function byActions(needs: readonly Need[]): readonly Group[] {
  const groups = new Map<string, string[]>();
  for (const { action, resource } of needs) {
    groups.set(action, [...(groups.get(action) ?? []), resource]);
  }
  return [...groups].map(([action, resources]) => ({ actions: [action], resources }));
}

function simulated(asking: Asking, source: string, group: Group): Promise<readonly Simulated[]> {
  const { connection, identity } = asking;
  const { region } = connection.info;
  const question = { ...group, source, region, accountId: identity.accountId };
  return asking.ask(`simulate ${JSON.stringify(question)}`, (signal) =>
    simulate(connection.iam, question, signal),
  );
}
