import type { ServiceError } from '../../http/jsonService';
import { S3Error } from '../../http/s3Error';

export function noSuchKey(key: string): ServiceError {
  return new S3Error('NoSuchKey', 'The specified key does not exist.', 404, { Key: key });
}

/** `condition` is the header that did not hold. */
export function preconditionFailed(condition: string): ServiceError {
  return new S3Error(
    'PreconditionFailed',
    'At least one of the pre-conditions you specified did not hold',
    412,
    { Condition: condition },
  );
}

export function invalidArgument(message: string, name: string, value: string): ServiceError {
  return new S3Error('InvalidArgument', message, 400, {
    ArgumentName: name,
    ArgumentValue: value,
  });
}

export function invalidRequest(message: string): ServiceError {
  return new S3Error('InvalidRequest', message);
}

/** What the sandbox's S3 lacks and the real one has. */
export function notImplemented(what: string): ServiceError {
  return new S3Error(
    'NotImplemented',
    `The local sandbox does not have what this request asks of S3: ${what}.`,
    501,
  );
}
