import type { ServiceError } from '../../http/jsonService';
import type { JobSummary } from '../../store/jobRecord';
import { invalid } from './rules/invalid';

/** What the service says to a change that a job's status forbids. */
export function wrongStatus(job: JobSummary): ServiceError {
  return invalid(`The request was rejected because the training job is in status ${job.status}.`);
}
