import type { SyntaxNode } from '@lezer/common';
import type { ScriptMetric } from '../../inspection';
import type { Entry } from './collections';
import type { FrameworkCalls, WrittenCall } from './frameworkCalls';
import { escaped, number } from './metricRegex';

/** A name with the line that gives it. */
interface Named {
  readonly name: string;
  readonly line: number;
}

/** `[0]\ttrain-rmse:0.35` of XGBoost: the names of its data sets and of the measures that it is asked for. */
export function xgboostMetrics(calls: FrameworkCalls): ScriptMetric[] {
  const trained = calls.all.filter(
    ({ path, keywords }) =>
      /^xgboost(\.training)?\.train$/.test(path) && !calls.isOff(keywords.get('verbose_eval')),
  );
  const fitted = fitsOf(/^xgboost(\.sklearn)?\.XGB\w+$/, calls).filter(
    ({ fit }) => !calls.isOff(fit.keywords.get('verbose')),
  );
  return [
    ...trained.flatMap(({ keywords, positional }) => {
      const settings = keywords.get('params') ?? positional[0];
      const sets = setsOfPairs(keywords.get('evals') ?? positional[3], calls);
      const given = measuresOfEntry(calls.entryOf(settings, 'eval_metric'), calls);
      return combine(sets, given ?? squaredError(settings, calls), xgboostMetric);
    }),
    ...fitted.flatMap(({ fit, made }) => {
      const asked = fit.keywords.get('eval_metric') ?? made.keywords.get('eval_metric');
      const pairs = calls.itemsOf(fit.keywords.get('eval_set')) ?? [];
      const sets = countedSets(pairs, 'validation_', calls);
      return combine(sets, measuresIn(asked, calls) ?? [], xgboostMetric);
    }),
  ];
}

function xgboostMetric(set: Named, measure: Named): ScriptMetric {
  // It writes this one without its threshold, which is where it is by itself.
  const name = `${set.name}-${measure.name.replace(/^error@0?\.50*$/, 'error')}`;
  return { name, regex: String.raw`\b${escaped(name)}:${number}`, line: measure.line };
}

/** Of the objectives that need no `eval_metric`, the one whose measure no release has changed. */
function squaredError(settings: SyntaxNode | undefined, calls: FrameworkCalls): Named[] {
  const objective = calls.entryOf(settings, 'objective');
  const isOpen = calls.entryOf(settings, 'disable_default_eval_metric') !== undefined;
  if (objective === undefined || objective === 'unknown' || isOpen) {
    return [];
  }
  const text = calls.textOf(objective) ?? '';
  return /^reg:(squarederror|linear)$/.test(text)
    ? [{ name: 'rmse', line: calls.lineOf(objective) }]
    : [];
}

/** `[(train, 'train'), (valid, 'validation')]` */
function setsOfPairs(node: SyntaxNode | undefined, calls: FrameworkCalls): Named[] {
  return (calls.itemsOf(node) ?? []).flatMap((pair) => {
    const [, second] = calls.itemsOf(pair) ?? [];
    return namedBy(second, calls);
  });
}

/** `valid_0's auc: 0.9` of LightGBM, which prints only where a callback or `verbose_eval` asks for it. */
export function lightgbmMetrics(calls: FrameworkCalls): ScriptMetric[] {
  const trained = calls.all.filter(
    ({ path, keywords }) =>
      /^lightgbm(\.engine)?\.train$/.test(path) && isLogged(keywords, 'verbose_eval', calls),
  );
  const fitted = fitsOf(/^lightgbm(\.sklearn)?\.LGBM\w+$/, calls).filter(({ fit }) =>
    isLogged(fit.keywords, 'verbose', calls),
  );
  return [
    ...trained.flatMap(({ keywords, positional }) => {
      const settings = keywords.get('params') ?? positional[0];
      const data = keywords.get('train_set') ?? positional[1];
      const sets = setsOfTraining(keywords, data, calls);
      return combine(sets, measuresOfSettings(settings, calls), lightgbmMetric);
    }),
    ...fitted.flatMap(({ fit, made }) => {
      const sets = setsOfFit(fit, calls);
      const asked = fit.keywords.get('eval_metric') ?? made.keywords.get('metric');
      return combine(sets, measuresIn(asked, calls) ?? [], lightgbmMetric);
    }),
  ];
}

function lightgbmMetric(set: Named, measure: Named): ScriptMetric {
  const name = aliases.get(measure.name) ?? measure.name;
  const regex = String.raw`\b${escaped(`${set.name}'s ${name}`)}:\s*${number}`;
  return { name: `${set.name} ${name}`, regex, line: measure.line };
}

/** LightGBM's other words for its measures (Parameters, “metric”). */
const aliases: ReadonlyMap<string, string> = new Map([
  ...['mae', 'mean_absolute_error', 'regression_l1'].map((name) => [name, 'l1'] as const),
  ...['mse', 'mean_squared_error', 'regression_l2', 'regression'].map(
    (name) => [name, 'l2'] as const,
  ),
  ...['root_mean_squared_error', 'l2_root'].map((name) => [name, 'rmse'] as const),
  ['mean_absolute_percentage_error', 'mape'],
  ['binary', 'binary_logloss'],
  ...['multiclass', 'softmax', 'multiclassova', 'multiclass_ova', 'ova', 'ovr'].map(
    (name) => [name, 'multi_logloss'] as const,
  ),
  ['xentropy', 'cross_entropy'],
  ['mean_average_precision', 'map'],
]);

