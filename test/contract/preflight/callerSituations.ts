import { accountId, trainerArn, trusting, type CheckedAccount } from '../../fakes/checkedAccount';
import type { ScriptedSituation } from './situation';

const trust = (statements: readonly object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
const withTrust = (text: string): CheckedAccount => ({
  roles: { Trainer: { arn: trainerArn, trust: text } },
});
const allow = {
  ...{ Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' } },
  Action: 'sts:AssumeRole',
};
const session = `arn:aws:sts::${accountId}:assumed-role/AWSReservedSSO_Admin_1/ada`;
const sessionRole = `arn:aws:iam::${accountId}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_1`;

const credentials: readonly ScriptedSituation[] = [
  {
    ...{ name: 'credentials that have expired', id: 'credentials', tone: 'error' },
    account: { signIn: 'expired' },
    ...{ says: /sign in again, or choose/, fix: 'signIn' },
  },
  {
    ...{ name: 'an account that is out of reach', id: 'credentials', tone: 'info' },
    account: { signIn: 'unreachable' },
    ...{ says: /Check the network, or choose/, fix: 'signIn' },
  },
  {
    ...{ name: 'credentials that work', id: 'credentials', tone: 'ok', account: {} },
    says: /for the account 123456789012/,
  },
];

const roles: readonly ScriptedSituation[] = [
  {
    ...{ name: 'a role that excepts SageMaker from a denial', id: 'role', tone: 'ok' },
    account: withTrust(
      trust([
        allow,
        {
          ...{ Effect: 'Deny', NotPrincipal: { Service: 'sagemaker.amazonaws.com' } },
          Action: 'sts:AssumeRole',
        },
      ]),
    ),
    says: /may take on the role Trainer/,
  },
  {
    ...{ name: 'a role whose denial excepts others', id: 'role', tone: 'info' },
    account: withTrust(
      trust([
        allow,
        { Effect: 'Deny', NotPrincipal: { AWS: accountId }, Action: 'sts:AssumeRole' },
      ]),
    ),
    ...{ says: /choose another role, or let/, fix: 'openConsole' },
  },
  {
    ...{ name: 'a role whose denial depends on a tag', id: 'role', tone: 'info' },
    account: withTrust(
      trust([
        allow,
        {
          ...{ Effect: 'Deny', Principal: '*', Action: '*' },
          Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } },
        },
      ]),
    ),
    ...{ says: /cannot be told.*choose another role/, fix: 'openConsole' },
  },
  {
    ...{ name: 'a role for every account but this one', id: 'role', tone: 'error' },
    account: withTrust(
      trusting({ Condition: { StringNotEquals: { 'aws:SourceAccount': [accountId] } } }),
    ),
    ...{ says: /may not take on.*choose another role/, fix: 'chooseRole' },
  },
  {
    ...{ name: 'a wildcard where text is compared literally', id: 'role', tone: 'error' },
    account: withTrust(
      trusting({
        Condition: { StringEquals: { 'aws:SourceArn': `arn:aws:sagemaker:*:${accountId}:*` } },
      }),
    ),
    ...{ says: /choose another role/, fix: 'chooseRole' },
  },
  {
    ...{ name: 'a trust policy that is no JSON', id: 'role', tone: 'info' },
    account: withTrust('{"Version'),
    ...{ says: /cannot be told.*choose another role/, fix: 'openConsole' },
  },
  {
    ...{ name: 'a role that may not be looked at', id: 'role', tone: 'info' },
    account: { deniesRoles: true },
    ...{ says: /cannot be told.*choose another role/, fix: 'chooseRole' },
  },
];

