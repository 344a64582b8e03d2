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
  // One by one: IAM refuses to judge actions together that need different information.
  const answers = Promise.all([
    simulated(asking, source, { action: passRole, resource: role }),
    simulated(asking, source, { action: createJob, resource: job }),
  ]);
  return await orReason(
    answers.then(([pass, create]) => judge(role, pass, create)),
    unknown,
  );
}

function judge(
  role: string,
  pass: Simulated | undefined,
  create: Simulated | undefined,
): readonly Finding[] {
  const of = (one: Simulated | undefined) => permission(one, { resourcePolicies: false });
  const finding = createJobFinding(of(create));
  return [passRoleFinding(role, of(pass)), ...(finding ? [finding] : [])];
}

async function simulated(
  asking: Asking,
  source: string,
  { action, resource }: { readonly action: string; readonly resource: string },
): Promise<Simulated | undefined> {
  const { connection, identity } = asking;
  const { region } = connection.info;
  const question = {
    ...{ source, region, accountId: identity.accountId },
    ...{ actions: [action], resources: [resource] },
  };
  const results = await asking.ask(`simulate ${JSON.stringify(question)}`, (signal) =>
    simulate(connection.iam, question, signal),
  );
  return results.find((one) => one.action === action && one.resource === resource);
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
