import type { SyntaxNode } from '@lezer/common';
import type { ScriptMetric } from '../../inspection';
import type { FrameworkCalls, MethodCall, WrittenCall } from './frameworkCalls';
import { escaped, lastOfLine, number } from './metricRegex';

/** A measure by the name that Keras prints. */
interface Measure {
  readonly name: string;
  /** Whether Keras may count it on, as `auc_1`: each object without a name of its own needs another. */
  readonly isNumbered: boolean;
  readonly line: number;
}

/**
 * What `fit` prints, such as `loss: 0.5 - accuracy: 0.9 - val_loss: 0.6`: the loss, and the metrics that
 * `compile` is given by names that do not hang on the release. A model with several outputs puts their
 * names before its metrics, and a `train_step` of the script's own prints what it likes.
 */
export function kerasMetrics(calls: FrameworkCalls): ScriptMetric[] {
  if (hasOwnStep(calls)) {
    return [];
  }
  const compiled = calls.methods(/^compile$/).filter((call) => isModel(call, calls));
  const ownerOf = ({ object }: MethodCall): string => calls.script.textOf(object);
  const owners = new Set(compiled.map(ownerOf));
  const fits = calls
    .methods(/^fit(_generator)?$/)
    .filter((call) => (isOnlyOfKeras(call) || owners.has(ownerOf(call))) && !isSilent(call, calls));
  const [fit] = fits;
  const validated = fits.find((call) => hasValidation(call, calls));
  if (fit === undefined) {
    return [];
  }
  const loss = { name: 'loss', isNumbered: false, line: fit.line };
  const measured = hasSeveralOutputs(calls) ? [] : compiled;
  const measures = [loss, ...measured.flatMap((call) => measuresOf(call, calls))];
  const ofValidation = validated ? measures.map((each) => validation(each, validated)) : [];
  return [...measures, ...ofValidation].map(metricOf);
}

/** A metric of validation stands where the metric does, its loss where it is asked for. */
function validation(measure: Measure, { line }: WrittenCall): Measure {
  const isLoss = measure.name === 'loss';
  return { ...measure, name: `val_${measure.name}`, line: isLoss ? line : measure.line };
}

function metricOf({ name, isNumbered, line }: Measure): ScriptMetric {
  const counted = isNumbered ? '(?:_[0-9]+)?' : '';
  const regex = String.raw`${lastOfLine}\b${escaped(name)}${counted}:\s*${number}`;
  return { name, regex, line };
}

const hasOwnStep = (calls: FrameworkCalls): boolean => calls.functions('train_step').length > 0;

/** `re.compile(…)` and `torch.compile(…)` compile something else. */
const isModel = ({ object }: MethodCall, calls: FrameworkCalls): boolean =>
  !calls.isImported(object);

/** What only Keras' `fit` takes; other packages have a `fit` too. */
const ofKeras = ['epochs', 'validation_data', 'validation_split', 'steps_per_epoch'];

const isOnlyOfKeras = ({ keywords }: WrittenCall): boolean =>
  ofKeras.some((name) => keywords.has(name));

const isSilent = ({ keywords }: WrittenCall, calls: FrameworkCalls): boolean =>
  calls.isOff(keywords.get('verbose'));

const hasValidation = ({ keywords }: WrittenCall, calls: FrameworkCalls): boolean =>
  ['validation_data', 'validation_split'].some(
    (name) => keywords.has(name) && !calls.isOff(keywords.get(name)),
  );

function measuresOf({ keywords, positional }: WrittenCall, calls: FrameworkCalls): Measure[] {
  const loss = calls.valueOf(keywords.get('loss') ?? positional[1]);
  const isOfSeveral = /^(Array|Tuple|Dictionary)Expression$/.test(loss?.name ?? '');
  const given = keywords.get('metrics') ?? positional[2];
  const items = isOfSeveral ? [] : (calls.itemsOf(given) ?? []);
  const read = items.flatMap((item) => measureOf(item, calls) ?? []);
  // Of two of a name one is counted on; which, the release decides.
  const counts = new Map<string, number>();
  for (const { name } of read) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return read.filter(({ name }) => counts.get(name) === 1);
}

/** `Model(inputs, [one, another])` */
const hasSeveralOutputs = (calls: FrameworkCalls): boolean =>
  calls.all.some(({ path, positional, keywords }) => {
    const outputs = keywords.get('outputs') ?? positional[1];
    return /(^|\.)Model$/.test(path) && (calls.itemsOf(outputs)?.length ?? 1) > 1;
  });

function measureOf(node: SyntaxNode, calls: FrameworkCalls): Measure | null {
  const line = calls.lineOf(node);
  const text = calls.textOf(node);
  if (text !== undefined) {
    // Releases differ in what they make of 'AUC'.
    return /^[a-z][a-z0-9_]*$/.test(text) ? { name: text, isNumbered: false, line } : null;
  }
  const call = calls.callOf(node);
  if (call) {
    return objectMeasure(call, line, calls);
  }
  const path = calls.pathOf(node);
  const name = path.slice(path.lastIndexOf('.') + 1);
  const isFunction = isOfKeras(path) ? /^[a-z]/.test(name) : calls.functions(path).length > 0;
  return isFunction ? { name, isNumbered: false, line } : null;
}

const isOfKeras = (path: string): boolean => /(^|\.)(tf_)?keras\.(metrics|losses)\.\w+$/.test(path);

/** `keras.metrics.AUC(name='auc')` */
function objectMeasure(
  { path, positional, keywords }: WrittenCall,
  line: number,
  calls: FrameworkCalls,
): Measure | null {
  const type = isOfKeras(path) ? path.slice(path.lastIndexOf('.') + 1) : '';
  const [first] = positional;
  const named = keywords.get('name') ?? (calls.textOf(first) === undefined ? undefined : first);
  const name = named ? calls.textOf(named) : (ownNames.get(type) ?? snakeCase(type));
  return type !== '' && name !== undefined && /^\w+$/.test(name)
    ? { name, isNumbered: named === undefined, line }
    : null;
}

/** Classes that are not called after themselves. */
const ownNames: ReadonlyMap<string, string> = new Map([
  ['FBetaScore', 'fbeta_score'],
  ['LogCoshError', 'logcosh'],
]);

/** `SparseTopKCategoricalAccuracy` is `sparse_top_k_categorical_accuracy`, `AUC` is `auc`. */
function snakeCase(name: string): string {
  return name
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
