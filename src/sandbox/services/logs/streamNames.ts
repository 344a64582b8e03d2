import { ServiceError } from '../../http/jsonService';

/** A group by `logGroupName`, or by `logGroupIdentifier`, which is a name or an ARN. */
export function groupName(input: Readonly<Record<string, unknown>>): string {
  const name = input['logGroupName'];
  const identifier = input['logGroupIdentifier'];
  if ((name === undefined) === (identifier === undefined)) {
    throw invalidParameter('Exactly one of logGroupName and logGroupIdentifier must be given.');
  }
  const text = String(name ?? identifier);
  return /^arn:[^:]+:logs:[^:]*:[^:]*:log-group:([^:]+)/.exec(text)?.[1] ?? text;
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
