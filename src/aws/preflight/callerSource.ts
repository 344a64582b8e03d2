import { callerOf } from '../../core/preflight/caller';
import { orReason, type Asking } from './asking';
import { askForRole } from './roleCheck';

/**
 * The ARN of the user or role whose policies say what these credentials may do; `undefined` where IAM
 * simulates none. The path of a role's ARN is asked for; without an answer it has none, mostly.
 */
export async function callerSource(asking: Asking): Promise<string | undefined> {
  const caller = callerOf(asking.identity.arn);
  switch (caller.kind) {
    case 'user':
      return caller.arn;
    case 'role':
      return await orReason(
        askForRole(asking, caller.name).then((found) => found?.arn ?? caller.arn),
        () => caller.arn,
      );
    default:
      return undefined;
  }
}
