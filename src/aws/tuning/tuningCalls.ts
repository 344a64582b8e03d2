import type { Page } from '../../core/resources/kind';
import { toTrial, toTuningJob } from '../../core/tuning/fromService';
import type { Trial, TuningJob } from '../../core/tuning/tuningJob';
import type { Connection } from '../connection';

/** A tuning job as it is now; fails as `notFound` when there is none of that name. */
export async function describeTuningJob(
  connection: Connection,
  name: string,
  signal?: AbortSignal,
): Promise<TuningJob> {
  const { DescribeHyperParameterTuningJobCommand } = await import('@aws-sdk/client-sagemaker');
  const command = new DescribeHyperParameterTuningJobCommand({ HyperParameterTuningJobName: name });
  return toTuningJob(await connection.sagemaker.send(command, signal));
}

/** A page of its trials, the newest first; the summaries tell all that a table needs. */
export async function listTrials(
  connection: Connection,
  name: string,
  token?: string,
  signal?: AbortSignal,
): Promise<Page<Trial>> {
  const { ListTrainingJobsForHyperParameterTuningJobCommand } =
    await import('@aws-sdk/client-sagemaker');
  const command = new ListTrainingJobsForHyperParameterTuningJobCommand({
    HyperParameterTuningJobName: name,
    SortBy: 'CreationTime',
    SortOrder: 'Descending',
    MaxResults: 100,
    ...(token === undefined ? {} : { NextToken: token }),
  });
  const output = await connection.sagemaker.send(command, signal);
  return { items: (output.TrainingJobSummaries ?? []).map(toTrial), nextToken: output.NextToken };
}
