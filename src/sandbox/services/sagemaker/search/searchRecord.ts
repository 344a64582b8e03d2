import type { JobRecord, JobSummary } from '../../../store/jobRecord';
import { describeTrainingJob } from '../describeTrainingJob';
import model from '../../model/sagemaker.json';
import { toWireTime } from '../wireTime';

const members = Object.keys(model.shapes.TrainingJob.members);

/** A training job as Search answers it: less than its description, but with its tags. */
export function searchRecord(job: JobRecord): object {
  const described = describeTrainingJob(job) as Readonly<Record<string, unknown>>;
  const whole: Readonly<Record<string, unknown>> = { ...described, Tags: job.tags };
  const known = members
    .filter((name) => whole[name] !== undefined)
    .map((name) => [name, whole[name]]);
  return Object.fromEntries(known) as object;
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

/** The properties of `summaryRecord`. */
export const summaryProperties: ReadonlySet<string> = new Set([
  'TrainingJobName',
  'TrainingJobArn',
  'TrainingJobStatus',
  'SecondaryStatus',
  'CreationTime',
  'LastModifiedTime',
]);
