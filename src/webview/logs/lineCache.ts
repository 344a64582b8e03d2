import type { LogLine } from '../../core/logs/logLine';

/** The lines `from` (inclusive) to `to` (exclusive). */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

/** The few lines around the view that the page holds; the host owns the text. */
export class LineCache {
  private readonly lines = new Map<number, LogLine>();

  get(line: number): LogLine | undefined {
    return this.lines.get(line);
  }

  get size(): number {
    return this.lines.size;
  }

  put(from: number, lines: readonly LogLine[]): void {
    lines.forEach((line, index) => this.lines.set(from + index, line));
  }

  /** The smallest range that holds every line of `range` that is not here. */
  missing({ from, to }: LineRange): LineRange | undefined {
    let first = from;
    let end = to;
    while (first < end && this.lines.has(first)) {
      first++;
    }
    while (end > first && this.lines.has(end - 1)) {
      end--;
    }
    return first < end ? { from: first, to: end } : undefined;
  }

  /** Forgets what is outside `range`. */
  keep({ from, to }: LineRange): void {
    for (const line of this.lines.keys()) {
      if (line < from || line >= to) {
        this.lines.delete(line);
      }
    }
  }

  clear(): void {
    this.lines.clear();
  }
}
