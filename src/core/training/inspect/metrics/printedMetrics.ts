import type { SyntaxNode } from '@lezer/common';
import type { ScriptMetric } from '../../inspection';
import type { PythonScript } from '../pythonScript';
import { escaped, number } from './metricRegex';
import { templateOf, type Segment } from './printedTemplate';

const word = String.raw`[A-Za-z]\w*(?:[@/.-]+\w+)*`;

/** Calls that write a line to what SageMaker reads. */
const printing =
  /^(print|(\w+\.)*(log|logger|logging|_logger|LOG|LOGGER)\.(info|warning|error|debug|critical)|tqdm\.write|\w*bar\.write|logging\.log)$/;

/** Words that tell a measure of training from a counter or a setting. */
const measures =
  /loss|acc\b|accuracy|auc|\bf1|f1\b|f1[-_ ]|precision|recall|err\b|error|mse|mae\b|mape|\br2\b|score|perplexity|ppl|bleu|rouge|\biou|\bmap\b|dice|\bwer\b|\bcer\b|psnr|ssim|\bfid\b|reward|metric|logloss|throughput|elbo|kappa|mcc\b|ndcg/i;

/** Measures that the script prints behind a name of theirs, as SageMaker could read them from its log. */
export function printedMetrics(script: PythonScript): ScriptMetric[] {
  const found = new Map<string, ScriptMetric>();
  for (const call of script.nodes('CallExpression')) {
    const callee = call.firstChild;
    if (callee && printing.test(script.textOf(callee))) {
      for (const metric of metricsIn(call, script)) {
        found.set(metric.name, found.get(metric.name) ?? metric);
      }
    }
  }
  return [...found.values()];
}

function metricsIn(call: SyntaxNode, script: PythonScript): ScriptMetric[] {
  const line = script.lineOf(call);
  const segments = merged(templateOf(call, script));
  return segments.flatMap((segment, index) => {
    const before = segments[index - 1];
    const label = segment.kind === 'hole' && before?.kind === 'text' ? labelOf(before.text) : null;
    return segment.kind === 'hole' && label !== null && isMeasure(label.name, segment.expression)
      ? [{ name: label.name.replace(/\s+/g, ' '), regex: regexOf(label), line }]
      : [];
  });
}

/** Neighbouring texts are one. */
function merged(segments: readonly Segment[]): Segment[] {
  const all: Segment[] = [];
  for (const segment of segments) {
    const last = all.at(-1);
    if (segment.kind === 'text' && last?.kind === 'text') {
      all[all.length - 1] = { kind: 'text', text: last.text + segment.text };
    } else {
      all.push(segment);
    }
  }
  return all;
}

interface Label {
  readonly name: string;
  /** What stands between the name and the number. */
  readonly sign: string;
}

/** Longer names are refused (service model, `MetricName`). */
const longestLabel = 300;

/** Up to four words, and the sign behind them; dots behind a word are such a sign. */
const labelled = new RegExp(
  String.raw`(${word}(?: ${word}){0,3})(["']?\s*(?:[:=]|\.+|…|[-=]>)?\s*)$`,
);

/** The words right before a number: `val loss` of `epoch 3, val loss: `. */
function labelOf(text: string): Label | null {
  const match = labelled.exec(text.slice(-longestLabel));
  const [, name = '', sign = ''] = match ?? [];
  return match === null || (sign === '' && /\w$/.test(name)) ? null : { name, sign };
}

function isMeasure(name: string, expression: string): boolean {
  const isText = /^["']|\bname\b/.test(expression);
  return !isText && measures.test(name.replaceAll('_', ' '));
}

/** Longest expression that the service takes (service model, `MetricRegex`). */
const maxRegex = 500;

/** `\\b` keeps `loss` from being found in `val_loss`. */
function regexOf({ name, sign }: Label): string {
  const between = escaped(sign.trim());
  const gap = between === '' ? String.raw`\s+` : String.raw`\s*${between}\s*`;
  return `${String.raw`\b`}${escaped(name)}${gap}${number}`.slice(0, maxRegex);
}
