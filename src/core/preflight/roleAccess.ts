import type { S3Location } from '../s3Uri';
import { chooseRole, type Finding } from './finding';
import { roleName } from './roleFindings';
import { permission, permissionDetail, type Simulated } from './simulation';

/** What a job needs of its role: one action on one resource. */
export interface Need {
  readonly action: string;
  /** ARN, or `*`. */
  readonly resource: string;
  /** Whether a policy of the resource can allow it as well. */
  readonly resourcePolicies: boolean;
}

/** What a job reads and writes. */
export interface Touched {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
  /** What is read, and the folders that are written to. */
  readonly reads: readonly S3Location[];
  readonly writes: readonly S3Location[];
  /** Repository of an own image: `arn:aws:ecr:…:repository/mine`. */
  readonly repository?: string | undefined;
  readonly isInVpc?: boolean | undefined;
  /** KMS keys of the results and of the instances' storage: id, ARN or alias. */
  readonly outputKey?: string | undefined;
  readonly volumeKey?: string | undefined;
}

/** "SageMaker Roles: CreateTrainingJob API: Execution Role Permissions" of the developer guide. */
export function needsOf(touched: Touched): readonly Need[] {
  const { partition, region, accountId, reads, writes, repository } = touched;
  const s3 = (action: string, path: string): Need => ({
    ...{ action, resource: `arn:${partition}:s3:::${path}`, resourcePolicies: true },
  });
  const logs = `arn:${partition}:logs:${region}:${accountId}:log-group:/aws/sagemaker/TrainingJobs`;
  const pull = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
  return distinct([
    ...reads.map(({ bucket }) => s3('s3:ListBucket', bucket)),
    ...reads.map(({ bucket, key }) => s3('s3:GetObject', `${bucket}/${key}`)),
    ...writes.map(({ bucket, key }) => s3('s3:PutObject', `${bucket}/${key}`)),
    ...['logs:CreateLogStream', 'logs:PutLogEvents'].map((action) => ({
      ...{ action, resource: `${logs}:log-stream:job/algo-1`, resourcePolicies: false },
    })),
    ...(repository === undefined
      ? []
      : [
          ...pull.map((action) => ({ action, resource: repository, resourcePolicies: true })),
          { action: 'ecr:GetAuthorizationToken', resource: '*', resourcePolicies: false },
        ]),
    ...(touched.isInVpc === true ? networkNeeds : []),
    ...keyNeeds(touched),
  ]);
}

const networkNeeds: readonly Need[] = [
  ...['CreateNetworkInterface', 'CreateNetworkInterfacePermission', 'DeleteNetworkInterface'],
  ...['DeleteNetworkInterfacePermission', 'DescribeNetworkInterfaces', 'DescribeVpcs'],
  ...['DescribeDhcpOptions', 'DescribeSubnets', 'DescribeSecurityGroups'],
].map((name) => ({ action: `ec2:${name}`, resource: '*', resourcePolicies: false }));

function keyNeeds({ outputKey, volumeKey, ...place }: Touched): readonly Need[] {
  const need = (action: string, key: string | undefined): readonly Need[] => {
    const resource = keyArn(key, place);
    return resource === undefined ? [] : [{ action, resource, resourcePolicies: true }];
  };
  return [...need('kms:Encrypt', outputKey), ...need('kms:CreateGrant', volumeKey)];
}

/** Permissions are about keys: which one an alias means only KMS knows. */
function keyArn(
  key: string | undefined,
  { partition, region, accountId }: Pick<Touched, 'partition' | 'region' | 'accountId'>,
): string | undefined {
  if (key === undefined || /(^|:)alias\//.test(key)) {
    return undefined;
  }
  return key.startsWith('arn:') ? key : `arn:${partition}:kms:${region}:${accountId}:key/${key}`;
}

function distinct(needs: readonly Need[]): readonly Need[] {
  const byText = new Map(needs.map((need) => [`${need.action} ${need.resource}`, need]));
  return [...byText.values()];
}

const id = 'roleAccess';

/**
 * What the role's own policies say of what the job needs. A warning at most: the job may get along
 * without, and the simulation does not know what policies of keys and end points add.
 */
export function roleAccessFinding(
  roleArn: string,
  needs: readonly Need[],
  results: readonly Simulated[],
): Finding {
  const name = roleName(roleArn);
  const judged = needs.map((need) => ({ need, permission: permission(find(results, need), need) }));
  const denied = judged.filter((one) => one.permission.verdict === 'denied');
  if (denied.length > 0) {
    return {
      ...{ id, tone: 'warning', ...chooseRole(), detail: listed(denied) },
      message: `The role ${name} may not do what the job needs (${actions(denied)}): choose another role, or add it to its policies.`,
    };
  }
  const unknown = judged.filter((one) => one.permission.verdict === 'unknown');
  return unknown.length === 0
    ? { id, tone: 'ok', message: `The policies of the role ${name} allow what the job needs.` }
    : {
        ...{ id, tone: 'info', ...chooseRole(), detail: listed(unknown) },
        message: `Whether the role ${name} may do all that the job needs (${actions(unknown)}) cannot be told from here. If the job fails for it, choose another role or add it to its policies.`,
      };
}

/** `reason`: a finished sentence. */
export const unknownAccess = (roleArn: string, reason: string): Finding => ({
  ...{ id, tone: 'info', ...chooseRole(), detail: reason },
  message: `What the role ${roleName(roleArn)} may do cannot be told from here. If the job fails for it, choose another role.`,
});

const find = (results: readonly Simulated[], { action, resource }: Need): Simulated | undefined =>
  results.find((one) => one.action === action && one.resource === resource);

type Judged = readonly {
  readonly need: Need;
  readonly permission: ReturnType<typeof permission>;
}[];

const actions = (judged: Judged): string =>
  [...new Set(judged.map(({ need }) => need.action))].join(', ');

const listed = (judged: Judged): string =>
  judged
    .map((one) => `${one.need.action} ${one.need.resource}: ${permissionDetail(one.permission)}`)
    .join('\n');
