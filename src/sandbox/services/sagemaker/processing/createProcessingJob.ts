import { ServiceError, type CallContext } from '../../../http/jsonService';
import { newJob } from '../newJob';
import { checkProcessingRequest } from './checkProcessingRequest';
import type { ProcessingParts } from './processingParts';

/** Accepts a job, keeps it on disk, and only then starts it and answers. */
export async function createProcessingJob(
  input: Readonly<Record<string, unknown>>,
  call: CallContext,
  parts: ProcessingParts,
): Promise<{ readonly ProcessingJobArn: string }> {
  const request = checkProcessingRequest(input, call, parts);
  const present = parts.jobs.find(request.ProcessingJobName);
  if (present !== undefined) throw nameTaken(present.arn);
  const job = newJob('processing-job', request.ProcessingJobName, request, {
    call,
    now: parts.clock.now(),
  });
  await parts.jobs.create(job);
  parts.runner.start(job);
  return { ProcessingJobArn: job.arn };
}

function nameTaken(arn: string): ServiceError {
  return new ServiceError(
    'ResourceInUse',
    'Job name must be unique within an AWS account and region, and a job with this name already ' +
      `exists (${arn})`,
  );
}
