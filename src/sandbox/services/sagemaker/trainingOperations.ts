import { ServiceError, type JsonOperation } from '../../http/jsonService';
import { hasEnded, type JobSummary } from '../../store/jobRecord';
import type { JobStore } from '../../store/jobStore';
import { createTrainingJob } from './createTrainingJob';
import { describeTrainingJob } from './describeTrainingJob';
import { listTrainingJobs, type ListTrainingJobsInput } from './listTrainingJobs';
import type { SagemakerParts } from './sagemakerParts';

/** The operations on training jobs; their input has been checked against the service model. */
export function trainingOperations(parts: SagemakerParts): Record<string, JsonOperation> {
  const { jobs, runner } = parts;
  return {
    CreateTrainingJob: (input, call) => createTrainingJob(input, call, parts),
    DescribeTrainingJob: async (input) =>
      describeTrainingJob(await jobs.read(requireJob(jobs, input).id)),
    ListTrainingJobs: (input) =>
      Promise.resolve(listTrainingJobs(jobs.list(), input as ListTrainingJobsInput)),
    StopTrainingJob: async (input) => {
      const job = requireJob(jobs, input);
      if (job.status === 'Stopping') return {};
      if (hasEnded(job)) throw wrongStatus(job);
      await runner.stop(job.id);
      return {};
    },
    DeleteTrainingJob: async (input) => {
      const job = requireJob(jobs, input);
      if (!hasEnded(job)) throw wrongStatus(job);
      await jobs.remove(job.id);
      return {};
    },
  };
}

function requireJob(jobs: JobStore, input: Readonly<Record<string, unknown>>): JobSummary {
  const job = jobs.find(String(input['TrainingJobName']));
  if (job === undefined) {
    throw new ServiceError('ValidationException', 'Requested resource not found.');
  }
  return job;
}

function wrongStatus(job: JobSummary): ServiceError {
  return new ServiceError(
    'ValidationException',
    `The request was rejected because the training job is in status ${job.status}.`,
  );
}
