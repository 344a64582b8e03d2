import type { MetricPoint, SampleSet } from '../../store/metricSink';
import type { MetricStore } from '../../store/metricStore';
import { cloudWatchError } from './cloudWatchError';
import { readDimensions } from './metricKey';
import { toTime } from './timeRange';

type Input = Readonly<Record<string, unknown>>;

/** One of `MetricData`, which has been checked against the service model. */
interface Datum {
  readonly MetricName: string;
  readonly Dimensions?: unknown;
  readonly Timestamp?: unknown;
  readonly Value?: number;
  readonly Values?: readonly number[];
  readonly Counts?: readonly number[];
  readonly StatisticValues?: {
    readonly SampleCount: number;
    readonly Sum: number;
    readonly Minimum: number;
    readonly Maximum: number;
  };
  readonly Unit?: string;
  readonly StorageResolution?: number;
}

const mostData = 1000;
const mostValues = 150;
const largestValue = 2 ** 360;
const hour = 3_600_000;

export async function putMetricData(
  store: MetricStore,
  input: Input,
  now: number,
): Promise<object> {
  const namespace = String(input['Namespace']);
  if (namespace.startsWith('AWS/')) {
    throw invalid('The value AWS/ for parameter Namespace is invalid.');
  }
  if (input['EntityMetricData'] !== undefined) {
    throw invalid('The local sandbox keeps no entities (EntityMetricData); use MetricData.');
  }
  const data = (input['MetricData'] ?? []) as readonly Datum[];
  if (data.length === 0) {
    throw cloudWatchError('MissingParameter', 'The parameter MetricData is required.');
  }
  if (data.length > mostData) {
    throw invalid(`The collection MetricData must not have a size greater than ${mostData}.`);
  }
  await store.put(
    data.flatMap((datum, index) =>
      toPoints(namespace, datum, `MetricData.member.${index + 1}`, now),
    ),
  );
  return {};
}

function toPoints(
  namespace: string,
  datum: Datum,
  path: string,
  now: number,
): readonly MetricPoint[] {
  const resolution = datum.StorageResolution ?? 60;
  if (resolution !== 1 && resolution !== 60) {
    throw invalid(`The parameter ${path}.StorageResolution must be a value in the set [ 1, 60 ].`);
  }
  const point = {
    namespace,
    name: datum.MetricName,
    dimensions: readDimensions(datum.Dimensions),
    timestamp: readTimestamp(datum, path, now),
    unit: datum.Unit,
    isHighResolution: resolution === 1,
  };
  return readValues(datum, path).map((value) => ({ ...point, value }));
}

function readTimestamp({ Timestamp }: Datum, path: string, now: number): number {
  if (Timestamp === undefined) return now;
  const time = toTime(Timestamp);
  if (time > now + 2 * hour) {
    throw invalid(
      `The parameter ${path}.Timestamp must specify a time no more than two hours in the future.`,
    );
  }
  if (time < now - 14 * 24 * hour) {
    throw invalid(`The parameter ${path}.Timestamp must specify a time within the past two weeks.`);
  }
  return time;
}

function readValues(datum: Datum, path: string): readonly (number | SampleSet)[] {
  const { Value, StatisticValues, Values } = datum;
  const given = Object.entries({ Value, StatisticValues, Values }).filter(
    ([, value]) => value !== undefined,
  );
  const [first, second] = given.map(([name]) => `${path}.${name}`);
  if (first === undefined) {
    throw combination(
      `At least one of the parameters ${path}.Value and ${path}.StatisticValues must be specified.`,
    );
  }
  if (second !== undefined) {
    throw combination(
      `The parameters ${first} and ${second} are mutually exclusive and you have specified both.`,
    );
  }
  if (StatisticValues) return [readSet(StatisticValues, `${path}.StatisticValues`)];
  if (Values) return weighted(Values, datum.Counts, path);
  return [checkValue(Number(Value), `${path}.Value`)];
}

function readSet(set: NonNullable<Datum['StatisticValues']>, path: string): SampleSet {
  for (const [name, value] of Object.entries(set)) checkValue(value, `${path}.${name}`);
  if (set.SampleCount <= 0) throw invalid(`The parameter ${path}.SampleCount must be positive.`);
  if (set.Minimum > set.Maximum) {
    throw combination(
      `The parameter ${path}.Maximum must be greater than or equal to ${path}.Minimum.`,
    );
  }
  return { count: set.SampleCount, sum: set.Sum, minimum: set.Minimum, maximum: set.Maximum };
}

function weighted(
  values: readonly number[],
  counts: readonly number[] | undefined,
  path: string,
): readonly SampleSet[] {
  if (values.length === 0 || values.length > mostValues) {
    throw invalid(`The collection ${path}.Values must have a size from 1 to ${mostValues}.`);
  }
  if (counts !== undefined && counts.length !== values.length) {
    throw combination(`The parameters ${path}.Values and ${path}.Counts must be of the same size.`);
  }
  return values.map((value, index) => {
    checkValue(value, `${path}.Values.member.${index + 1}`);
    const count = counts?.[index] ?? 1;
    if (count > 0) return { count, sum: count * value, minimum: value, maximum: value };
    throw invalid(`The parameter ${path}.Counts.member.${index + 1} must be positive.`);
  });
}

function checkValue(value: number, path: string): number {
  if (Number.isFinite(value) && Math.abs(value) <= largestValue) return value;
  throw invalid(`The value ${value} for parameter ${path} is invalid.`);
}

function invalid(message: string) {
  return cloudWatchError('InvalidParameterValue', message);
}

function combination(message: string) {
  return cloudWatchError('InvalidParameterCombination', message);
}