const settingNames = ['metric', 'metrics', 'metric_types'];

function measuresOfSettings(settings: SyntaxNode | undefined, calls: FrameworkCalls): Named[] {
  const given = settingNames.flatMap((name) => calls.entryOf(settings, name) ?? []);
  const first = given.includes('unknown') ? 'unknown' : given[0];
  return measuresOfEntry(first, calls) ?? [];
}

function isLogged(
  keywords: WrittenCall['keywords'],
  setting: string,
  calls: FrameworkCalls,
): boolean {
  const asked = keywords.get(setting);
  const callbacks = calls.itemsOf(keywords.get('callbacks')) ?? [];
  const isLogger = (node: SyntaxNode): boolean =>
    /^lightgbm(\.callback)?\.(log_evaluation|print_evaluation|early_stopping)$/.test(
      calls.callOf(node)?.path ?? '',
    );
  return (asked !== undefined && !calls.isOff(asked)) || callbacks.some(isLogger);
}

/** Without names the data that is trained on is `training`, and others are counted. */
function setsOfTraining(
  keywords: WrittenCall['keywords'],
  data: SyntaxNode | undefined,
  calls: FrameworkCalls,
): Named[] {
  const given = keywords.get('valid_sets');
  const names = keywords.get('valid_names');
  if (names) {
    return (calls.itemsOf(names) ?? [names]).flatMap((name) => namedBy(name, calls));
  }
  const trained = data && calls.script.textOf(data);
  const items = calls.itemsOf(given) ?? [];
  return countedSets(items, 'valid_', calls).map((set, index) => {
    const node = items[index];
    const isTraining = node && calls.script.textOf(node) === trained;
    return isTraining ? { ...set, name: 'training' } : set;
  });
}

/** A pair that is the data of the training itself has that name. */
function setsOfFit(fit: WrittenCall, calls: FrameworkCalls): Named[] {
  const names = fit.keywords.get('eval_names');
  if (names) {
    return (calls.itemsOf(names) ?? []).flatMap((name) => namedBy(name, calls));
  }
  const textOf = (node: SyntaxNode): string => calls.script.textOf(node);
  const data = fit.positional.slice(0, 2).map(textOf);
  const pairs = calls.itemsOf(fit.keywords.get('eval_set')) ?? [];
  return countedSets(pairs, 'valid_', calls).map((set, index) => {
    const pair = calls.itemsOf(pairs[index])?.map(textOf) ?? [];
    const isTraining = pair.length === 2 && pair.every((part, place) => part === data[place]);
    return isTraining ? { ...set, name: 'training' } : set;
  });
}

/** Calls of `fit` of an estimator, with the call that made it. */
function fitsOf(
  type: RegExp,
  calls: FrameworkCalls,
): { readonly fit: WrittenCall; readonly made: WrittenCall }[] {
  return calls.methods(/^fit$/).flatMap((fit) => {
    const made = calls.callOf(fit.object);
    return made && type.test(made.path) ? [{ fit, made }] : [];
  });
}

/** Data sets that are called by their place. */
function countedSets(items: readonly SyntaxNode[], prefix: string, calls: FrameworkCalls): Named[] {
  return items.map((item, index) => ({
    name: `${prefix}${String(index)}`,
    line: calls.lineOf(item),
  }));
}

/** `'auc'`, `'auc,rmse'`, `['auc', 'rmse']`; `undefined`: nothing is given. */
function measuresIn(node: SyntaxNode | undefined, calls: FrameworkCalls): Named[] | undefined {
  return (
    node &&
    (calls.itemsOf(node) ?? [node]).flatMap((item) =>
      namedBy(item, calls).flatMap(({ name, line }) =>
        name.split(',').map((part) => ({ name: part.trim(), line })),
      ),
    )
  );
}

/** None of what cannot be told; `undefined`: nothing is given. */
const measuresOfEntry = (entry: Entry, calls: FrameworkCalls): Named[] | undefined =>
  entry === 'unknown' ? [] : measuresIn(entry, calls);

function namedBy(node: SyntaxNode | undefined, calls: FrameworkCalls): Named[] {
  const name = calls.textOf(node)?.trim();
  return node && name ? [{ name, line: calls.lineOf(node) }] : [];
}

/** A request defines 40 metrics at most (`findMetrics`): more names than that only multiply. */
const mostCombined = 40;

function combine(
  sets: readonly Named[],
  measures: readonly Named[],
  metric: (set: Named, measure: Named) => ScriptMetric,
): ScriptMetric[] {
  const asked = measures.slice(0, mostCombined);
  return sets.slice(0, mostCombined).flatMap((set) => asked.map((one) => metric(set, one)));
}
