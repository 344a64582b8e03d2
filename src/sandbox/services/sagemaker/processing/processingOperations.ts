import type { JsonOperation } from '../../../http/jsonService';
import { hasEnded, type JobSummary } from '../../../store/jobRecord';
import { invalid } from '../rules/invalid';
import { wrongStatus } from '../wrongStatus';
import { createProcessingJob } from './createProcessingJob';
import { describeProcessingJob } from './describeProcessingJob';
import { listProcessingJobs } from './listProcessingJobs';
import type { ProcessingParts } from './processingParts';

type Input = Readonly<Record<string, unknown>>;

/** The operations on processing jobs; their input has been checked against the service model. */
export function processingOperations(parts: ProcessingParts): Record<string, JsonOperation> {
  const { jobs, runner } = parts;
  const find = (input: Input): JobSummary => {
    const name = String(input['ProcessingJobName']);
    const job = jobs.find(name);
    if (job === undefined) throw invalid(`Could not find requested job with name: ${name}`);
    return job;
  };
  return {
    CreateProcessingJob: (input, call) => createProcessingJob(input, call, parts),
    DescribeProcessingJob: async (input) => describeProcessingJob(await jobs.read(find(input).id)),
    ListProcessingJobs: (input) => listProcessingJobs(jobs, input),
    StopProcessingJob: async (input) => {
      const job = find(input);
      if (job.status === 'Stopping') return {};
      if (hasEnded(job)) throw wrongStatus('processing job', job);
      await runner.stop(job.id);
      return {};
    },
    DeleteProcessingJob: async (input) => {
      const job = find(input);
      if (!hasEnded(job)) throw wrongStatus('processing job', job);
      await jobs.remove(job.id);
      return {};
    },
  };
}
