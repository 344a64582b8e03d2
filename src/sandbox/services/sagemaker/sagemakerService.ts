import { ServiceError, type JsonOperation, type JsonService } from '../../http/jsonService';
import { hasEnded, type JobSummary } from '../../store/jobRecord';
import type { JobStore } from '../../store/jobStore';
import { checkInput } from '../model/checkInput';
import model from '../model/sagemaker.json';
import { createTrainingJob } from './createTrainingJob';
import { describeTrainingJob } from './describeTrainingJob';
import { listTrainingJobs, type ListTrainingJobsInput } from './listTrainingJobs';
import type { SagemakerParts } from './sagemakerParts';
import { tagOperations } from './tags';

/** Training jobs and their tags (SageMaker's JSON 1.1 API). */
export function sagemakerService(parts: SagemakerParts): JsonService {
  const { jobs, runner } = parts;
  const operations: Record<string, JsonOperation> = {
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
    ...tagOperations(jobs),
  };
  return { target: 'SageMaker', operations: checked(operations) };
}

/** Every operation sees only input that fits the service model. */
function checked(operations: Record<string, JsonOperation>): Record<string, JsonOperation> {
  const entries = Object.entries(operations).map(([name, operation]): [string, JsonOperation] => [
    name,
    async (input, call) => {
      checkInput(model, name, input);
      return await operation(input, call);
    },
  ]);
  return Object.fromEntries(entries);
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
