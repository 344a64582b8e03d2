import type {
  DescribeTrainingJobResponse,
  ListTrainingJobsRequest,
} from '@aws-sdk/client-sagemaker';
import { AppError } from '../../core/errors';
import type { InUse, QuotaUse } from '../../core/preflight/quota';
import type { Sender } from '../../core/resources/kind';
import { workOff } from '../../core/workOff';

/** Instances in use by type and use. */
export interface Usage {
  of(instanceType: string, use: QuotaUse): InUse;
}

const mostJobs = 40;
const atOnce = 4;

const jobs: readonly ListTrainingJobsRequest[] = [
  { StatusEquals: 'InProgress' },
  { StatusEquals: 'Stopping' },
];
const warm: readonly ListTrainingJobsRequest[] = [{ WarmPoolStatusEquals: 'Available' }];

/** Counts what running jobs have, or warm pools: as lists do not tell it, job by job, at most 40. */
export async function instancesInUse(
  sagemaker: Sender,
  what: 'jobs' | 'warmPools',
  signal: AbortSignal,
): Promise<Usage> {
  const { ListTrainingJobsCommand, DescribeTrainingJobCommand } =
    await import('@aws-sdk/client-sagemaker');
  const names: string[] = [];
  const count = new Counts();
  for (const asked of what === 'jobs' ? jobs : warm) {
    const input = { ...asked, MaxResults: 100 };
    const { TrainingJobSummaries = [], NextToken } = await sagemaker.send(
      new ListTrainingJobsCommand(input),
      signal,
    );
    names.push(...TrainingJobSummaries.map(({ TrainingJobName = '' }) => TrainingJobName));
    count.isAll &&= NextToken === undefined;
  }
  count.isAll &&= names.length <= mostJobs;
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
  await workOff(names.slice(0, mostJobs), atOnce, look, signal);
  signal.throwIfAborted();
  return count;
}

class Counts implements Usage {
  isAll = true;
  private readonly counts = new Map<string, number>();

  of(instanceType: string, use: QuotaUse): InUse {
    return { instances: this.counts.get(`${instanceType} ${use}`) ?? 0, isAll: this.isAll };
  }

  add(job: DescribeTrainingJobResponse, what: 'jobs' | 'warmPools'): void {
    const use = what === 'warmPools' ? 'training warm pool' : useOf(job);
    for (const { type, instances } of groupsOf(job)) {
      const key = `${type} ${use}`;
      this.counts.set(key, (this.counts.get(key) ?? 0) + instances);
    }
  }
}

const useOf = ({ EnableManagedSpotTraining }: DescribeTrainingJobResponse): QuotaUse =>
  EnableManagedSpotTraining === true ? 'spot training job' : 'training job';

function groupsOf({ ResourceConfig }: DescribeTrainingJobResponse) {
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
