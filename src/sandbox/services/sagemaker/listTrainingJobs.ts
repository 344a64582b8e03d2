import { ServiceError } from '../../http/jsonService';
import type { JobSummary } from '../../store/jobRecord';
import { toWireTime } from './describeTrainingJob';

/** The request, checked against the service model; times are seconds since the epoch. */
export interface ListTrainingJobsInput {
  readonly NextToken?: string;
  readonly MaxResults?: number;
  readonly NameContains?: string;
  readonly StatusEquals?: string;
  readonly SortBy?: SortBy;
  readonly SortOrder?: 'Ascending' | 'Descending';
  readonly CreationTimeAfter?: WireTime;
  readonly CreationTimeBefore?: WireTime;
  readonly LastModifiedTimeAfter?: WireTime;
  readonly LastModifiedTimeBefore?: WireTime;
  readonly WarmPoolStatusEquals?: string;
  readonly TrainingPlanArnEquals?: string;
}

type SortBy = 'Name' | 'CreationTime' | 'Status';
type WireTime = number | string;

interface Place {
  /** How the page was asked for: a token goes on with the same order only. */
  readonly order: string;
  readonly key: string | number;
  readonly id: string;
}

const defaultPage = 10;

/**
 * One page of the list. The page is taken first and `StatusEquals` is applied to it after, as the
 * service does (API reference, ListTrainingJobs), so a page may be empty and still have a next one.
 * A token names the last job of its page: jobs that come or go in between make no job appear twice.
 */
export function listTrainingJobs(
  jobs: readonly JobSummary[],
  input: ListTrainingJobsInput,
): object {
  const sortBy = input.SortBy ?? 'CreationTime';
  const descending = input.SortOrder === 'Descending';
  const order = `${sortBy} ${descending ? 'Descending' : 'Ascending'}`;
  const direction = descending ? -1 : 1;
  const compare = (a: Ranked, b: Ranked) => direction * compareKeys(a, b);
  const after = input.NextToken === undefined ? undefined : readToken(input.NextToken, order);
  const sorted = jobs
    .filter(matches(input))
    .map((job): Ranked => ({ job, key: sortKey(job, sortBy), id: job.id }))
    .filter((ranked) => after === undefined || direction * compareKeys(ranked, after) > 0)
    .sort(compare);
  const page = sorted.slice(0, input.MaxResults ?? defaultPage);
  const last = page.at(-1);
  const shown = page.filter(
    ({ job }) => input.StatusEquals === undefined || job.status === input.StatusEquals,
  );
  return {
    TrainingJobSummaries: shown.map(({ job }) => summarize(job)),
    ...(last !== undefined && sorted.length > page.length
      ? { NextToken: writeToken({ order, key: last.key, id: last.id }) }
      : {}),
  };
}

interface Ranked {
  readonly job: JobSummary;
  readonly key: string | number;
  readonly id: string;
}

function compareKeys(
  a: { readonly key: string | number; readonly id: string },
  b: { readonly key: string | number; readonly id: string },
): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

function sortKey(job: JobSummary, sortBy: SortBy): string | number {
  if (sortBy === 'Name') return job.name;
  return sortBy === 'Status' ? job.status : job.createdAt;
}

function matches(input: ListTrainingJobsInput): (job: JobSummary) => boolean {
  // The sandbox has neither warm pools nor training plans.
  const none = input.WarmPoolStatusEquals ?? input.TrainingPlanArnEquals;
  if (none !== undefined) return () => false;
  const name = input.NameContains?.toLowerCase();
  const created = between(input.CreationTimeAfter, input.CreationTimeBefore);
  const modified = between(input.LastModifiedTimeAfter, input.LastModifiedTimeBefore);
  return (job) =>
    (name === undefined || job.name.toLowerCase().includes(name)) &&
    created(job.createdAt) &&
    modified(job.modifiedAt);
}

function between(
  after: WireTime | undefined,
  before: WireTime | undefined,
): (time: number) => boolean {
  const from = after === undefined ? -Infinity : toMilliseconds(after);
  const to = before === undefined ? Infinity : toMilliseconds(before);
  return (time) => time >= from && time <= to;
}

function toMilliseconds(time: WireTime): number {
  return typeof time === 'number' ? time * 1000 : Date.parse(time);
}

function summarize(job: JobSummary): object {
  return {
    TrainingJobName: job.name,
    TrainingJobArn: job.arn,
    CreationTime: toWireTime(job.createdAt),
    LastModifiedTime: toWireTime(job.modifiedAt),
    TrainingJobStatus: job.status,
    SecondaryStatus: job.phase,
    ...(job.endedAt === undefined ? {} : { TrainingEndTime: toWireTime(job.endedAt) }),
  };
}

function writeToken(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function readToken(token: string, order: string): Place {
  try {
    const text = Buffer.from(token, 'base64url').toString('utf8');
    const place = JSON.parse(text) as Place | null;
    if (place?.order === order && typeof place.id === 'string') return place;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new ServiceError('ValidationException', 'Invalid NextToken.');
}
