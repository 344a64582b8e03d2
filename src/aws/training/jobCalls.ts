import type { CreateTrainingJobCommandInput } from '@aws-sdk/client-sagemaker';
import type { CreateTrainingJobFields } from '../../core/training/requestFields';
import type { Connection } from '../connection';

/** A whole request, ours or another's. */
export type JobRequest = CreateTrainingJobFields | Readonly<Record<string, unknown>>;

/** Creates a job. Not to be cut off lightly: a call that was may have created the job all the same. */
export async function createJob(
  connection: Connection,
  request: JobRequest,
  signal: AbortSignal,
): Promise<void> {
  const { CreateTrainingJobCommand } = await import('@aws-sdk/client-sagemaker');
  // Instance types and images are open sets; the service says what it does not take.
  const input = request as unknown as CreateTrainingJobCommandInput;
  await connection.sagemaker.send(new CreateTrainingJobCommand(input), signal);
}

/** A job's whole description; fails as `notFound` when there is none of that name. */
export async function describeJob(
  connection: Connection,
  jobName: string,
  signal: AbortSignal | undefined,
) {
  const { DescribeTrainingJobCommand } = await import('@aws-sdk/client-sagemaker');
  const command = new DescribeTrainingJobCommand({ TrainingJobName: jobName });
  return await connection.sagemaker.send(command, signal);
}

export async function stopJob(
  connection: Connection,
  jobName: string,
  signal: AbortSignal,
): Promise<void> {
  const { StopTrainingJobCommand } = await import('@aws-sdk/client-sagemaker');
  await connection.sagemaker.send(new StopTrainingJobCommand({ TrainingJobName: jobName }), signal);
}
