import { AppError } from '../../core/errors';
import { isDiskFull } from '../../node/files';

/** Ends a job as `Failed`; the message becomes its `FailureReason`. */
export class JobFailure extends Error {
  override readonly name = 'JobFailure';
}

/** The service's limit for `FailureReason`. */
const reasonLimit = 1024;

const diskFullReason =
  "ClientError: The disk that holds the local sandbox's data is full. " +
  'Free some space and start the job again.';

/** Whether it is the sandbox's own failure: nothing that the job, its data or a full disk explains. */
export function isInternal(error: unknown): boolean {
  return !(error instanceof JobFailure) && !(error instanceof AppError) && !isDiskFull(error);
}

/** What went wrong in the terms of `FailureReason`. */
export function failureReason(error: unknown): string {
  if (error instanceof JobFailure) return error.message.slice(0, reasonLimit);
  if (error instanceof AppError) return `ClientError: ${error.message}`.slice(0, reasonLimit);
  if (isDiskFull(error)) return diskFullReason;
  const detail = error instanceof Error ? error.message : String(error);
  return `InternalServerError: The local sandbox failed: ${detail}`.slice(0, reasonLimit);
}
