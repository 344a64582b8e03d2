import type { StoredSample } from '../../store/metricFile';
import type { MetricStore } from '../../store/metricStore';
import { cloudWatchError } from './cloudWatchError';
import { collectPeriods } from './collectPeriods';
import { readKey } from './metricKey';
import { aggregate, statisticOf } from './statistics';
import { answeredRange, checkPeriod, readRange, type TimeRange } from './timeRange';

type Input = Readonly<Record<string, unknown>>;

const mostDatapoints = 1440;

export async function getMetricStatistics(
  store: MetricStore,
  input: Input,
  now: number,
): Promise<object> {
  const requested = readRange(input, 'InvalidParameterValue');
  const period = Number(input['Period']);
  checkPeriod(period, 'Period', 'InvalidParameterValue');
  const statistics = readStatistics(input);
  checkAmount(requested, period);
  const key = readKey(input);
  const range = answeredRange(requested, period, now);
  if (range === undefined) return { Label: key.name, Datapoints: [] };
  const unit = input['Unit'] as string | undefined;
  const [periods] = await collectPeriods(store, [{ key, range, period, unit }]);
  const Datapoints = [...(periods ?? [])]
    .sort(([a], [b]) => a - b)
    .flatMap(([start, samples]) =>
      [...byUnit(samples)].map(([Unit, alike]) => datapoint(start, alike, Unit, statistics)),
    );
  return { Label: key.name, Datapoints };
}

interface Statistics {
  readonly plain: readonly string[];
  readonly extended: readonly string[];
}

function readStatistics(input: Input): Statistics {
  const plain = input['Statistics'] as readonly string[] | undefined;
  const extended = input['ExtendedStatistics'] as readonly string[] | undefined;
  if (plain && extended) {
    throw cloudWatchError(
      'InvalidParameterCombination',
      'The parameters Statistics and ExtendedStatistics are mutually exclusive and you have ' +
        'specified both.',
    );
  }
  if (!plain && !extended) {
    throw cloudWatchError(
      'InvalidParameterCombination',
      'At least one of the parameters Statistics and ExtendedStatistics must be specified.',
    );
  }
  checkExtended(extended ?? []);
  return { plain: plain ?? [], extended: extended ?? [] };
}

function checkExtended(names: readonly string[]): void {
  for (const [index, name] of names.entries()) {
    if (name.startsWith('p') && statisticOf(name)) continue;
    throw cloudWatchError(
      'InvalidParameterValue',
      `The value ${name} for parameter ExtendedStatistics.member.${index + 1} is not supported ` +
        'by the local sandbox, which has percentiles such as p99.9.',
    );
  }
}

function checkAmount({ start, end }: TimeRange, period: number): void {
  const count = Math.ceil((end - start) / (period * 1000));
  if (count <= mostDatapoints) return;
  throw cloudWatchError(
    'InvalidParameterCombination',
    `You have requested up to ${count} datapoints, which exceeds the limit of ${mostDatapoints}. ` +
      'You may reduce the datapoints requested by increasing Period, or decreasing the time range.',
  );
}

/** Data of different units are different datapoints. */
function byUnit(samples: readonly StoredSample[]): ReadonlyMap<string, readonly StoredSample[]> {
  const units = new Map<string, StoredSample[]>();
  for (const sample of samples) {
    const unit = sample.unit ?? 'None';
    const alike = units.get(unit);
    if (alike) alike.push(sample);
    else units.set(unit, [sample]);
  }
  return units;
}

function datapoint(
  start: number,
  samples: readonly StoredSample[],
  Unit: string,
  { plain, extended }: Statistics,
): object {
  const values = aggregate(samples.map(({ value }) => value));
  const compute = (name: string) => statisticOf(name)?.(values);
  const named = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, compute(name)]));
  return {
    Timestamp: new Date(start),
    ...named(plain),
    Unit,
    ...(extended.length > 0 ? { ExtendedStatistics: named(extended) } : {}),
  };
}
