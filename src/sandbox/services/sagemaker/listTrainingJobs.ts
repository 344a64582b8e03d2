import type { JobSummary } from '../../store/jobRecord';
import { takeJobPage, type ListJobsInput } from './jobPage';
import { toWireTime } from './wireTime';

export interface ListTrainingJobsInput extends ListJobsInput {
  readonly WarmPoolStatusEquals?: string;
  readonly TrainingPlanArnEquals?: string;
}

/** One page of ListTrainingJobs: the oldest first unless the request says otherwise. */
export function listTrainingJobs(
  jobs: readonly JobSummary[],
  input: ListTrainingJobsInput,
): object {
  // The sandbox has neither warm pools nor training plans.
  const none = input.WarmPoolStatusEquals ?? input.TrainingPlanArnEquals;
  const { jobs: shown, ...next } = takeJobPage(none === undefined ? jobs : [], input, {
    SortBy: 'CreationTime',
    SortOrder: 'Ascending',
  });
  return { TrainingJobSummaries: shown.map(summarize), ...next };
}

function summarize(job: JobSummary): object {
  return {
    TrainingJobName: job.name,
    TrainingJobArn: job.arn,
    CreationTime: toWireTime(job.createdAt),
    LastModifiedTime: toWireTime(job.modifiedAt),
    TrainingJobStatus: job.status,
    SecondaryStatus: job.phase,
    ...(job.endedAt === undefined ? {} : { TrainingEndTime: toWireTime(job.endedAt) }),
  };
}
