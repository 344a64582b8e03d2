import type { JobSummary } from '../../store/jobRecord';
import { firstInOrder } from './firstInOrder';
import { readPageToken, writePageToken } from './pageToken';
import { fromWireTime, type WireTime } from './wireTime';

/** What every kind of job is listed by; checked against the service model. */
export interface ListJobsInput {
  readonly NextToken?: string;
  readonly MaxResults?: number;
  readonly NameContains?: string;
  readonly StatusEquals?: string;
  readonly SortBy?: JobOrder;
  readonly SortOrder?: 'Ascending' | 'Descending';
  readonly CreationTimeAfter?: WireTime;
  readonly CreationTimeBefore?: WireTime;
  readonly LastModifiedTimeAfter?: WireTime;
  readonly LastModifiedTimeBefore?: WireTime;
}

type JobOrder = 'Name' | 'CreationTime' | 'Status';

/** The order of a kind of job when the request names none; kinds differ. */
export interface JobPageDefaults {
  readonly SortBy: JobOrder;
  readonly SortOrder: 'Ascending' | 'Descending';
}

export interface JobPage {
  /** What the page shows: jobs of another status than `StatusEquals` are left out of it. */
  readonly jobs: readonly JobSummary[];
  readonly NextToken?: string;
}

const defaultPageSize = 10;

/**
 * One page of a list of jobs. The page is taken first and `StatusEquals` is applied to it after, as
 * the service does (API reference, ListTrainingJobs), so a page may be empty and still have a next
 * one. A token names the last job of its page: jobs that come or go in between make no job appear
 * twice.
 */
export function takeJobPage(
  jobs: readonly JobSummary[],
  input: ListJobsInput,
  defaults: JobPageDefaults,
): JobPage {
  const sortBy = input.SortBy ?? defaults.SortBy;
  const sortOrder = input.SortOrder ?? defaults.SortOrder;
  const order = `${sortBy} ${sortOrder}`;
  const direction = sortOrder === 'Descending' ? -1 : 1;
  const after =
    input.NextToken === undefined
      ? undefined
      : readPageToken<string | number>(input.NextToken, order);
  const compare = (a: Rank, b: Rank) => direction * compareRanks(a, b);
  const ranked = jobs
    .filter(matches(input))
    .map((job): Ranked => ({ job, key: sortKey(job, sortBy), id: job.id }))
    .filter((one) => after === undefined || compare(one, after) > 0);
  const page = firstInOrder(ranked, input.MaxResults ?? defaultPageSize, compare);
  const last = page.at(-1);
  const shown = page
    .map(({ job }) => job)
    .filter(({ status }) => input.StatusEquals === undefined || status === input.StatusEquals);
  if (last === undefined || ranked.length === page.length) return { jobs: shown };
  return { jobs: shown, NextToken: writePageToken({ order, key: last.key, id: last.id }) };
}

interface Rank {
  readonly key: string | number;
  readonly id: string;
}

interface Ranked extends Rank {
  readonly job: JobSummary;
}

function compareRanks(a: Rank, b: Rank): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

function sortKey(job: JobSummary, sortBy: JobOrder): string | number {
  if (sortBy === 'Name') return job.name;
  return sortBy === 'Status' ? job.status : job.createdAt;
}

function matches(input: ListJobsInput): (job: JobSummary) => boolean {
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
  const from = after === undefined ? -Infinity : fromWireTime(after);
  const to = before === undefined ? Infinity : fromWireTime(before);
  return (time) => time >= from && time <= to;
}
