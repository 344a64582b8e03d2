import {
  createJobFinding,
  passRoleFinding,
  unknownPassRole,
} from '../../core/preflight/callerFindings';
import { jobArn } from '../../core/preflight/trustConditions';
import type { Finding } from '../../core/preflight/finding';
import type { AccountQuestion } from '../../core/preflight/question';
import { permission, type Simulated } from '../../core/preflight/simulation';
import { orReason, trustedJob, type Asking } from './asking';
import { callerSource } from './callerSource';
import { simulatedOn } from './simulations';

const passRole = 'iam:PassRole';
const createJob = 'sagemaker:CreateTrainingJob';

/** Whether the credentials may give the role to a job and create one, as IAM simulates it. */
export async function passRoleFindings(
  asking: Asking,
  role: string,
  { jobName }: AccountQuestion,
): Promise<readonly Finding[]> {
  const unknown = (reason: string): readonly Finding[] => [unknownPassRole(role, reason)];
  const source = await callerSource(asking);
  if (source === undefined) {
    return unknown('What the root user and sessions without a role may do, IAM does not simulate.');
  }
  const job = jobArn(trustedJob(asking, jobName));
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
