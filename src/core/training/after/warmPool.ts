import { onDemandPerHour, type Cost } from '../../cost/cost';
import type { PriceTable } from '../../cost/priceTable';
import { describedBill } from '../jobBill';

/** Instances that a job has left running for the next one ("SageMaker AI managed warm pools", developer guide). */
export interface WarmPool {
  readonly jobName: string;
  /** `InUse`: the job runs on a pool that an earlier one has left; what it costs is the job's. */
  readonly status: 'Available' | 'InUse' | 'Reused' | 'Terminated';
  /** The job as DescribeTrainingJob tells it. */
  readonly job: object;
  /** Milliseconds since the epoch: from when it waits, and until when unless a job takes it; absent: not known. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  /** `ResourceRetainedBillableTimeInSeconds` of each instance. */
  readonly billedSeconds?: number | undefined;
  /** The job that has taken it. */
  readonly reusedBy?: string | undefined;
}

/** The warm pool of a job that DescribeTrainingJob tells of; `undefined` where it has and had none. */
export function warmPoolOf(job: object): WarmPool | undefined {
  const { TrainingJobName: jobName = '', WarmPoolStatus: pool, ...rest } = job as Described;
  if (pool?.Status === undefined) {
    return undefined;
  }
  const since = rest.TrainingEndTime?.getTime();
  const keepAlive = rest.ResourceConfig?.KeepAlivePeriodInSeconds;
  return {
    ...{ jobName, job, since },
    status: pool.Status,
    until: since === undefined || keepAlive === undefined ? undefined : since + keepAlive * 1000,
    billedSeconds: pool.ResourceRetainedBillableTimeInSeconds,
    reusedBy: pool.ReusedByJob,
  };
}

/** Milliseconds for which it still waits; `undefined`: it does not, or that is not known. */
export const stillWarm = ({ status, until }: WarmPool, now: number): number | undefined =>
  status === 'Available' && until !== undefined ? Math.max(0, until - now) : undefined;

/** What it costs in an hour: as much as the instances of a job that runs. */
export const poolCostPerHour = ({ job }: WarmPool, prices: PriceTable | undefined): Cost =>
  onDemandPerHour(describedBill(job), prices);

/**
 * What the waiting has cost until `now`, the job itself not counted: its billable time by the instances
 * ("WarmPoolStatus", API reference), and of one that waits at least the time since the job's end.
 */
export function poolCostSoFar(pool: WarmPool, prices: PriceTable | undefined, now: number): Cost {
  const perHour = poolCostPerHour(pool, prices);
  const seconds = waitedSeconds(pool, now);
  if (!perHour.isKnown) {
    return perHour;
  }
  return seconds === undefined || seconds <= 0
    ? { isKnown: false, why: 'noTime', types: [] }
    : { ...perHour, amount: (perHour.amount * seconds) / secondsInHour };
}

const secondsInHour = 3600;

/** For how long it has waited, or did; `undefined`: not known. */
export function waitedSeconds(
  { status, since, until = Infinity, billedSeconds }: WarmPool,
  now: number,
): number | undefined {
  if (status !== 'Available' || since === undefined) {
    return billedSeconds;
  }
  // What is told of one that still waits may be older than the answer.
  const waited = Math.max(0, Math.min(now, until) - since) / 1000;
  return Math.max(waited, billedSeconds ?? 0);
}

interface Described {
  readonly TrainingJobName?: string;
  readonly TrainingEndTime?: Date;
  readonly ResourceConfig?: { readonly KeepAlivePeriodInSeconds?: number };
  readonly WarmPoolStatus?: {
    readonly Status?: WarmPool['status'];
    readonly ResourceRetainedBillableTimeInSeconds?: number;
    readonly ReusedByJob?: string;
  };
}
