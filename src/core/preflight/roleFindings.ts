import { chooseRole, type Finding, type Fix } from './finding';
import type { Trust } from './roleTrust';

/** `Trainer` of `arn:aws:iam::123456789012:role/teams/Trainer`. */
export const roleName = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

/** The account that an IAM ARN names; `undefined` for what is no such ARN. */
export const accountOf = (arn: string): string | undefined =>
  /^arn:[^:]+:iam::(\d{12}):/.exec(arn)?.[1];

const id = 'role';
const trustMend = 'choose another role, or let sagemaker.amazonaws.com assume it';

/** What a role's trust policy says. `console`: the role's page, where there is one. */
export function trustFinding(arn: string, trust: Trust, console: string | undefined): Finding {
  const name = roleName(arn);
  if (trust.verdict === 'trusted') {
    return { id, tone: 'ok', message: `SageMaker may take on the role ${name}.`, detail: arn };
  }
  const mend = chooseRole();
  const edit: Fix | undefined =
    console === undefined ? undefined : { kind: 'openConsole', label: 'Open role', value: console };
  if (trust.verdict === 'unknown') {
    return {
      ...{ id, tone: 'info', detail: unknownDetails[trust.why] },
      ...{ ...mend, fix: edit ?? mend.fix },
      message: `Whether SageMaker may take on the role ${name} cannot be told from here. If the start is refused, ${trustMend}.`,
    };
  }
  return {
    ...{ id, tone: 'error', detail: refusedDetails[trust.why], ...mend },
    message: `SageMaker may not take on the role ${name}: ${trustMend}.`,
  };
}

const unknownDetails = {
  unreadable: 'Its trust policy could not be read.',
  conditions: 'Its trust policy has conditions or wildcards that only AWS can judge.',
} as const;

const refusedDetails = {
  nobody: 'Its trust policy has no statement for sagemaker.amazonaws.com.',
  denied: 'Its trust policy denies it.',
  elsewhere: 'Its trust policy allows it only for jobs of another account or region.',
} as const;

/** No role of another account can be passed to a service ("iam:PassRole", IAM user guide). */
export const foreignRole = (arn: string, accountId: string): Finding => ({
  ...{ id, tone: 'error', ...chooseRole() },
  message: `The role ${roleName(arn)} belongs to the account ${accountOf(arn) ?? 'of somebody else'}, and jobs of ${accountId} cannot use it: choose a role of this account.`,
});

export const missingRole = (arn: string): Finding => ({
  ...{ id, tone: 'error', ...chooseRole(), detail: arn },
  message: `There is no role ${roleName(arn)} in this account: choose another role.`,
});

/** The name is right and the path before it is not. */
export const misspeltRole = (arn: string, actual: string): Finding => ({
  ...{ id, tone: 'error', detail: `The role is ${actual}.` },
  ...chooseRole(actual),
  message: `The ARN of the role ${roleName(arn)} is not written like that: choose the role again.`,
});

/** `reason`: a finished sentence why it could not be looked at. */
export const unreadRole = (arn: string, reason: string): Finding => ({
  ...{ id, tone: 'info', detail: reason, ...chooseRole() },
  message: `Whether SageMaker may take on the role ${roleName(arn)} cannot be told from here. If the start is refused, ${trustMend}.`,
});
