import { sandboxDebugVariable } from '../../core/sandbox/protocol';
import { cloneTrainingRequest, type ClonedTrainingRequest } from '../../core/training/cloneRequest';
import { nextJobName } from '../../core/training/names';
import type { Connection } from '../connection';
import { createJobOnce, type CreateOptions } from './createJobOnce';
import { describeJob } from './jobCalls';
import { ownTags } from './jobTags';
import { stopCancelled } from './stopCancelled';

/** What is to be otherwise than in the job before. */
export type RequestChange = (request: ClonedTrainingRequest) => ClonedTrainingRequest;

interface AgainOptions extends CreateOptions {
  readonly change?: RequestChange | undefined;
  /** Of the new job; by default that of the old one with the present time. */
  readonly name?: string | undefined;
}

/**
 * Creates a job like another one, with its code, data and tags, under a new name that it answers. The
 * connection's own part of the environment is the present one.
 */
export async function trainAgain(
  connection: Connection,
  jobName: string,
  { clock, signal, name: given, change = (request) => request }: AgainOptions,
): Promise<string> {
  const { jobEnvironment } = connection.info.traits;
  const description = await describeJob(connection, jobName, signal);
  const { TrainingJobArn: arn } = description;
  const tags = arn === undefined ? [] : await ownTags(connection, arn, signal);
  const name = given ?? nextJobName(jobName, new Date(clock.now()));
  const request = change(cloneTrainingRequest(description, name));
  // Nobody would come to debug this one.
  const described = Object.entries(description.Environment ?? {});
  const kept = described.filter(([key]) => key !== sandboxDebugVariable);
  const environment = { ...Object.fromEntries(kept), ...jobEnvironment };
  signal?.throwIfAborted();
  const again = {
    ...request,
    ...(tags.length > 0 && { Tags: tags }),
    ...(Object.keys(environment).length > 0 && { Environment: environment }),
  };
  await createJobOnce(connection, again, { clock, signal });
  if (signal?.aborted === true) {
    throw await stopCancelled(connection, name);
  }
  return name;
}
