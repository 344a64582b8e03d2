import { ServiceError, type CallContext } from '../../http/jsonService';
import { checkTrainingRequest } from './checkTrainingRequest';
import { newJob } from './newJob';
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
  const job = newJob('training-job', request.TrainingJobName, request, {
    call,
    now: parts.clock.now(),
  });
  await parts.jobs.create(job);
  parts.runner.start(job);
  return { TrainingJobArn: job.arn };
}

function nameTaken(arn: string): ServiceError {
  return new ServiceError(
    'ResourceInUse',
    'Training job names must be unique within an AWS account and region, and a training job ' +
      `with this name already exists (${arn})`,
  );
}
