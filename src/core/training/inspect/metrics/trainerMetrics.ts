import type { SyntaxNode } from '@lezer/common';
import type { ScriptMetric } from '../../inspection';
import { childrenOf } from '../pythonScript';
import type { FrameworkCalls, MethodCall, WrittenCall } from './frameworkCalls';
import { escaped, number } from './metricRegex';

/** Trainers of transformers, and those of TRL that are one. */
const trainer =
  /^(transformers(\.\w+)*\.(Seq2Seq)?Trainer|trl(\.\w+)*\.(SFT|DPO|KTO|ORPO|CPO|Reward)Trainer)$/;

/** Metrics of `evaluate` that give one number, under their own name. */
const ofOneNumber = /^(accuracy|f1|precision|recall|matthews_correlation|mse|mae|mape|r_squared)$/;

/**
 * What a `Trainer` prints, such as `{'loss': 0.5, 'epoch': 1.0}` and `{'eval_loss': 0.4, 'eval_f1': 0.9}`;
 * from transformers 5 on its numbers stand in quotes. What is evaluated is what `compute_metrics` returns.
 */
export function trainerMetrics(calls: FrameworkCalls): ScriptMetric[] {
  const own = ownTrainers(calls);
  const isTrainer = (path: string): boolean => trainer.test(path) || own.has(path);
  const ofTrainer = (method: RegExp): MethodCall[] =>
    calls.methods(method).filter(({ object }) => {
      const made = calls.madeBy(object);
      return made.length > 0 && made.every(({ path }) => isTrainer(path));
    });
  const trained = ofTrainer(/^train$/);
  const evaluations = ofTrainer(/^evaluate$/);
  const made = [...trained, ...evaluations].flatMap(({ object }) => calls.madeBy(object));
  const [first] = trained;
  const evaluation = evaluations[0] ?? made.find((call) => isEvaluatedOnTheWay(call, calls));
  return [
    ...(first ? ['loss', 'train_loss'].map((name) => metricOf(name, first.line)) : []),
    ...(evaluation ? [metricOf('eval_loss', evaluation.line)] : []),
    ...(evaluation ? made.flatMap((call) => computed(call, calls)) : []),
  ];
}

function metricOf(name: string, line: number): ScriptMetric {
  const regex = String.raw`["']${escaped(name)}["']\s*:\s*["']?${number}`;
  return { name, regex, line };
}

/** Classes of the script that are a trainer with changes. */
function ownTrainers(calls: FrameworkCalls): ReadonlySet<string> {
  return new Set(
    calls.script.nodes('ClassDefinition').flatMap((node) => {
      const name = node.getChild('VariableName');
      const bases = node.getChild('ArgList');
      const isOne = bases && childrenOf(bases).some((base) => trainer.test(calls.pathOf(base)));
      return name && isOne ? [calls.script.textOf(name)] : [];
    }),
  );
}

/** `TrainingArguments(eval_strategy='epoch')`; older releases say `evaluation_strategy`. */
function isEvaluatedOnTheWay(
  { keywords, positional }: WrittenCall,
  calls: FrameworkCalls,
): boolean {
  const settings = calls.callOf(keywords.get('args') ?? positional[1]);
  return ['eval_strategy', 'evaluation_strategy'].some((name) => {
    const given = settings?.keywords.get(name);
    return given !== undefined && !/^(no|)$/.test(calls.textOf(given) ?? 'no');
  });
}

/** The keys of what `compute_metrics` returns. */
function computed({ keywords }: WrittenCall, calls: FrameworkCalls): ScriptMetric[] {
  const given = keywords.get('compute_metrics');
  const name = given ? calls.script.textOf(given) : '';
  const functions = calls.functions(name);
  const [only] = functions;
  const returned = only && functions.length === 1 ? returnedBy(only, calls) : [];
  return returned
    .flatMap((node) => keysOf(node, calls))
    .map(({ key, line }) => metricOf(key.startsWith('eval_') ? key : `eval_${key}`, line));
}

function returnedBy(written: SyntaxNode, { script }: FrameworkCalls): SyntaxNode[] {
  const inside = script
    .nodes('ReturnStatement')
    .filter((node) => node.from > written.from && node.to <= written.to);
  return inside.flatMap((node) => {
    const [, value, ...more] = childrenOf(node);
    return value && more.length === 0 ? [value] : [];
  });
}

interface Key {
  readonly key: string;
  readonly line: number;
}

function keysOf(node: SyntaxNode, calls: FrameworkCalls): Key[] {
  const value = calls.valueOf(node);
  const call = calls.callOf(node);
  if (call) {
    return call.path === 'dict'
      ? [...call.keywords].map(([key, given]) => ({ key, line: calls.lineOf(given) }))
      : computedBy(call, calls);
  }
  const entries = value?.name === 'DictionaryExpression' ? calls.keysOf(value) : [];
  return entries.flatMap((key) => {
    const text = calls.textOf(key);
    return text === undefined || !/^[\w/.-]+$/.test(text)
      ? []
      : [{ key: text, line: calls.lineOf(key) }];
  });
}

/** `evaluate.load('accuracy').compute(…)` */
function computedBy({ node, line }: WrittenCall, calls: FrameworkCalls): Key[] {
  const callee = node.firstChild;
  const isCompute = callee !== null && calls.script.textOf(callee).endsWith('.compute');
  const loaded = isCompute ? calls.callOf(callee.firstChild ?? undefined) : undefined;
  const isLoad = /^(evaluate\.load|datasets\.load_metric)$/.test(loaded?.path ?? '');
  const name = isLoad ? (calls.textOf(loaded?.positional[0]) ?? '') : '';
  return ofOneNumber.test(name) ? [{ key: name, line }] : [];
}
