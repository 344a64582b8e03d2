import { createHash } from 'node:crypto';
import type { MetricStore } from '../../store/metricStore';
import { cloudWatchError } from './cloudWatchError';
import { collectPeriods, type Wanted } from './collectPeriods';
import { readQueries, type MetricDataQuery } from './metricDataQuery';
import { aggregate } from './statistics';
import { answeredRange, readRange, type TimeRange } from './timeRange';

type Input = Readonly<Record<string, unknown>>;

interface Series {
  readonly query: MetricDataQuery;
  readonly points: readonly (readonly [start: number, value: number])[];
}

const mostDatapoints = 100_800;

export async function getMetricData(
  store: MetricStore,
  input: Input,
  now: number,
): Promise<object> {
  const queries = readQueries(input);
  const range = readRange(input, 'ValidationError');
  const request = fingerprint(input);
  const begin = readToken(input['NextToken'] as string | undefined, request);
  const count = readLimit(input['MaxDatapoints']);
  const newestFirst = input['ScanBy'] !== 'TimestampAscending';
  const series = await collectSeries(store, queries, range, { now, newestFirst });
  const total = series.reduce((sum, { points }) => sum + points.length, 0);
  const end = begin + count;
  return {
    MetricDataResults: cutPage(series, begin, end),
    ...(end < total ? { NextToken: writeToken(end, request) } : {}),
    Messages: [],
  };
}

async function collectSeries(
  store: MetricStore,
  queries: readonly MetricDataQuery[],
  requested: TimeRange,
  { now, newestFirst }: { readonly now: number; readonly newestFirst: boolean },
): Promise<readonly Series[]> {
  const returned = queries.filter(({ returnsData }) => returnsData);
  const nothing: TimeRange = { start: 0, end: 0 };
  const wanted = returned.map(({ key, period, unit }): Wanted => {
    return { key, period, unit, range: answeredRange(requested, period, now) ?? nothing };
  });
  const collected = await collectPeriods(store, wanted);
  return returned.map((query, index) => {
    const points: [number, number][] = [];
    for (const [start, samples] of collected[index] ?? []) {
      const value = query.statistic(aggregate(samples.map((sample) => sample.value)));
      if (value !== undefined) points.push([start, value]);
    }
    points.sort(([a], [b]) => (newestFirst ? b - a : a - b));
    return { query, points };
  });
}

/** A page is so many datapoints of all series, one series after the other. */
function cutPage(series: readonly Series[], begin: number, end: number): readonly object[] {
  let passed = 0;
  return series.map(({ query, points }) => {
    const first = passed;
    passed += points.length;
    const page = points.slice(Math.max(0, begin - first), Math.max(0, end - first));
    return {
      Id: query.id,
      Label: query.label,
      Timestamps: page.map(([start]) => new Date(start)),
      Values: page.map(([, value]) => value),
      StatusCode: passed > end ? 'PartialData' : 'Complete',
    };
  });
}

function readLimit(value: unknown): number {
  const limit = value === undefined ? mostDatapoints : Number(value);
  if (limit >= 1 && limit <= mostDatapoints) return limit;
  throw cloudWatchError(
    'ValidationError',
    `The parameter MaxDatapoints must be from 1 to ${mostDatapoints}.`,
  );
}

/** A token belongs to the request that it came from; only the page may differ. */
function fingerprint(input: Input): string {
  const { MetricDataQueries, StartTime, EndTime, ScanBy } = input;
  const text = JSON.stringify([MetricDataQueries, StartTime, EndTime, ScanBy]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

function writeToken(position: number, request: string): string {
  return Buffer.from(`${position} ${request}`).toString('base64url');
}

function readToken(token: string | undefined, request: string): number {
  if (token === undefined) return 0;
  const [position = '', owner] = Buffer.from(token, 'base64url').toString().split(' ');
  if (owner === request && /^\d+$/.test(position)) return Number(position);
  throw cloudWatchError('InvalidNextToken', 'The NextToken provided is invalid.');
}
