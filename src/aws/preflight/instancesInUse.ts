import type {
  DescribeTrainingJobResponse,
  ListTrainingJobsRequest,
} from '@aws-sdk/client-sagemaker';
import { AppError, type ErrorReason } from '../../core/errors';
import type { InUse, QuotaUse } from '../../core/preflight/quota';
import type { Sender } from '../../core/resources/kind';
import { workOff } from '../../core/workOff';

/** Instances in use by type and use. */
export interface Usage {
  of(instanceType: string, use: QuotaUse): InUse;
}

/** Jobs that are described one by one; more are counted as not known. */
const mostJobs = 40;
const atOnce = 4;

/** 100 jobs on each. */
const mostPages = 5;

const jobs: readonly ListTrainingJobsRequest[] = [
  { StatusEquals: 'InProgress' },
  { StatusEquals: 'Stopping' },
];
const warm: readonly ListTrainingJobsRequest[] = [{ WarmPoolStatusEquals: 'Available' }];

/**
 * Counts what running jobs have, or warm pools. Search tells all of running jobs; it does not know warm
 * pools, and whoever may not search is told by the lists, job by job.
 */
export async function instancesInUse(
  sagemaker: Sender,
  what: 'jobs' | 'warmPools',
  signal: AbortSignal,
): Promise<Usage> {
  const found = what === 'jobs' ? await searched(sagemaker, signal) : undefined;
  return found ?? (await described(sagemaker, what, signal));
}

/** `undefined` where these credentials may not search, or the service cannot. */
async function searched(sagemaker: Sender, signal: AbortSignal): Promise<Usage | undefined> {
  const { SearchCommand } = await import('@aws-sdk/client-sagemaker');
  const count = new Counts();
  let token: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const command = new SearchCommand({
      Resource: 'TrainingJob',
      SearchExpression: {
        Operator: 'Or',
        Filters: ['InProgress', 'Stopping'].map((Value) => ({
          ...{ Name: 'TrainingJobStatus', Operator: 'Equals', Value },
        })),
      },
      ...{ MaxResults: 100, NextToken: token },
    });
    const answer = await sagemaker.send(command, signal).catch(unlessRefused);
    if (answer === undefined) {
      return undefined;
    }
    for (const { TrainingJob: job } of answer.Results ?? []) {
      count.add(job ?? {}, 'jobs');
    }
    token = answer.NextToken;
    if (token === undefined) {
      break;
    }
  }
  count.isAll = token === undefined;
  return count;
}

const refusals: readonly ErrorReason[] = ['denied', 'invalid', 'unexpected', 'notFound'];

function unlessRefused(error: unknown): undefined {
  const isRefused = refusals.some((reason) => AppError.is(error, reason));
  if (!isRefused) {
    throw error;
  }
}

async function described(
  sagemaker: Sender,
  what: 'jobs' | 'warmPools',
  signal: AbortSignal,
): Promise<Usage> {
  const { DescribeTrainingJobCommand } = await import('@aws-sdk/client-sagemaker');
  const count = new Counts();
  const names = await listed(sagemaker, { lists: what === 'jobs' ? jobs : warm, count }, signal);
  const look = async (name: string): Promise<void> => {
    try {
      const command = new DescribeTrainingJobCommand({ TrainingJobName: name });
      count.add(await sagemaker.send(command, signal), what);
    } catch (error) {
      // Gone meanwhile: it has no instances any more.
      if (!AppError.is(error, 'notFound')) {
        throw error;
      }
    }
  };
  await workOff(names, atOnce, look, signal);
  signal.throwIfAborted();
  return count;
}

/** Their names, as many as are described. */
async function listed(
  sagemaker: Sender,
  { lists, count }: { readonly lists: readonly ListTrainingJobsRequest[]; readonly count: Counts },
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { ListTrainingJobsCommand } = await import('@aws-sdk/client-sagemaker');
  const names: string[] = [];
  for (const asked of lists) {
    const command = new ListTrainingJobsCommand({ ...asked, MaxResults: 100 });
    const { TrainingJobSummaries = [], NextToken } = await sagemaker.send(command, signal);
    names.push(...TrainingJobSummaries.map(({ TrainingJobName = '' }) => TrainingJobName));
    count.isAll &&= NextToken === undefined;
  }
  count.isAll &&= names.length <= mostJobs;
  return names.slice(0, mostJobs);
}

type CountedJob = Pick<DescribeTrainingJobResponse, 'EnableManagedSpotTraining' | 'ResourceConfig'>;

class Counts implements Usage {
  isAll = true;
  private readonly counts = new Map<string, number>();

  of(instanceType: string, use: QuotaUse): InUse {
    return { instances: this.counts.get(`${instanceType} ${use}`) ?? 0, isAll: this.isAll };
  }

  add(job: CountedJob, what: 'jobs' | 'warmPools'): void {
    const use = what === 'warmPools' ? 'training warm pool' : useOf(job);
    for (const { type, instances } of groupsOf(job)) {
      const key = `${type} ${use}`;
      this.counts.set(key, (this.counts.get(key) ?? 0) + instances);
    }
  }
}

const useOf = ({ EnableManagedSpotTraining }: CountedJob): QuotaUse =>
  EnableManagedSpotTraining === true ? 'spot training job' : 'training job';

function groupsOf({ ResourceConfig }: CountedJob) {
  const { InstanceGroups: groups = [], InstanceType, InstanceCount = 1 } = ResourceConfig ?? {};
  const { SelectedInstanceType, SelectedInstanceCount } = ResourceConfig ?? {};
  const type = SelectedInstanceType ?? InstanceType ?? '';
  return groups.length === 0
    ? [{ type, instances: SelectedInstanceCount ?? InstanceCount }]
    : groups.map((group) => ({
        type: group.InstanceType ?? '',
        instances: group.InstanceCount ?? 0,
      }));
}
