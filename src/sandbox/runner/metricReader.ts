import { createContext, Script } from 'node:vm';
import type { LogEvent } from '../../core/logs/logLine';
import type { FinalMetric, MetricDefinition } from '../store/jobRecord';

/** Longer lines are no metrics; a regular expression's time may grow with their length. */
const longestMetricLine = 4096;
/** An expression that takes longer over one batch of lines is given up. */
const batchMilliseconds = 250;

/** The last line that matches wins; its first group, or all of the match, is the value. */
const script = new Script(`(() => {
  for (let index = lines.length - 1; index >= 0; index--) {
    const match = expression.exec(lines[index]);
    if (match) return [index, match[1] ?? match[0]];
  }
})()`);

/** Reads a job's metrics from its lines, as `MetricDefinitions` say. */
export class MetricReader {
  private readonly expressions = new Map<string, RegExp>();
  private readonly found = new Map<string, FinalMetric>();
  private readonly names: readonly string[];
  private readonly globals: { expression?: RegExp; lines?: readonly string[] } = {};
  /** Only in a context of its own can a running expression be interrupted. */
  private readonly context = createContext(this.globals);

  constructor(definitions: readonly MetricDefinition[]) {
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

  read(events: readonly LogEvent[]): void {
    if (this.expressions.size === 0) return;
    const lines = events.map(({ message }) => message.slice(0, longestMetricLine));
    for (const [name, expression] of this.expressions) {
      const match = this.lastMatch(expression, lines);
      if (match === 'tooSlow') this.expressions.delete(name);
      else if (match) this.take(name, match.text, events[match.index]?.timestamp ?? 0);
    }
  }

  private lastMatch(
    expression: RegExp,
    lines: readonly string[],
  ): { readonly index: number; readonly text: string } | 'tooSlow' | undefined {
    Object.assign(this.globals, { expression, lines });
    try {
      const match: unknown = script.runInContext(this.context, { timeout: batchMilliseconds });
      if (!Array.isArray(match)) return undefined;
      return { index: Number(match[0]), text: String(match[1]) };
    } catch {
      return 'tooSlow';
    }
  }

  private take(name: string, text: string, timestamp: number): void {
    const value = Number(text.trim());
    if (text.trim() !== '' && Number.isFinite(value))
      this.found.set(name, { name, value, timestamp });
  }
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
