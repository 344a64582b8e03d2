import type { JobSummary } from '../../../store/jobRecord';
import type { JobStore } from '../../../store/jobStore';
import type { ProcessingRequest } from '../../../store/processingRequest';
import { takeJobPage, type ListJobsInput } from '../jobPage';
import { toWireTime } from '../wireTime';

/** One page of ListProcessingJobs: the oldest first unless the request says otherwise. */
export async function listProcessingJobs(
  jobs: JobStore<ProcessingRequest>,
  input: ListJobsInput,
): Promise<object> {
  const { jobs: shown, ...next } = takeJobPage(jobs.list(), input, {
    SortBy: 'CreationTime',
    SortOrder: 'Ascending',
  });
  const summaries = await Promise.all(shown.map((job) => summarize(jobs, job)));
  return { ProcessingJobSummaries: summaries, ...next };
}

async function summarize(jobs: JobStore<ProcessingRequest>, job: JobSummary): Promise<object> {
  return {
    ProcessingJobName: job.name,
    ProcessingJobArn: job.arn,
    CreationTime: toWireTime(job.createdAt),
    ProcessingEndTime: job.endedAt === undefined ? undefined : toWireTime(job.endedAt),
    LastModifiedTime: toWireTime(job.modifiedAt),
    ProcessingJobStatus: job.status,
    ...(await lastWords(jobs, job)),
  };
}

/** Only an ended job has them. One that is deleted while its page is put together has none. */
async function lastWords(jobs: JobStore<ProcessingRequest>, job: JobSummary): Promise<object> {
  if (job.endedAt === undefined) return {};
  const record = await jobs.readIfThere(job.id);
  return { FailureReason: record?.failureReason, ExitMessage: record?.exitMessage };
}
