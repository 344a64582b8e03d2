import { cloudWatchError, type CloudWatchCode } from './cloudWatchError';

/** Milliseconds since the epoch; `end` is not in it. */
export interface TimeRange {
  readonly start: number;
  readonly end: number;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How old a start may be for data of a resolution to be there still (API reference, MetricStat). */
const retention = [
  { age: 3 * hour, resolution: minute },
  { age: 15 * day, resolution: 5 * minute },
  { age: 63 * day, resolution: hour },
] as const;

/** `StartTime` and `EndTime` of a request, which come as seconds or as a date. */
export function readRange(
  input: Readonly<Record<string, unknown>>,
  code: CloudWatchCode,
): TimeRange {
  const range = { start: toTime(input['StartTime']), end: toTime(input['EndTime']) };
  if (range.start === range.end) {
    throw cloudWatchError(code, 'The parameter StartTime must not equal parameter EndTime.');
  }
  if (range.start > range.end) {
    throw cloudWatchError(code, 'The parameter StartTime must be less than the parameter EndTime.');
  }
  return range;
}

export function toTime(value: unknown): number {
  return typeof value === 'number' ? Math.round(value * 1000) : Date.parse(String(value));
}

/** Refuses a period, in seconds, that CloudWatch does not have. */
export function checkPeriod(period: number, path: string, code: CloudWatchCode): void {
  if ([1, 5, 10, 20, 30].includes(period) || period % 60 === 0) return;
  throw cloudWatchError(
    code,
    `The parameter ${path} must be 1, 5, 10, 20, 30 or a multiple of 60, not ${period}.`,
  );
}

/**
 * The range that is answered for a request: its start is rounded down to what is kept of its age, or
 * to the period where that is shorter than a minute. `undefined` when nothing so fine is kept.
 */
export function answeredRange(
  range: TimeRange,
  periodSeconds: number,
  now: number,
): TimeRange | undefined {
  const period = periodSeconds * 1000;
  const age = now - range.start;
  const kept = retention.filter((entry) => age > entry.age).at(-1)?.resolution;
  if (kept !== undefined && period % kept !== 0) return undefined;
  const grain = period < minute ? period : Math.max(minute, kept ?? 0);
  return { start: Math.floor(range.start / grain) * grain, end: range.end };
}
