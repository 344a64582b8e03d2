import type { ListTrainingJobsRequest } from '@aws-sdk/client-sagemaker';
import { AppError } from '../../core/errors';
import { warmPoolOf, type WarmPool } from '../../core/training/after/warmPool';
import { workOff } from '../../core/workOff';
import type { Connection } from '../connection';
import { describeJob } from './jobCalls';

/** What is warm in a connection's account and region. */
export interface WarmPools {
  /** The newest job first. */
  readonly pools: readonly WarmPool[];
  /** False: there are more than were looked at. */
  readonly isAll: boolean;
}

type PoolStatus = WarmPool['status'];

const mostPools = 40;
const atOnce = 4;

/** Pools in one of `statuses`: a list for each of them, and a description of each job, 40 at most. */
export async function listWarmPools(
  connection: Connection,
  { statuses, signal }: { readonly statuses: readonly PoolStatus[]; readonly signal: AbortSignal },
): Promise<WarmPools> {
  const lists = await Promise.all(statuses.map((status) => list(connection, status, signal)));
  const names = lists.flatMap((one) => one.names);
  const found = new Map<string, WarmPool>();
  const look = async (name: string): Promise<void> => {
    const pool = warmPoolOf((await describeIfThere(connection, name, signal)) ?? {});
    // It may have ended, or been taken, since it was listed.
    if (pool && statuses.includes(pool.status)) {
      found.set(name, pool);
    }
  };
  await workOff(names.slice(0, mostPools), atOnce, look, signal);
  signal.throwIfAborted();
  return {
    pools: names.flatMap((name) => found.get(name) ?? []),
    isAll: names.length <= mostPools && lists.every(({ isAll }) => isAll),
  };
}

/**
 * Ends a warm pool that waits, as the developer guide says ("Terminate a warm pool"); the service refuses
 * it as `invalid` where none waits any more.
 */
export async function letGoWarmPool({ sagemaker }: Connection, jobName: string): Promise<void> {
  const { UpdateTrainingJobCommand } = await import('@aws-sdk/client-sagemaker');
  const ResourceConfig = { KeepAlivePeriodInSeconds: 0 };
  await sagemaker.send(new UpdateTrainingJobCommand({ TrainingJobName: jobName, ResourceConfig }));
}

async function list(
  { sagemaker }: Connection,
  WarmPoolStatusEquals: PoolStatus,
  signal: AbortSignal,
): Promise<{ readonly names: readonly string[]; readonly isAll: boolean }> {
  const { ListTrainingJobsCommand } = await import('@aws-sdk/client-sagemaker');
  const input: ListTrainingJobsRequest = {
    ...{ WarmPoolStatusEquals, MaxResults: 100 },
    ...{ SortBy: 'CreationTime', SortOrder: 'Descending' },
  };
  const { TrainingJobSummaries: jobs = [], NextToken } = await sagemaker.send(
    new ListTrainingJobsCommand(input),
    signal,
  );
  return {
    names: jobs.map(({ TrainingJobName: name = '' }) => name),
    isAll: NextToken === undefined,
  };
}

async function describeIfThere(
  connection: Connection,
  name: string,
  signal: AbortSignal,
): Promise<object | undefined> {
  try {
    return await describeJob(connection, name, signal);
  } catch (error) {
    if (AppError.is(error, 'notFound')) {
      return undefined;
    }
    throw error;
  }
}
