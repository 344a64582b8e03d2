import type { SampleSet } from '../../store/metricSink';

/** The samples of one period. */
export interface Aggregate extends SampleSet {
  /** Values and how often each; `undefined` when some are known only as parts of a set. */
  readonly ranks: readonly (readonly [value: number, weight: number])[] | undefined;
}

export function aggregate(values: readonly (number | SampleSet)[]): Aggregate {
  let [count, sum, minimum, maximum] = [0, 0, Infinity, -Infinity];
  let ranks: [number, number][] | undefined = [];
  for (const value of values) {
    const set = typeof value === 'number' ? single(value) : value;
    count += set.count;
    sum += set.sum;
    minimum = Math.min(minimum, set.minimum);
    maximum = Math.max(maximum, set.maximum);
    if (set.minimum === set.maximum) ranks?.push([set.minimum, set.count]);
    else ranks = undefined;
  }
  return { count, sum, minimum, maximum, ranks };
}

const plain = {
  SampleCount: ({ count }) => count,
  Average: ({ sum, count }) => sum / count,
  Sum: ({ sum }) => sum,
  Minimum: ({ minimum }) => minimum,
  Maximum: ({ maximum }) => maximum,
} as const satisfies Record<string, (values: Aggregate) => number>;

/** Computes a statistic; `undefined` when the values do not allow it. */
export type Statistic = (values: Aggregate) => number | undefined;

/** `Average` and its like, or a percentile such as `p99.9`; `undefined` for any other name. */
export function statisticOf(name: string): Statistic | undefined {
  if (Object.hasOwn(plain, name)) return plain[name as keyof typeof plain];
  const percent = /^p(\d{1,2}(?:\.\d{0,10})?|100)$/.exec(name)?.[1];
  return percent === undefined ? undefined : (values) => percentile(values, Number(percent));
}

/** The smallest value that at least so many percent of the values do not exceed. */
function percentile({ ranks, count, minimum }: Aggregate, percent: number): number | undefined {
  // CloudWatch has no percentiles of sets, and none where there are negative values.
  if (ranks === undefined || minimum < 0) return undefined;
  const sorted = [...ranks].sort(([a], [b]) => a - b);
  const wanted = (percent / 100) * count;
  let passed = 0;
  for (const [value, weight] of sorted) {
    passed += weight;
    if (passed >= wanted) return value;
  }
  return sorted.at(-1)?.[0];
}

function single(value: number): SampleSet {
  return { count: 1, sum: value, minimum: value, maximum: value };
}
