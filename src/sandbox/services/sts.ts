import type { Clock } from '../../core/clock';
import { sandboxRoleArn, type SandboxCredentials } from '../../core/sandbox/protocol';
import {
  ServiceError,
  type CallContext,
  type JsonOperation,
  type Session,
} from '../http/jsonService';
import type { QueryService } from '../http/queryProtocol';
import { issueSession } from '../http/sessions';
import { queryActions } from './model/checkedOperations';
import model from './model/sts.json';

/** A role's id, as IAM gives it. */
export const sandboxRoleId = 'AROALOCALSANDBOX';

const ownSessionName = 'local';
const hour = 3600;

/** AssumeRole and GetSessionToken, checked against the service model. */
interface SessionInput {
  readonly RoleArn?: string;
  readonly RoleSessionName?: string;
  readonly DurationSeconds?: number;
  readonly SourceIdentity?: string;
}

/**
 * Who calls, and credentials for a while. The caller is a session of the sandbox's one role, so that
 * tools which derive the execution role from the caller find it.
 */
export function stsService(credentials: SandboxCredentials, clock: Clock): QueryService {
  const issue = (seconds: number, roleSessionName?: string): object => {
    const expiresAt = clock.now() + seconds * 1000;
    const session: Session = { expiresAt, roleSessionName };
    const { accessKeyId, secretAccessKey, sessionToken } = issueSession(credentials, session);
    return {
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      SessionToken: sessionToken,
      Expiration: new Date(expiresAt),
    };
  };
  const operations: Record<string, JsonOperation> = {
    GetCallerIdentity: (_input, call) => Promise.resolve(identify(call)),
    AssumeRole: (input, call) => Promise.resolve(assumeRole(input, call, issue)),
    GetSessionToken: (input, call) => Promise.resolve(getSessionToken(input, call, issue)),
  };
  return {
    signingName: 'sts',
    version: '2011-06-15',
    namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    actions: queryActions(model, operations),
  };
}

type Issue = (seconds: number, roleSessionName?: string) => object;

function identify(call: CallContext): object {
  const name = callerName(call);
  return { UserId: `${sandboxRoleId}:${name}`, Account: call.accountId, Arn: sessionArn(name) };
}

function assumeRole(input: SessionInput, call: CallContext, issue: Issue): object {
  refuseUnsupported(input);
  const { RoleArn = '', RoleSessionName: name = '', DurationSeconds: seconds = hour } = input;
  if (RoleArn !== sandboxRoleArn) {
    throw denied(
      `User: ${sessionArn(callerName(call))} is not authorized to perform: sts:AssumeRole on ` +
        `resource: ${RoleArn}`,
    );
  }
  if (call.session?.roleSessionName !== undefined && seconds > hour) {
    throw new ServiceError(
      'ValidationError',
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role ' +
        'chaining',
    );
  }
  return {
    Credentials: issue(seconds, name),
    AssumedRoleUser: { AssumedRoleId: `${sandboxRoleId}:${name}`, Arn: sessionArn(name) },
    SourceIdentity: input.SourceIdentity,
  };
}

function getSessionToken(input: SessionInput, call: CallContext, issue: Issue): object {
  refuseUnsupported(input);
  if (call.session !== undefined) {
    throw denied('Cannot call GetSessionToken with session credentials');
  }
  return { Credentials: issue(input.DurationSeconds ?? 12 * hour) };
}

/** A session that seemed to be bound to less than it can do would be a trap. */
function refuseUnsupported(input: object): void {
  const meaningless = ['Policy', 'PolicyArns', 'SerialNumber', 'TokenCode', 'ProvidedContexts'];
  const named = meaningless.filter((name) => name in input);
  if (named.length === 0) return;
  throw new ServiceError(
    'ValidationError',
    'The local sandbox has no session policies, MFA devices or identity providers: leave out ' +
      `${named.join(', ')}.`,
  );
}

function callerName(call: CallContext): string {
  return call.session?.roleSessionName ?? ownSessionName;
}

function sessionArn(name: string): string {
  const role = sandboxRoleArn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/');
  return `${role}/${name}`;
}

function denied(message: string): ServiceError {
  return new ServiceError('AccessDenied', message, 403);
}