const passRole: readonly ScriptedSituation[] = [
  {
    ...{ name: 'a user who may pass the role', id: 'passRole', tone: 'ok', account: {} },
    says: /may pass the role Trainer/,
  },
  {
    ...{ name: 'a user whom no policy lets pass the role', id: 'passRole', tone: 'error' },
    account: { decisions: { 'iam:PassRole': { decision: 'implicitDeny' } } },
    ...{ says: /choose another role, or ask for iam:PassRole/, fix: 'chooseRole' },
  },
  {
    ...{ name: 'a user whom a policy denies it', id: 'passRole', tone: 'error' },
    account: { decisions: { 'iam:PassRole': { decision: 'explicitDeny' } } },
    ...{ says: /choose another role, or ask for iam:PassRole/, fix: 'chooseRole' },
  },
  {
    ...{ name: 'a permissions boundary without PassRole', id: 'passRole', tone: 'error' },
    account: { decisions: { 'iam:PassRole': { decision: 'allowed', boundary: false } } },
    ...{ says: /choose another role, or ask for iam:PassRole/, fix: 'chooseRole' },
  },
  {
    ...{ name: 'a boundary that allows it', id: 'passRole', tone: 'ok' },
    account: { decisions: { 'iam:PassRole': { boundary: true, organization: true } } },
    says: /may pass the role/,
  },
  {
    ...{ name: 'a policy of the organization against it', id: 'passRole', tone: 'info' },
    account: { decisions: { 'iam:PassRole': { decision: 'explicitDeny', organization: false } } },
    ...{ says: /cannot be told.*ask for iam:PassRole/, fix: 'chooseRole' },
  },
  {
    ...{ name: 'a denial unless there was a code of a device', id: 'passRole', tone: 'info' },
    account: {
      decisions: {
        'iam:PassRole': { decision: 'explicitDeny', missing: ['aws:MultiFactorAuthPresent'] },
      },
    },
    ...{ says: /cannot be told/, fix: 'chooseRole' },
  },
  {
    ...{ name: 'a permission that depends on an unknown tag', id: 'passRole', tone: 'info' },
    account: { decisions: { 'iam:PassRole': { missing: ['aws:PrincipalTag/team'] } } },
    ...{ says: /cannot be told/, fix: 'chooseRole' },
  },
  {
    ...{ name: 'credentials that may not simulate', id: 'passRole', tone: 'info' },
    account: { decisions: 'refuses' },
    ...{ says: /cannot be told/, fix: 'chooseRole' },
  },
  {
    ...{ name: 'a simulation that does not know the caller', id: 'passRole', tone: 'info' },
    account: { decisions: 'noSource' },
    ...{ says: /cannot be told/, fix: 'chooseRole' },
  },
  {
    ...{ name: 'the root user', id: 'passRole', tone: 'info' },
    account: {
      caller: `arn:aws:iam::${accountId}:root`,
      decisions: { 'iam:PassRole': { decision: 'implicitDeny' } },
    },
    ...{ says: /cannot be told/, fix: 'chooseRole' },
  },
  {
    ...{ name: 'a federated user', id: 'passRole', tone: 'info' },
    account: { caller: `arn:aws:sts::${accountId}:federated-user/ada` },
    ...{ says: /cannot be told/, fix: 'chooseRole' },
  },
  {
    ...{ name: 'a session of a role with a path', id: 'passRole', tone: 'ok' },
    account: {
      caller: session,
      roles: {
        Trainer: { arn: trainerArn, trust: trusting() },
        AWSReservedSSO_Admin_1: { arn: sessionRole, trust: trusting() },
      },
    },
    says: /may pass the role/,
  },
  {
    ...{ name: 'a session of a role that may not be looked at', id: 'passRole', tone: 'info' },
    account: { caller: session, deniesRoles: true },
    ...{ says: /cannot be told/, fix: 'chooseRole' },
  },
  {
    ...{ name: 'credentials that may not create jobs', id: 'createJob', tone: 'error' },
    account: { decisions: { 'sagemaker:CreateTrainingJob': { decision: 'explicitDeny' } } },
    ...{ says: /ask for sagemaker:CreateTrainingJob/, fix: 'signIn' },
  },
  {
    ...{ name: 'a policy that asks for instance types', id: 'createJob', tone: 'none' },
    account: {
      decisions: {
        'sagemaker:CreateTrainingJob': {
          ...{ decision: 'implicitDeny', missing: ['sagemaker:InstanceTypes'] },
        },
      },
    },
    says: /(?:)/,
  },
];

/** Who starts a job, and as whom it runs. */
export const callerSituations: readonly ScriptedSituation[] = [
  ...credentials,
  ...roles,
  ...passRole,
];
