import type { LogLine } from '../../core/logs/logLine';
import { LineCache, type LineRange } from './lineCache';

/** A window of the text; short at its end. */
export type ReadLines = (
  window: { readonly from: number; readonly count: number },
  signal: AbortSignal,
) => Promise<{ readonly from: number; readonly lines: readonly LogLine[] }>;

/** Lines asked for beyond both edges of the view, so that scrolling on finds them there. */
const ahead = 200;
/** Lines kept beyond both edges. */
const kept = 1000;

const meets = (a: LineRange, b: LineRange): boolean => a.from < b.to && b.from < a.to;

/**
 * Brings the lines in view from the host: one request at a time, called off when the view has left
 * what it is for.
 */
export class LineFeed {
  private readonly cache = new LineCache();
  private count = 0;
  private wanted: LineRange = { from: 0, to: 0 };
  private running: { readonly range: LineRange; readonly abort: AbortController } | undefined;

  constructor(
    private readonly read: ReadLines,
    private readonly arrived: () => void,
    private readonly failed: (error: unknown) => void,
  ) {}

  line(line: number): LogLine | undefined {
    return this.cache.get(line);
  }

  /** Takes the text's length and its last lines; a text that became shorter is another one. */
  grow(count: number, tail: { readonly from: number; readonly lines: readonly LogLine[] }): void {
    if (count < this.count) {
      this.cache.clear();
    }
    this.count = count;
    this.cache.put(tail.from, tail.lines);
    this.fetch();
  }

  /** Tells which lines are in view. */
  want(range: LineRange): void {
    this.wanted = range;
    this.cache.keep({ from: range.from - kept, to: range.to + kept });
    if (this.running && !meets(this.running.range, range)) {
      this.running.abort.abort();
      this.running = undefined;
    }
    this.fetch();
  }

  private fetch(): void {
    const { from, to } = this.wanted;
    const missing = this.cache.missing({ from, to: Math.min(to, this.count) });
    if (this.running || !missing) {
      return;
    }
    const range = {
      from: Math.max(0, missing.from - ahead),
      to: Math.min(this.count, missing.to + ahead),
    };
    const abort = new AbortController();
    this.running = { range, abort };
    void this.request(range, abort.signal);
  }

  private async request(range: LineRange, signal: AbortSignal): Promise<void> {
    try {
      const { from, lines } = await this.read(
        { from: range.from, count: range.to - range.from },
        signal,
      );
      if (signal.aborted) {
        return;
      }
      this.running = undefined;
      this.cache.put(from, lines);
      this.arrived();
      if (lines.length > 0) {
        this.fetch();
      }
    } catch (error) {
      if (!signal.aborted) {
        this.running = undefined;
        this.failed(error);
      }
    }
  }
}
