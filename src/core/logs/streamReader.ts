import type { Clock } from '../clock';
import { AppError, type ErrorReason } from '../errors';
import type { LogEvent, LogLine } from './logLine';
import type { LogSource } from './logSource';

/** What one reading of the streams brought; lines count even where a failure ended it. */
export interface LogRound {
  readonly lines: readonly LogLine[];
  /** Whether every stream has been read to its present end. */
  readonly isAtEnd: boolean;
  /** A failure that passes: throttled, offline, signed out. */
  readonly failure: AppError | null;
  /** One that does not. */
  readonly fatal: { readonly error: unknown } | null;
}

export interface StreamsOptions {
  readonly group: string;
  readonly streamPrefix: string;
  readonly clock: Clock;
}

/** How often new streams are looked for once there are some: hosts of a job start together. */
const discoveryMilliseconds = 5000;

const passing: readonly ErrorReason[] = ['throttled', 'network', 'expired', 'sandboxUnavailable'];

interface Stream {
  readonly name: string;
  readonly host: string;
  /** Forward token of what was read; moved on only by a page that arrived. */
  token: string | undefined;
  isAtEnd: boolean;
}

/**
 * Reads the streams of a job page by page, each event once. A stream that has reached its end rests
 * until the others have, so that one long stream does not cost requests for all.
 */
export class StreamReader {
  private readonly streams = new Map<string, Stream>();
  private discoveredAt = -Infinity;

  constructor(
    private readonly source: LogSource,
    private readonly options: StreamsOptions,
  ) {}

  /** One page of each stream that has more. `isOver`: look for every last stream. */
  async read(isOver: boolean, signal: AbortSignal): Promise<LogRound> {
    signal.throwIfAborted();
    const pages: LogLine[][] = [];
    let failed: Pick<LogRound, 'failure' | 'fatal'> = { failure: null, fatal: null };
    try {
      await this.discover(isOver, signal);
      for (const stream of this.due()) {
        pages.push(await this.readPage(stream, signal));
      }
    } catch (error) {
      signal.throwIfAborted();
      failed = isPassing(error)
        ? { failure: error, fatal: null }
        : { failure: null, fatal: { error } };
    }
    const isAtEnd = !failed.failure && !failed.fatal && this.isAtEnd();
    return { lines: mergeByTime(pages), isAtEnd, ...failed };
  }

  private isAtEnd(): boolean {
    return [...this.streams.values()].every((stream) => stream.isAtEnd);
  }

  private due(): Stream[] {
    const all = [...this.streams.values()];
    return this.isAtEnd() ? all : all.filter((stream) => !stream.isAtEnd);
  }

  private async discover(isOver: boolean, signal: AbortSignal): Promise<void> {
    const { clock, group, streamPrefix } = this.options;
    const isDue = clock.now() - this.discoveredAt >= discoveryMilliseconds;
    if (!isDue && !isOver && this.streams.size > 0) {
      return;
    }
    for (const name of await this.source.streams(group, streamPrefix, signal)) {
      if (!this.streams.has(name)) {
        const host = hostOf(name.slice(streamPrefix.length));
        this.streams.set(name, { name, host, token: undefined, isAtEnd: false });
      }
    }
    this.discoveredAt = clock.now();
  }

  private async readPage(stream: Stream, signal: AbortSignal): Promise<LogLine[]> {
    const { group } = this.options;
    const page = await this.source.read({ group, name: stream.name }, stream.token, signal);
    stream.isAtEnd = page.token === stream.token;
    stream.token = page.token;
    return page.events.map((event) => ({ ...event, host: stream.host }));
  }
}

/** `algo-1` of `algo-1-1700000000`. */
function hostOf(stream: string): string {
  return stream.replace(/-\d{6,}$/, '');
}

function isPassing(error: unknown): error is AppError {
  return error instanceof AppError && passing.includes(error.reason);
}

/** Merges what came together; within a stream the order stays, whatever its clock did. */
function mergeByTime(pages: readonly (readonly LogLine[])[]): readonly LogLine[] {
  const [only, ...more] = pages;
  if (only !== undefined && more.length === 0) {
    return only;
  }
  const queues = pages.filter((page) => page.length > 0).map((lines) => ({ lines, at: 0 }));
  const merged: LogLine[] = [];
  for (;;) {
    const [first, ...others] = queues.filter(({ lines, at }) => at < lines.length);
    if (first === undefined) {
      return merged;
    }
    const next = others.reduce((a, b) => (timeOf(b) < timeOf(a) ? b : a), first);
    const line = next.lines[next.at++];
    if (line) {
      merged.push(line);
    }
  }
}

function timeOf({
  lines,
  at,
}: {
  readonly lines: readonly LogEvent[];
  readonly at: number;
}): number {
  return lines[at]?.timestamp ?? Infinity;
}
