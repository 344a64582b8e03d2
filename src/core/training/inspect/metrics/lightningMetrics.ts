import type { ScriptMetric } from '../../inspection';
import { functionOf } from './bindings';
import type { FrameworkCalls, MethodCall, WrittenCall } from './frameworkCalls';
import { escaped, lastOfLine, number } from './metricRegex';

const trainer = /^(pytorch_lightning|lightning)(\.\w+)*\.Trainer$/;

/**
 * What Lightning shows of `self.log(…)`: with `prog_bar=True` in the bar of `fit`, as `val_loss=0.5`, and in
 * a table after `validate` and `test`. The bar of `rich` breaks its lines where the window ends, so of it
 * only what fits is read.
 */
export function lightningMetrics(calls: FrameworkCalls): ScriptMetric[] {
  const called = (method: RegExp): boolean =>
    calls.methods(method).some(({ object }) => {
      const made = calls.madeBy(object);
      return made.length > 0 && made.every(({ path }) => trainer.test(path));
    });
  const shown = { fit: called(/^fit$/), validate: called(/^validate$/), test: called(/^test$/) };
  return calls.methods(/^log(_dict)?$/).flatMap((call) => {
    const step = stepOf(call, calls);
    return step === null || !isShown(call, step, shown, calls)
      ? []
      : namesIn(call, calls).flatMap(({ name, line }) =>
          namesShown(name, step, call, calls).map((each) => metricOf(each, line)),
        );
  });
}

/** What Lightning calls a method for. */
interface Step {
  readonly stage: string;
  /** Whether it is called for each batch. */
  readonly isOfBatch: boolean;
}

function metricOf(name: string, line: number): ScriptMetric {
  const sign = String.raw`(?:=|:\s*|\s*│\s*)`;
  return { name, regex: `${lastOfLine}${String.raw`\b`}${escaped(name)}${sign}${number}`, line };
}

const ownMethod = /^(?:on_)?(train|validation|test)(?:ing)?_(step|epoch_end)$/;

/** Lightning's method that logs; `null` where something else does. */
function stepOf({ node, object }: MethodCall, { script }: FrameworkCalls): Step | null {
  const method = functionOf(node);
  const name = method?.getChild('VariableName');
  const self = method?.getChild('ParamList')?.getChild('VariableName');
  if (!name || !self || script.textOf(self) !== script.textOf(object)) {
    return null;
  }
  const [, stage, part] = ownMethod.exec(script.textOf(name)) ?? [];
  return stage === undefined ? null : { stage, isOfBatch: part === 'step' };
}

function isShown(
  { keywords }: WrittenCall,
  { stage }: Step,
  shown: Readonly<Record<'fit' | 'validate' | 'test', boolean>>,
  calls: FrameworkCalls,
): boolean {
  const bar = keywords.get('prog_bar');
  const isInBar = shown.fit && stage !== 'test' && bar !== undefined && !calls.isOff(bar);
  return isInBar || (shown.validate && stage === 'validation') || (shown.test && stage === 'test');
}

interface Named {
  readonly name: string;
  readonly line: number;
}

/** `self.log('name', …)`, `self.log_dict({'name': …})` */
function namesIn({ positional, keywords }: WrittenCall, calls: FrameworkCalls): Named[] {
  const given = calls.valueOf(positional[0] ?? keywords.get('name') ?? keywords.get('dictionary'));
  const names = given?.name === 'DictionaryExpression' ? calls.keysOf(given) : [given];
  return names.flatMap((node) => {
    const name = calls.textOf(node);
    return node && name !== undefined && /^\w[\w/.@ -]*$/.test(name)
      ? [{ name, line: calls.lineOf(node) }]
      : [];
  });
}

/** What is shown of each step and of each epoch has two names. */
function namesShown(
  name: string,
  { stage, isOfBatch }: Step,
  { keywords }: WrittenCall,
  calls: FrameworkCalls,
): string[] {
  const isOn = (setting: string, preset: boolean): boolean =>
    keywords.has(setting) ? !calls.isOff(keywords.get(setting)) : preset;
  const isEachStep = isOfBatch && stage === 'train';
  return isOn('on_step', isEachStep) && isOn('on_epoch', !isEachStep)
    ? [`${name}_step`, `${name}_epoch`]
    : [name];
}
