import { AppError } from '../../core/errors';
import type { Connection } from '../connection';
import { withGrace } from '../withGrace';
import { stopJob } from './jobCalls';

/** Stops a job that came into being while its launch was cancelled; answers what is to be told of it. */
export async function stopCancelled(connection: Connection, jobName: string): Promise<AppError> {
  const created = `The training job ${jobName} was created before the launch could be cancelled.`;
  try {
    await withGrace(AbortSignal.abort(), (late) => stopJob(connection, jobName, late));
  } catch (error) {
    // It has ended already.
    if (!AppError.is(error, 'invalid') && error instanceof AppError) {
      const message = `${created} It could not be stopped, so stop it yourself. ${error.message}`;
      // A cancel would be told to nobody.
      const reason = error.reason === 'cancelled' ? 'network' : error.reason;
      return new AppError(reason, message, { cause: error, mend: error.mend });
    }
  }
  return new AppError('conflict', `${created} It is being stopped.`);
}
