import { AppError } from '../../core/errors';
import { roleTrust } from '../../core/preflight/roleTrust';
import type { TrustedJob } from '../../core/preflight/trustConditions';
import type { Sender } from '../../core/resources/kind';

/** A role that a job can be given. */
export interface OfferedRole {
  readonly arn: string;
  readonly name: string;
  /** False: it depends on conditions that cannot be judged. */
  readonly isCertain: boolean;
  readonly createdAt: Date | undefined;
}

export interface OfferedRoles {
  readonly roles: readonly OfferedRole[];
  /** False: the account has more than were looked at. */
  readonly isAll: boolean;
}

/** 1000 roles on each; an account has 1000 by default and 5000 at most (IAM quotas). */
const mostPages = 10;

/** The account's roles that trust SageMaker, the certain ones first, by name. */
export async function findRoles(
  iam: Sender,
  job: TrustedJob,
  signal: AbortSignal,
): Promise<OfferedRoles> {
  const { ListRolesCommand } = await import('@aws-sdk/client-iam');
  const roles: OfferedRole[] = [];
  let marker: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const answer = await iam.send(new ListRolesCommand({ MaxItems: 1000, Marker: marker }), signal);
    for (const { Arn: arn, RoleName: name, AssumeRolePolicyDocument, CreateDate } of answer.Roles ??
      []) {
      const { verdict } = roleTrust(AssumeRolePolicyDocument, job);
      if (arn !== undefined && name !== undefined && verdict !== 'notTrusted') {
        roles.push({ arn, name, isCertain: verdict === 'trusted', createdAt: CreateDate });
      }
    }
    marker = answer.IsTruncated ? answer.Marker : undefined;
    if (marker === undefined) {
      break;
    }
  }
  return { roles: roles.toSorted(byCertainty), isAll: marker === undefined };
}

const byCertainty = (one: OfferedRole, other: OfferedRole): number =>
  Number(other.isCertain) - Number(one.isCertain) || one.name.localeCompare(other.name, 'en');

/** What IAM tells of one role. */
export interface FoundRole {
  readonly arn: string;
  readonly trustPolicy: string | undefined;
}

/** A role by its name; `undefined` where there is none. Fails otherwise as the service fails. */
export async function findRole(
  iam: Sender,
  name: string,
  signal: AbortSignal,
): Promise<FoundRole | undefined> {
  const { GetRoleCommand } = await import('@aws-sdk/client-iam');
  try {
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: name }), signal);
    return { arn: Role?.Arn ?? '', trustPolicy: Role?.AssumeRolePolicyDocument };
  } catch (error) {
    if (AppError.is(error, 'notFound')) {
      return undefined;
    }
    throw error;
  }
}
