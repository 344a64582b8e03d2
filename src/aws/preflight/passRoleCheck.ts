import {
  createJobFinding,
  passRoleFinding,
  unknownPassRole,
} from '../../core/preflight/callerFindings';
import type { Finding } from '../../core/preflight/finding';
import type { AccountQuestion } from '../../core/preflight/question';
import { permission, type Simulated } from '../../core/preflight/simulation';
import { orReason, type Asking } from './asking';
import { callerSource } from './callerSource';
import { ownRole } from './roleCheck';
import { simulatedOn } from './simulations';

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
  const source = await callerSource(asking);
  if (source === undefined) {
    return unknown('What the root user and sessions without a role may do, IAM does not simulate.');
  }
  const job = jobArn(asking, question);
  const answers = Promise.all([
    simulatedOn(asking, source, { action: passRole, resource: role }),
    simulatedOn(asking, source, { action: createJob, resource: job }),
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

/** Names are lower case in the ARNs of jobs. */
const jobArn = ({ connection, identity, partition }: Asking, { jobName }: AccountQuestion) =>
  `arn:${partition}:sagemaker:${connection.info.region}:${identity.accountId}:training-job/${jobName.toLowerCase()}`;
