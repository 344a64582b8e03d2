import { AppError } from '../../core/errors';
import type { TrustedJob } from '../../core/preflight/trustConditions';
import type { Connection, Identity } from '../connection';
import type { AnswerLimits } from './answers';

/** An account that can be asked. */
export interface Asking {
  readonly connection: Connection;
  readonly identity: Identity;
  /** `aws`, `aws-cn` … */
  readonly partition: string;
  /** Asks once for all who ask at the same time, and keeps the answer for a while. */
  ask<T>(key: string, work: (signal: AbortSignal) => Promise<T>, limits?: AnswerLimits): Promise<T>;
}

export function trustedJob(
  { connection, identity, partition }: Asking,
  jobName: string,
): TrustedJob {
  const { region } = connection.info;
  return { accountId: identity.accountId, region, partition, jobName };
}

/** What `unknown` makes of a failure's sentence; only what was cancelled stays a failure. */
export async function orReason<T>(work: Promise<T>, unknown: (reason: string) => T): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof AppError) || error.reason === 'cancelled') {
      throw error;
    }
    return unknown(error.message);
  }
}
