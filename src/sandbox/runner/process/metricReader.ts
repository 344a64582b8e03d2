import { setImmediate as othersTurn } from 'node:timers/promises';
import { createContext, Script } from 'node:vm';
import type { LogEvent } from '../../../core/logs/logLine';
import type { FinalMetric, MetricDefinition } from '../../store/jobRecord';
import type { MetricSink } from '../../store/metricSink';

/** A regular expression's time may grow with a line's length. */
const longestMetricLine = 4096;
/** An expression that takes longer over one batch of lines, each time, is given up. */
const batchMilliseconds = 250;
/** Time passes on a busy computer too, without any work being done. */
const attempts = 3;

/**
 * A line's first match counts, and its first group is the value. AWS documents one group and says
 * nothing of others: of several the first is taken, because Hugging Face's own definitions for
 * SageMaker have two, `([0-9]+(.|e\-)[0-9]+)`; without any, all of the match.
 */
const script = new Script(`lines.flatMap((line, index) => {
  const match = expression.exec(line);
  return match ? [[index, match[1] ?? match[0]]] : [];
})`);

/** Where the values go, and which job they are of. */
export interface MetricTarget {
  readonly sink: MetricSink;
  readonly namespace: string;
  readonly jobName: string;
}

/** Reads a job's metrics from its lines, as `MetricDefinitions` say. */
export class MetricReader {
  private readonly expressions = new Map<string, RegExp>();
  private readonly found = new Map<string, FinalMetric>();
  private readonly names: readonly string[];
  private readonly globals: { expression?: RegExp; lines?: readonly string[] } = {};
  /** Only in a context of its own can a running expression be interrupted. */
  private readonly context = createContext(this.globals);

  constructor(
    definitions: readonly MetricDefinition[],
    private readonly target: MetricTarget,
  ) {
    this.names = definitions.map(({ Name }) => Name);
    for (const { Name, Regex } of definitions) {
      const expression = compileMetric(Regex);
      if (expression) this.expressions.set(Name, expression);
    }
  }

  /** The last value of each metric so far, in the order of the definitions. */
  get metrics(): readonly FinalMetric[] {
    return this.names.flatMap((name) => this.found.get(name) ?? []);
  }

  /**
   * Puts every value of the lines into the sink; rejects when that does. Resolves with the metrics
   * whose expressions are given up because they take too long; the job's log is to say so.
   */
  async read(events: readonly LogEvent[]): Promise<readonly string[]> {
    if (this.expressions.size === 0) return [];
    const lines = events.map(({ message }) => readPart(message));
    const values: FinalMetric[] = [];
    const givenUp: string[] = [];
    for (const [name, expression] of this.expressions) {
      const matches = this.matches(expression, lines);
      // Forty expressions, each just quick enough, would hold up everybody for seconds.
      await othersTurn();
      if (matches === 'tooSlow') {
        this.expressions.delete(name);
        givenUp.push(name);
      } else {
        for (const [index, text] of matches) {
          values.push(...readValue(name, text, events[index]?.timestamp ?? 0));
        }
      }
    }
    for (const value of values) this.found.set(value.name, value);
    if (values.length > 0) await this.publish(values);
    return givenUp;
  }

  private matches(
    expression: RegExp,
    lines: readonly string[],
  ): readonly (readonly [index: number, text: string])[] | 'tooSlow' {
    Object.assign(this.globals, { expression, lines });
    for (let attempt = 0; attempt < attempts; attempt++) {
      try {
        const found = script.runInContext(this.context, {
          timeout: batchMilliseconds,
        }) as unknown[];
        return found as (readonly [number, string])[];
      } catch (error) {
        if (!isTimeout(error)) throw error;
      }
    }
    return 'tooSlow';
  }

  private async publish(values: readonly FinalMetric[]): Promise<void> {
    const { sink, namespace, jobName } = this.target;
    const dimensions = { TrainingJobName: jobName };
    await sink.put(values.map((value) => ({ ...value, namespace, dimensions, unit: 'None' })));
  }
}

/** The error is one of the other context, so no `Error` of this one. */
const isTimeout = (error: unknown): boolean =>
  (error as { readonly code?: unknown } | null)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';

/**
 * Of a longer line the beginning is read, and of a progress bar, which writes over itself, the end too: it
 * is what the bar comes to. Cut between words, so that no number loses its digits.
 */
function readPart(line: string): string {
  if (line.length <= longestMetricLine) {
    return line;
  }
  const isBar = line.includes('\r');
  const length = isBar ? longestMetricLine / 2 : longestMetricLine;
  const head = line.slice(0, length + 1).replace(lastWord, '');
  return isBar ? `${head}\r${line.slice(-length - 1).replace(/^[\w.+-]+/, '')}` : head;
}

/** The end that may be half a word; bound to begin where a word does, or it would be looked for at each letter. */
const lastWord = /(?<![\w.+-])[\w.+-]+$/;

function readValue(name: string, text: string, timestamp: number): readonly FinalMetric[] {
  const value = Number(text.trim());
  return text.trim() !== '' && Number.isFinite(value) ? [{ name, value, timestamp }] : [];
}

/**
 * A metric's expression as JavaScript reads it, or `undefined` when it cannot. Two notations that
 * only Python and Java have are translated: `(?P<name>` and a leading `(?i)`.
 */
export function compileMetric(regex: string): RegExp | undefined {
  const ignoresCase = regex.startsWith('(?i)');
  const source = (ignoresCase ? regex.slice(4) : regex).replaceAll('(?P<', '(?<');
  try {
    return new RegExp(source, ignoresCase ? 'i' : '');
  } catch {
    return undefined;
  }
}
