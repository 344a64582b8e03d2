import type { ScriptMetric } from '../../inspection';
import type { ImportedName } from '../imports';
import type { PythonScript } from '../pythonScript';
import { lightgbmMetrics, xgboostMetrics } from './boostingMetrics';
import { FrameworkCalls } from './frameworkCalls';
import { kerasMetrics } from './kerasMetrics';
import { lightningMetrics } from './lightningMetrics';
import { printedMetrics } from './printedMetrics';
import { trainerMetrics } from './trainerMetrics';

/** Most that a request may define (service model, `MetricDefinitionList`). */
const maxMetrics = 40;

/** What prints measures without being told to, by the package that a script imports of it. */
const frameworks: readonly (readonly [
  packages: RegExp,
  find: (calls: FrameworkCalls) => ScriptMetric[],
])[] = [
  [/^(keras|tensorflow|tf_keras)(\.|$)/, kerasMetrics],
  [/^xgboost(\.|$)/, xgboostMetrics],
  [/^lightgbm(\.|$)/, lightgbmMetrics],
  [/^(transformers|trl)(\.|$)/, trainerMetrics],
  [/^(pytorch_lightning|lightning)(\.|$)/, lightningMetrics],
];

/**
 * Measures in the order of their lines, each name once: those that the script prints itself before those
 * that a framework prints for it.
 */
export function findMetrics(
  script: PythonScript,
  imports: readonly ImportedName[],
): ScriptMetric[] {
  const used = frameworks.filter(([packages]) => imports.some(({ path }) => packages.test(path)));
  const calls = used.length > 0 ? new FrameworkCalls(script, imports) : null;
  const ofFrameworks = calls ? used.flatMap(([, find]) => find(calls)) : [];
  const all = [...printedMetrics(script), ...ofFrameworks];
  const found = new Map<string, ScriptMetric>();
  for (const metric of all) {
    found.set(metric.name, found.get(metric.name) ?? metric);
  }
  return [...found.values()].sort((one, two) => one.line - two.line).slice(0, maxMetrics);
}
