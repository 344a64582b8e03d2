import type { ScriptInspection, ScriptMetric } from './inspection';

/** Limits of `MetricDefinitions` (service model 2017-07-24). */
const limits = { metrics: 40, name: 255, regex: 500 };

/** The measures that the script prints and that a request can define; each name once. */
export function proposedMetrics({ metrics }: Pick<ScriptInspection, 'metrics'>): ScriptMetric[] {
  const names = new Set<string>();
  const fitting = metrics.filter((metric) => {
    const isNew = !names.has(metric.name);
    names.add(metric.name);
    return isNew && isDefinable(metric);
  });
  return fitting.slice(0, limits.metrics);
}

/** A text that was cut to fit is no whole expression any more. */
function isDefinable({ name, regex }: ScriptMetric): boolean {
  const fits = name.length <= limits.name && regex.length <= limits.regex;
  return fits && name !== '' && isExpression(regex);
}

function isExpression(text: string): boolean {
  try {
    // Its group is the number that is read.
    return new RegExp(`${text}|`).exec('')?.length === 2;
  } catch {
    return false;
  }
}
