import type { LogLine } from '../../src/core/logs/logLine';
import type { FindResult, LogState, logsContract } from '../../src/shared/contracts/logs';
import type { Handlers } from '../../src/shared/rpc/contract';

const began = Date.UTC(2026, 10, 21, 10, 2, 41, 123);

export const logLine = (message: string): LogLine => ({
  timestamp: began,
  host: 'algo-1',
  message,
});

/** Lines such as a training script prints, one every 100 ms. */
export const trainingLines = (count: number, hosts: readonly string[] = ['algo-1']): LogLine[] =>
  Array.from({ length: count }, (_, i) => ({
    timestamp: began + i * 100,
    host: hosts[i % hosts.length] ?? 'algo-1',
    message: `Epoch ${i} loss=${(1 / (i + 1)).toFixed(4)} acc=0.941`,
  }));

/** A host that owns the text, as the extension does. */
export class LogHost {
  constructor(
    public lines: LogLine[],
    private readonly hosts: readonly string[] = ['algo-1'],
  ) {}

  state(more: Partial<LogState> = {}): LogState {
    const from = Math.max(0, this.lines.length - 200);
    return {
      jobName: 'penguins-2026-11-21-10-02-33',
      connection: 'Local sandbox',
      status: 'Training',
      isGone: false,
      failure: '',
      failedAt: null,
      canStop: true,
      canOpenModel: false,
      canTrainAgain: false,
      phase: 'live',
      detail: '',
      hosts: this.hosts,
      lineCount: this.lines.length,
      tail: { from, lines: this.lines.slice(from) },
      ...more,
    };
  }

  handlers(): Handlers<typeof logsContract> {
    const done = (): Promise<undefined> => Promise.resolve(undefined);
    return {
      lines: ({ from, count }) =>
        Promise.resolve({ from, lines: this.lines.slice(from, from + count) }),
      find: ({ query, from, direction }) => Promise.resolve(this.find(query, from, direction)),
      openInEditor: done,
      stopJob: done,
      openModel: done,
      trainAgain: done,
      openCode: done,
      copy: done,
    };
  }

  private find(query: string, from: number, direction: 'next' | 'previous'): FindResult {
    const found = this.lines.flatMap(({ message }, i) => (message.includes(query) ? [i] : []));
    const next = found.find((i) => i >= from) ?? found[0];
    const previous = found.findLast((i) => i <= from) ?? found.at(-1);
    const line = (direction === 'next' ? next : previous) ?? null;
    return { count: found.length, line, ordinal: line === null ? 0 : found.indexOf(line) + 1 };
  }
}
