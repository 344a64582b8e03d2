import { callerOf } from '../../core/preflight/caller';
import {
  createJobFinding,
  passRoleFinding,
  unknownPassRole,
} from '../../core/preflight/callerFindings';
import type { Finding } from '../../core/preflight/finding';
import type { AccountQuestion } from '../../core/preflight/question';
import { permission, type Simulated } from '../../core/preflight/simulation';
import { orReason, type Asking } from './asking';
import { askForRole, ownRole } from './roleCheck';
import { simulate } from './simulate';

const passRole = 'iam:PassRole';
const createJob = 'sagemaker:CreateTrainingJob';

/** Whether the credentials may give the role to a job and create one, as IAM simulates it. */
export async function passRoleFindings(
  asking: Asking,
  question: AccountQuestion,
): Promise<readonly Finding[]> {
  const role = ownRole(asking, question);
  if (role === undefined) {
    return [];
  }
  const unknown = (reason: string): readonly Finding[] => [unknownPassRole(role, reason)];
  const source = await sourceOf(asking);
  if (source === undefined) {
    return unknown('What the root user and sessions without a role may do, IAM does not simulate.');
  }
  const job = jobArn(asking, question);
  return await orReason(
    simulated(asking, source, [role, job]).then((results) => judge(results, role, job)),
    unknown,
  );
}

function judge(results: readonly Simulated[], role: string, job: string): readonly Finding[] {
  const of = (action: string, resource: string) =>
    permission(
      results.find((one) => one.action === action && one.resource === resource),
      { resourcePolicies: false },
    );
  const create = createJobFinding(of(createJob, job));
  return [passRoleFinding(role, of(passRole, role)), ...(create ? [create] : [])];
}

function simulated(
  asking: Asking,
  source: string,
  resources: readonly string[],
): Promise<readonly Simulated[]> {
  const { connection, identity } = asking;
  const { region } = connection.info;
  const question = {
    ...{ source, resources, region, accountId: identity.accountId },
    actions: [passRole, createJob],
  };
  return asking.ask(`simulate ${JSON.stringify(question)}`, (signal) =>
    simulate(connection.iam, question, signal),
  );
}

/** Names are lower case in the ARNs of jobs. */
const jobArn = ({ connection, identity, partition }: Asking, { jobName }: AccountQuestion) =>
  `arn:${partition}:sagemaker:${connection.info.region}:${identity.accountId}:training-job/${jobName.toLowerCase()}`;

/** Whose policies count. The path of a role's ARN is asked for; without an answer it has none, mostly. */
async function sourceOf(asking: Asking): Promise<string | undefined> {
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
