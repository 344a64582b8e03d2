import type { JobPhase, JobRecordOf, JobStatus } from '../store/jobRecord';

/** The service's status messages. */
const messages: Readonly<Record<JobPhase, string>> = {
  Starting: 'Starting the training job',
  Downloading: 'Downloading input data',
  Training: 'Training image download completed. Training in progress.',
  Uploading: 'Uploading generated training model',
  Stopping: 'Stopping the training job',
  Stopped: 'Training job stopped',
  MaxRuntimeExceeded: 'Training job runtime exceeded MaxRuntimeInSeconds provided',
  MaxWaitTimeExceeded: 'Training job wait time exceeded MaxWaitTimeInSeconds provided',
  Completed: 'Training job completed',
  Failed: 'Training job failed',
};

const finalStatus: Readonly<Partial<Record<JobPhase, JobStatus>>> = {
  Completed: 'Completed',
  Failed: 'Failed',
  Stopped: 'Stopped',
  MaxRuntimeExceeded: 'Stopped',
  MaxWaitTimeExceeded: 'Stopped',
};

/**
 * The job in its next phase, `now` in milliseconds since the epoch: the phase before ends, and a
 * final phase settles the status. A job that is being stopped stays so until then.
 */
export function enterPhase<Request>(
  job: JobRecordOf<Request>,
  phase: JobPhase,
  now: number,
): JobRecordOf<Request> {
  const status = finalStatus[phase];
  const before = job.transitions.map((transition) =>
    transition.endedAt === undefined ? { ...transition, endedAt: now } : transition,
  );
  const ended = status === undefined ? {} : { endedAt: now };
  return {
    ...job,
    ...ended,
    status: status ?? (phase === 'Stopping' ? 'Stopping' : job.status),
    phase,
    modifiedAt: now,
    transitions: [...before, { phase, startedAt: now, message: messages[phase], ...ended }],
  };
}
