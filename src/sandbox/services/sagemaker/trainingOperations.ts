import type { JsonOperation } from '../../http/jsonService';
import { hasEnded, type JobSummary } from '../../store/jobRecord';
import type { JobStore } from '../../store/jobStore';
import { createTrainingJob } from './createTrainingJob';
import { describeTrainingJob } from './describeTrainingJob';
import { listTrainingJobs, type ListTrainingJobsInput } from './listTrainingJobs';
import { invalid } from './rules/invalid';
import { trainingJobSearch, type SearchInput } from './search/searchTrainingJobs';
import type { SagemakerParts } from './sagemakerParts';
import { updateTrainingJob, type UpdateTrainingJobInput } from './updateTrainingJob';
import { wrongStatus } from './wrongStatus';

/** The operations on training jobs; their input has been checked against the service model. */
export function trainingOperations(parts: SagemakerParts): Record<string, JsonOperation> {
  const { jobs, runner } = parts;
  const search = trainingJobSearch(jobs);
  return {
    CreateTrainingJob: (input, call) => createTrainingJob(input, call, parts),
    DescribeTrainingJob: async (input) =>
      describeTrainingJob(await jobs.read(requireJob(jobs, input).id)),
    ListTrainingJobs: (input) =>
      Promise.resolve(listTrainingJobs(jobs.list(), input as ListTrainingJobsInput)),
    StopTrainingJob: async (input) => {
      const job = requireJob(jobs, input);
      if (job.status === 'Stopping') return {};
      if (hasEnded(job)) throw wrongStatus('training job', job);
      await runner.stop(job.id);
      return {};
    },
    UpdateTrainingJob: async (input) => {
      const { id } = requireJob(jobs, input);
      return await updateTrainingJob(parts, id, input as unknown as UpdateTrainingJobInput);
    },
    DeleteTrainingJob: async (input) => {
      const job = requireJob(jobs, input);
      if (!hasEnded(job)) throw wrongStatus('training job', job);
      await jobs.remove(job.id);
      return {};
    },
    Search: (input) => search(input as unknown as SearchInput),
  };
}

function requireJob(jobs: JobStore, input: Readonly<Record<string, unknown>>): JobSummary {
  const job = jobs.find(String(input['TrainingJobName']));
  if (job === undefined) throw invalid('Requested resource not found.');
  return job;
}
