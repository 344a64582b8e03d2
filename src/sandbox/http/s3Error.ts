import { createHash } from 'node:crypto';
import { ServiceError } from './jsonService';

/** A refusal with the elements that S3 puts beside code and message, such as `Key`. */
export class S3Error extends ServiceError {
  constructor(
    code: string,
    message: string,
    status = 400,
    readonly details: Readonly<Record<string, string | number>> = {},
  ) {
    super(code, message, status);
  }
}

/** S3's second name for a request (`x-amz-id-2`, `HostId`). */
export function hostIdOf(requestId: string): string {
  return createHash('sha384').update(requestId).digest('base64');
}
