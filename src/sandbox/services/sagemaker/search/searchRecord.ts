import type { JobRecord, JobSummary } from '../../../store/jobRecord';
import { sagemakerModel as model } from '../../model/sagemakerModel';
import { describedMembers } from '../describeTrainingJob';
import { toWireTime } from '../wireTime';

const allMembers = Object.keys(model.shapes.TrainingJob.members);

/** A training job as Search answers it: less than its description, but with its tags. */
export function searchRecord(job: JobRecord, members: Iterable<string> = allMembers): object {
  return { ...describedMembers(job, members), Tags: job.tags };
}

/** What of that record the index of jobs knows, so that the job need not be read. */
export function summaryRecord(job: JobSummary): object {
  return {
    TrainingJobName: job.name,
    TrainingJobArn: job.arn,
    TrainingJobStatus: job.status,
    SecondaryStatus: job.phase,
    CreationTime: toWireTime(job.createdAt),
    LastModifiedTime: toWireTime(job.modifiedAt),
  };
}

/** The members of `summaryRecord`. */
export const summaryMembers: ReadonlySet<string> = new Set([
  'TrainingJobName',
  'TrainingJobArn',
  'TrainingJobStatus',
  'SecondaryStatus',
  'CreationTime',
  'LastModifiedTime',
]);
