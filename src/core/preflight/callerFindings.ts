import { chooseRole, type Finding } from './finding';
import { roleName } from './roleFindings';
import { permissionDetail, type Permission } from './simulation';

const id = 'passRole';

/** Whether the person's credentials may give the role to a job (`iam:PassRole`). */
export function passRoleFinding(roleArn: string, permission: Permission): Finding {
  const name = roleName(roleArn);
  const detail = permissionDetail(permission);
  switch (permission.verdict) {
    case 'allowed':
      return { id, tone: 'ok', message: `Your credentials may pass the role ${name} to a job.` };
    case 'denied':
      return {
        ...{ id, tone: 'error', detail, ...chooseRole() },
        message: `Your credentials may not pass the role ${name} to a job: choose another role, or ask for iam:PassRole on it.`,
      };
    case 'unknown':
      return unknownPassRole(roleArn, detail);
  }
}

/** `reason`: a finished sentence. */
export const unknownPassRole = (roleArn: string, reason: string): Finding => ({
  ...{ id, tone: 'info', detail: reason, ...chooseRole() },
  message: `Whether your credentials may pass the role ${roleName(roleArn)} cannot be told from here. If the start is refused, choose another role or ask for iam:PassRole on it.`,
});

/** Whether the person's credentials may create a training job; `undefined` unless they surely may not. */
export function createJobFinding(permission: Permission): Finding | undefined {
  return permission.verdict === 'denied'
    ? {
        ...{ id: 'createJob', tone: 'error', detail: permissionDetail(permission) },
        message:
          'Your credentials may not create training jobs: ask for sagemaker:CreateTrainingJob, or sign in as somebody who has it.',
        fix: { kind: 'signIn', label: 'Choose connection…' },
      }
    : undefined;
}
