import type { ServiceError } from '../../http/jsonService';
import type { JobSummary } from '../../store/jobRecord';
import { invalid } from './rules/invalid';

/** What the service says to a change that a job's status forbids; `kind` in its words. */
export function wrongStatus(
  kind: 'training job' | 'processing job',
  job: JobSummary,
): ServiceError {
  return invalid(`The request was rejected because the ${kind} is in status ${job.status}.`);
}
