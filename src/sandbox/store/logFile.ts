import { open, type FileHandle } from 'node:fs/promises';
import { decodeEvents, unfinishedOf, type PlacedEvent, type StoredEvent } from './logRows';

/** Events between two positions of a file; positions are byte offsets at the start of a line. */
export interface LogSlice {
  readonly events: readonly PlacedEvent[];
  readonly begin: number;
  readonly end: number;
}

export interface SliceLimits {
  readonly events: number;
  /** Bytes of the events as they are stored; at least one event is read in any case. */
  readonly bytes: number;
}

/**
 * A position that outlives events being put in before it, as they are put in behind those of the
 * same time: so many bytes behind the first event of a time.
 */
export interface LogPlace {
  readonly timestamp: number;
  readonly offset: number;
}

/**
 * Reads one stream's file, in which timestamps never fall. Nothing but the file says where an event
 * stands, so readers cost no memory between two reads. A damaged line costs what it said.
 */
export class LogReader {
  constructor(
    private readonly handle: FileHandle,
    /** While it is the same, positions stay what they are. */
    readonly file: string,
    /** Where the first event stands that has not expired. */
    readonly begin: number,
    /** How much of the file has been written completely. */
    readonly length: number,
  ) {}

  static async use<Result>(
    file: string,
    length: number,
    read: (reader: LogReader) => Promise<Result>,
  ): Promise<Result> {
    const handle = await open(file, 'r');
    try {
      return await read(new LogReader(handle, file, 0, length));
    } finally {
      await handle.close();
    }
  }

  /** Length of what is complete: a killed sandbox may have left half a line or half a batch. */
  static async completeLength(file: string): Promise<number> {
    const handle = await open(file, 'r');
    try {
      const { size } = await handle.stat();
      const reader = new LogReader(handle, file, 0, size);
      return await reader.withoutHalfBatch(await reader.lineStart(size));
    } finally {
      await handle.close();
    }
  }

  /** The same file without the events before a time. */
  async since(timestamp: number): Promise<LogReader> {
    return new LogReader(this.handle, this.file, await this.seek(timestamp), this.length);
  }

  async placeOf(position: number): Promise<LogPlace> {
    if (position <= this.begin) return { timestamp: 0, offset: 0 };
    const [event] = await this.eventAt(await this.lineStart(position - 1));
    const timestamp = event?.timestamp ?? 0;
    return { timestamp, offset: position - (await this.seek(timestamp)) };
  }

  /** Where a place is now; `undefined` when it, which a client may have made up, is none. */
  async positionOf({ timestamp, offset }: LogPlace): Promise<number | undefined> {
    const first = await this.seek(timestamp);
    if (offset === 0) return first;
    const [event] = await this.eventAt(first);
    // The events of that time have expired.
    if (timestamp > 0 && first === this.begin && event?.timestamp !== timestamp) return first;
    return (await this.isLineStart(first + offset)) ? first + offset : undefined;
  }

  /** The events from `begin` on and before `until`. */
  async forward(begin: number, until: number, limits: SliceLimits): Promise<LogSlice> {
    const stop = Math.min(until, this.length);
    const start = Math.min(Math.max(begin, this.begin), stop);
    const bytes = await this.readLines(start, stop, limits.bytes);
    let end = 0;
    for (let count = 0; count < limits.events; count++) {
      const next = bytes.indexOf('\n', end) + 1;
      if (next === 0 || (next > limits.bytes && count > 0)) break;
      end = next;
    }
    return { events: decodeEvents(bytes.subarray(0, end), start), begin: start, end: start + end };
  }

  /** The last events before `end`, and not before `from`, which is the start of a line. */
  async backward(from: number, end: number, limits: SliceLimits): Promise<LogSlice> {
    const floor = Math.max(from, this.begin);
    const stop = Math.max(floor, Math.min(end, this.length));
    const bytes = await this.readLinesBefore(floor, stop, limits.bytes);
    const offset = stop - bytes.length;
    let begin = bytes.length;
    for (let count = 0; count < limits.events && begin > 0; count++) {
      const newline = begin > 1 ? bytes.lastIndexOf('\n', begin - 2) : -1;
      // What stands before the first line end of the block is a part of a line, or a whole one.
      if (newline < 0 && offset > floor) break;
      begin = newline + 1;
    }
    const first = offset + begin;
    return { events: decodeEvents(bytes.subarray(begin), first), begin: first, end: stop };
  }

  /** Position of the first event at or after `timestamp`; the end when there is none. */
  async seek(timestamp: number): Promise<number> {
    let low = this.begin;
    let high = this.length;
    while (low < high) {
      const middle = await this.lineStart(low + Math.floor((high - low) / 2), low);
      const [event, next] = await this.eventAt(middle);
      if (event !== undefined && event.timestamp < timestamp) low = next;
      else high = middle;
    }
    return low;
  }

  async first(): Promise<StoredEvent | undefined> {
    return (await this.eventAt(this.begin))[0];
  }

  async last(): Promise<StoredEvent | undefined> {
    for (let end = this.length; end > this.begin;) {
      const start = await this.lineStart(end - 1, this.begin);
      const [event] = decodeEvents(await this.read(start, end), start);
      if (event !== undefined) return event;
      end = start;
    }
    return undefined;
  }

  /** Gives the bytes between two positions piece by piece. */
  async *pieces(begin: number, end: number): AsyncGenerator<Buffer> {
    const size = 1024 * 1024;
    for (let position = begin; position < end; position += size) {
      yield await this.read(position, Math.min(position + size, end));
    }
  }

  private async withoutHalfBatch(length: number): Promise<number> {
    if (length === 0) return 0;
    let start = await this.lineStart(length - 1);
    const unfinished = unfinishedOf(await this.read(start, length));
    if (unfinished === undefined) return length;
    for (let line = 1; line < unfinished && start > 0; line++)
      start = await this.lineStart(start - 1);
    return start;
  }

  /** The first whole event at or behind a position, and where the next line begins. */
  private async eventAt(position: number): Promise<readonly [StoredEvent | undefined, number]> {
    for (let start = position; start < this.length;) {
      const bytes = await this.readLines(start, this.length, 4096);
      const end = bytes.indexOf('\n') + 1;
      if (end === 0) break;
      const [event] = decodeEvents(bytes.subarray(0, end), start);
      start += end;
      if (event !== undefined) return [event, start];
    }
    return [undefined, this.length];
  }

  private async isLineStart(position: number): Promise<boolean> {
    if (position === 0) return true;
    if (position > this.length) return false;
    return (await this.read(position - 1, position)).toString('latin1') === '\n';
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
