import { randomBytes } from 'node:crypto';
import { ServiceError, type CallContext } from '../../../http/jsonService';
import { enterPhase } from '../../../runner/transitions';
import type { ProcessingRecord, ProcessingRequest } from '../../../store/processingRequest';
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
  const job = newJob(request, call);
  await parts.jobs.create(job);
  parts.runner.start(job);
  return { ProcessingJobArn: job.arn };
}

function newJob(request: ProcessingRequest, call: CallContext): ProcessingRecord {
  const now = Date.now();
  const name = request.ProcessingJobName;
  const job: ProcessingRecord = {
    id: randomBytes(6).toString('hex'),
    name,
    arn: `arn:aws:sagemaker:${call.region}:${call.accountId}:processing-job/${name}`,
    status: 'InProgress',
    phase: 'Starting',
    createdAt: now,
    modifiedAt: now,
    request,
    tags: request.Tags ?? [],
    transitions: [],
  };
  return enterPhase(job, 'Starting', now);
}

function nameTaken(arn: string): ServiceError {
  return new ServiceError(
    'ResourceInUse',
    'Job name must be unique within an AWS account and region, and a job with this name already ' +
      `exists (${arn})`,
  );
}
