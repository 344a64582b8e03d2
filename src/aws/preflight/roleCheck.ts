import { roleConsoleUrl } from '../../core/connections/partition';
import type { Finding } from '../../core/preflight/finding';
import type { AccountQuestion } from '../../core/preflight/question';
import {
  accountOf,
  foreignRole,
  misspeltRole,
  missingRole,
  roleName,
  trustFinding,
  unreadRole,
} from '../../core/preflight/roleFindings';
import { roleTrust } from '../../core/preflight/roleTrust';
import { orReason, trustedJob, type Asking } from './asking';
import { findRole, type FoundRole } from './findRoles';

/** The role of a launch where it is one of this account, as far as its ARN tells. */
export function ownRole(asking: Asking, { role }: AccountQuestion): string | undefined {
  return role !== undefined && accountOf(role) === asking.identity.accountId ? role : undefined;
}

/** A role by its name, as all questions see it. */
export const askForRole = (asking: Asking, name: string): Promise<FoundRole | undefined> =>
  asking.ask(`role ${name}`, (signal) => findRole(asking.connection.iam, name, signal));

/** Whether the role is there and SageMaker may take it on. */
export async function roleFindings(
  asking: Asking,
  question: AccountQuestion,
): Promise<readonly Finding[]> {
  const { role: arn } = question;
  if (arn === undefined) {
    return [];
  }
  if (accountOf(arn) !== asking.identity.accountId) {
    return [foreignRole(arn, asking.identity.accountId)];
  }
  return await orReason(
    askForRole(asking, roleName(arn)).then((found) => [judge(asking, question, { arn, found })]),
    (reason) => [unreadRole(arn, reason)],
  );
}

function judge(
  asking: Asking,
  { jobName }: AccountQuestion,
  { arn, found }: { readonly arn: string; readonly found: FoundRole | undefined },
): Finding {
  if (found === undefined) {
    return missingRole(arn);
  }
  if (found.arn !== arn) {
    return misspeltRole(arn, found.arn);
  }
  const trust = roleTrust(found.trustPolicy, trustedJob(asking, jobName));
  return trustFinding(arn, trust, roleConsoleUrl(asking.connection.info.region, arn));
}
