import type { StoredSample } from '../../store/metricFile';
import type { MetricStore } from '../../store/metricStore';
import type { MetricKey } from './metricKey';
import type { TimeRange } from './timeRange';

/** What is wanted of one metric. */
export interface Wanted {
  readonly key: MetricKey;
  readonly range: TimeRange;
  /** Seconds. */
  readonly period: number;
  readonly unit: string | undefined;
}

/**
 * The samples of several metrics by period, each under the start of its period; periods count from
 * the start of the range, as CloudWatch's do. A file that holds several of the metrics is read once.
 */
export async function collectPeriods(
  store: MetricStore,
  wanted: readonly Wanted[],
): Promise<readonly ReadonlyMap<number, readonly StoredSample[]>[]> {
  const results = wanted.map(() => new Map<number, StoredSample[]>());
  const byFamily = new Map<string, { want: Wanted; into: Map<number, StoredSample[]> }[]>();
  for (const [index, want] of wanted.entries()) {
    const family = JSON.stringify([want.key.namespace, Object.entries(want.key.dimensions).sort()]);
    const entry = { want, into: results[index] ?? new Map<number, StoredSample[]>() };
    const entries = byFamily.get(family);
    if (entries) entries.push(entry);
    else byFamily.set(family, [entry]);
  }
  for (const entries of byFamily.values()) {
    const [first] = entries;
    if (first === undefined) continue;
    await store.scan(first.want.key, (sample) => {
      for (const { want, into } of entries) place(sample, want, into);
    });
  }
  return results;
}

function place(sample: StoredSample, want: Wanted, into: Map<number, StoredSample[]>): void {
  const { key, range, period, unit } = want;
  if (sample.name !== key.name || (unit !== undefined && (sample.unit ?? 'None') !== unit)) return;
  if (sample.timestamp < range.start || sample.timestamp >= range.end) return;
  const step = period * 1000;
  const start = range.start + Math.floor((sample.timestamp - range.start) / step) * step;
  const samples = into.get(start);
  if (samples) samples.push(sample);
  else into.set(start, [sample]);
}
