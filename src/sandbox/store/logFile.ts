import { open, type FileHandle } from 'node:fs/promises';
import type { LogEvent } from '../../core/logs/logLine';

/** A stored event; it was taken in the moment it was printed. */
export type StoredEvent = LogEvent;

/** Events between two positions of a file; positions are byte offsets at the start of a line. */
export interface LogSlice {
  readonly events: readonly StoredEvent[];
  readonly begin: number;
  readonly end: number;
}

export interface SliceLimits {
  readonly events: number;
  /** Bytes of the events as they are stored; at least one event is read in any case. */
  readonly bytes: number;
}

export function encodeEvents(events: readonly StoredEvent[]): Buffer {
  return Buffer.from(
    events.map(({ timestamp, message }) => `${JSON.stringify([timestamp, message])}\n`).join(''),
  );
}

/**
 * Reads one stream's file, in which each line is `[timestamp, message]` and timestamps never fall.
 * Nothing but the file says where an event stands, so readers cost no memory between two reads.
 * `length` is how much of it has been written completely.
 */
export class LogReader {
  private constructor(
    private readonly handle: FileHandle,
    private readonly length: number,
  ) {}

  static async use<Result>(
    file: string,
    length: number,
    read: (reader: LogReader) => Promise<Result>,
  ): Promise<Result> {
    const handle = await open(file, 'r');
    try {
      return await read(new LogReader(handle, length));
    } finally {
      await handle.close();
    }
  }

  /** Length of a file up to its last complete line: a killed sandbox may have left half of one. */
  static async completeLength(file: string): Promise<number> {
    const handle = await open(file, 'r');
    try {
      const { size } = await handle.stat();
      return await new LogReader(handle, size).lineStart(size);
    } finally {
      await handle.close();
    }
  }

  /** Whether a position, which a client may have made up, is one. */
  async isLineStart(position: number): Promise<boolean> {
    if (position === 0) return true;
    if (position > this.length) return false;
    return (await this.read(position - 1, position)).toString('latin1') === '\n';
  }

  /** The events from `begin` on and before `until`. */
  async forward(begin: number, until: number, limits: SliceLimits): Promise<LogSlice> {
    const stop = Math.min(until, this.length);
    const bytes = await this.readLines(begin, stop, limits.bytes);
    let end = 0;
    for (let count = 0; count < limits.events; count++) {
      const next = bytes.indexOf('\n', end) + 1;
      if (next === 0 || (next > limits.bytes && count > 0)) break;
      end = next;
    }
    return { events: decode(bytes.subarray(0, end)), begin, end: begin + end };
  }

  /** The last events before `end`, and not before `from`, which is the start of a line. */
  async backward(from: number, end: number, limits: SliceLimits): Promise<LogSlice> {
    const stop = Math.max(from, Math.min(end, this.length));
    const bytes = await this.readLinesBefore(from, stop, limits.bytes);
    const offset = stop - bytes.length;
    let begin = bytes.length;
    for (let count = 0; count < limits.events && begin > 0; count++) {
      const newline = begin > 1 ? bytes.lastIndexOf('\n', begin - 2) : -1;
      // What stands before the first line end of the block is a part of a line, or a whole one.
      if (newline < 0 && offset > from) break;
      begin = newline + 1;
    }
    return { events: decode(bytes.subarray(begin)), begin: offset + begin, end: stop };
  }

  /** Position of the first event at or after `timestamp`; the end when there is none. */
  async seek(timestamp: number): Promise<number> {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = await this.lineStart(low + Math.floor((high - low) / 2), low);
      const [event, next] = await this.eventAt(middle);
      if (event.timestamp < timestamp) low = next;
      else high = middle;
    }
    return low;
  }

  async first(): Promise<StoredEvent | undefined> {
    return this.length === 0 ? undefined : (await this.eventAt(0))[0];
  }

  async last(): Promise<StoredEvent | undefined> {
    if (this.length === 0) return undefined;
    return (await this.eventAt(await this.lineStart(this.length - 1)))[0];
  }

  private async eventAt(position: number): Promise<readonly [StoredEvent, next: number]> {
    const bytes = await this.readLines(position, this.length, 4096);
    const end = bytes.indexOf('\n') + 1;
    const [event] = decode(bytes.subarray(0, end));
    if (event === undefined) throw new Error(`No log event at ${position}`);
    return [event, position + end];
  }

  /** At least `wanted` bytes from `begin`, or as far as the first line goes, or up to `stop`. */
  private async readLines(begin: number, stop: number, wanted: number): Promise<Buffer> {
    let size = Math.max(wanted, 1);
    for (;;) {
      const bytes = await this.read(begin, Math.min(begin + size, stop));
      if (bytes.includes('\n') || begin + size >= stop) return bytes;
      size *= 4;
    }
  }

  /** Like `readLines`, for the bytes before `end`. */
  private async readLinesBefore(from: number, end: number, wanted: number): Promise<Buffer> {
    let size = Math.max(wanted, 1);
    for (;;) {
      const bytes = await this.read(Math.max(from, end - size), end);
      if (end - size <= from || bytes.lastIndexOf('\n', -2) >= 0) return bytes;
      size *= 4;
    }
  }

  /** The position after the last line end before `position`, but not before `floor`. */
  private async lineStart(position: number, floor = 0): Promise<number> {
    let end = position;
    for (let size = 1024; end > floor; size *= 4) {
      const begin = Math.max(floor, end - size);
      const newline = (await this.read(begin, end)).lastIndexOf('\n');
      if (newline >= 0) return begin + newline + 1;
      end = begin;
    }
    return floor;
  }

  private async read(begin: number, end: number): Promise<Buffer> {
    const bytes = Buffer.allocUnsafe(Math.max(0, end - begin));
    let filled = 0;
    while (filled < bytes.length) {
      const { bytesRead } = await this.handle.read(
        bytes,
        filled,
        bytes.length - filled,
        begin + filled,
      );
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return bytes.subarray(0, filled);
  }
}

function decode(lines: Buffer): readonly StoredEvent[] {
  if (lines.length === 0) return [];
  // One parse of all lines takes a fraction of the time of one parse each.
  const text = lines.toString('utf8', 0, lines.length - 1).replaceAll('\n', ',');
  const rows = JSON.parse(`[${text}]`) as (readonly [number, string])[];
  return rows.map(([timestamp, message]) => ({ timestamp, message }));
}
