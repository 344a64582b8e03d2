import { randomBytes } from 'node:crypto';
import { ServiceError, type CallContext } from '../../http/jsonService';
import { enterPhase } from '../../runner/transitions';
import type { JobRecord, TrainingRequest } from '../../store/jobRecord';
import { checkTrainingRequest } from './checkTrainingRequest';
import type { SagemakerParts } from './sagemakerParts';

/** Accepts a job, keeps it on disk, and only then starts it and answers. */
export async function createTrainingJob(
  input: Readonly<Record<string, unknown>>,
  call: CallContext,
  parts: SagemakerParts,
): Promise<{ readonly TrainingJobArn: string }> {
  const request = checkTrainingRequest(input, call, parts);
  const present = parts.jobs.find(request.TrainingJobName);
  if (present !== undefined) throw nameTaken(present.arn);
  const job = newJob(request, call);
  await parts.jobs.create(job);
  parts.runner.start(job);
  return { TrainingJobArn: job.arn };
}

function newJob(request: TrainingRequest, call: CallContext): JobRecord {
  const now = Date.now();
  const name = request.TrainingJobName;
  const job: JobRecord = {
    id: randomBytes(6).toString('hex'),
    name,
    arn: `arn:aws:sagemaker:${call.region}:${call.accountId}:training-job/${name}`,
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
    'Training job names must be unique within an AWS account and region, and a training job ' +
      `with this name already exists (${arn})`,
  );
}
