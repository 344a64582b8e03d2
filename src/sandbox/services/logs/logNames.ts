import type { Clock } from '../../../core/clock';
import { ServiceError, type CallContext } from '../../http/jsonService';
import type { LogGroup } from '../../store/logIndex';
import type { LogStore } from '../../store/logStore';

export type Input = Readonly<Record<string, unknown>>;

/** What the operations work on. */
export interface LogsParts {
  readonly logs: LogStore;
  readonly clock: Clock;
}

export type LogOperation = (parts: LogsParts, input: Input, call: CallContext) => Promise<object>;

/** The group named by `logGroupName`, or by `logGroupIdentifier`, which is a name or an ARN. */
export function requireGroup(logs: LogStore, input: Input, call: CallContext): LogGroup {
  const name = input['logGroupName'];
  const identifier = input['logGroupIdentifier'];
  if ((name === undefined) === (identifier === undefined)) {
    throw invalidParameter('Exactly one of logGroupName and logGroupIdentifier must be given.');
  }
  const own = identifiedGroup(String(name ?? identifier), call);
  const group = own === undefined ? undefined : logs.group(own);
  if (group === undefined) throw noSuchGroup();
  return group;
}

/**
 * The group that an identifier means: a name, or an ARN, at whose end `:*` may be or not. `undefined`
 * when the ARN is of another account or region, or of something else.
 */
export function identifiedGroup(identifier: string, call: CallContext): string | undefined {
  if (!identifier.startsWith('arn:')) return identifier;
  const own = groupArn('', call);
  return identifier.startsWith(own) ? identifier.slice(own.length).replace(/:\*$/, '') : undefined;
}

export function groupArn(name: string, call: CallContext): string {
  return `arn:aws:logs:${call.region}:${call.accountId}:log-group:${name}`;
}

export function invalidParameter(message: string): ServiceError {
  return new ServiceError('InvalidParameterException', message);
}

export function noSuchGroup(): ServiceError {
  return new ServiceError('ResourceNotFoundException', 'The specified log group does not exist.');
}

export function noSuchStream(): ServiceError {
  return new ServiceError('ResourceNotFoundException', 'The specified log stream does not exist.');
}

/** A refusal of what the service would do and the sandbox does not. */
export function unsupported(what: string): ServiceError {
  return invalidParameter(`The local sandbox ${what}.`);
}
