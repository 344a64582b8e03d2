import type { LogLine } from './logLine';

/**
 * The text of a log, owned by the host; the page sees windows of it. Lines count from 0 and never
 * change. Kept in columns: a million lines cost little more than their text.
 */
export class LogBuffer {
  private readonly messages: string[] = [];
  private readonly timestamps: number[] = [];
  private readonly hostIndexes: number[] = [];
  private readonly hostNames: string[] = [];

  get length(): number {
    return this.messages.length;
  }

  /** The hosts seen so far, by name. */
  get hosts(): readonly string[] {
    return this.hostNames.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  }

  append(lines: readonly LogLine[]): void {
    for (const { host, timestamp, message } of lines) {
      this.messages.push(lastState(message));
      this.timestamps.push(timestamp);
      this.hostIndexes.push(this.indexOf(host));
    }
  }

  /** The text of a line; empty where there is none. */
  message(line: number): string {
    return this.messages[line] ?? '';
  }

  /** At most `count` lines from `from` on; short at the end. */
  slice(from: number, count: number): LogLine[] {
    const start = Math.max(0, from);
    const end = Math.min(this.length, start + Math.max(0, count));
    return Array.from({ length: Math.max(0, end - start) }, (_, offset) => ({
      host: this.hostNames[this.hostIndexes[start + offset] ?? 0] ?? '',
      timestamp: this.timestamps[start + offset] ?? 0,
      message: this.message(start + offset),
    }));
  }

  private indexOf(host: string): number {
    const known = this.hostNames.indexOf(host);
    return known === -1 ? this.hostNames.push(host) - 1 : known;
  }
}

/**
 * A progress bar overwrites its line by `\r`; what it showed last is what counts. A line end that the
 * service left on the message goes.
 */
function lastState(message: string): string {
  const text = message.replace(/[\r\n]+$/, '');
  return text.slice(text.lastIndexOf('\r') + 1);
}
