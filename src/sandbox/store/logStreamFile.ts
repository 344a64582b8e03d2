import { randomBytes } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import * as path from 'node:path';
import type { LogEvent } from '../../core/logs/logLine';
import { isSystemError } from '../../node/files';
import { LogReader } from './logFile';
import { encodeBatch, encodeEvents, type StoredEvent } from './logRows';
import { createTurns } from './turns';

export interface LogStreamSpan {
  readonly first?: number | undefined;
  readonly last?: number | undefined;
  readonly lastIngested?: number | undefined;
}

/** Makes a new file the stream's own, so that it is found there after a kill. */
export type RecordFile = (name: string) => Promise<void>;

interface Extent extends LogStreamSpan {
  /** Bytes that readers may see. */
  readonly length: number;
}

/**
 * The events of one stream on disk. Many read at a time; whoever writes waits for the one before.
 * What has been acknowledged is seen by readers and survives a kill.
 */
export class LogStreamFile {
  private readonly inTurn = createTurns();
  /** Learned from the file at the first use after a start. */
  private extent: Extent | undefined;
  private handle: FileHandle | undefined;
  private holders = 0;
  /** Nothing may be written any more. */
  private sealed = false;
  private removed = false;

  constructor(
    private readonly folder: string,
    private name: string,
    private readonly record: RecordFile,
  ) {}

  /** Names a file that is not there yet. */
  static newName(): string {
    return `${randomBytes(8).toString('hex')}.jsonl`;
  }

  /** `undefined` when the file has been deleted. */
  get length(): Promise<number | undefined> {
    return this.look().then((extent) => extent?.length);
  }

  /** `undefined` when the file has been deleted. */
  get span(): Promise<LogStreamSpan | undefined> {
    return this.look();
  }

  /** Whether `span` needs no look into the file. */
  get knowsSpan(): boolean {
    return this.extent !== undefined;
  }

  /** Keeps the file open between writes until `release`. */
  hold(): void {
    this.holders++;
  }

  release(): Promise<void> {
    return this.inTurn(async () => {
      this.holders--;
      await this.closeUnheld();
    });
  }

  /**
   * Adds what was printed just now. CloudWatch keeps a stream in the order of time; a clock that is
   * set back must not break it. Resolves with the events as they are kept, or with `undefined` when
   * the stream has been deleted.
   */
  append(events: readonly LogEvent[]): Promise<readonly StoredEvent[] | undefined> {
    return this.inTurn(async () => {
      if (this.sealed) return undefined;
      let { last: latest = 0 } = await this.load();
      const kept = events.map(({ timestamp, message }): StoredEvent => {
        latest = Math.max(latest, timestamp);
        return { timestamp: latest, message, ingestedAt: latest };
      });
      await this.write(kept, encodeEvents(kept));
      return kept;
    });
  }

  /** Puts a batch, in the order of time, where its time is; all of it or nothing survives a kill. */
  put(events: readonly StoredEvent[]): Promise<readonly StoredEvent[] | undefined> {
    return this.inTurn(async () => {
      if (this.sealed) return undefined;
      const { last = 0 } = await this.load();
      if ((events[0]?.timestamp ?? last) >= last) await this.write(events, encodeBatch(events));
      else await this.rewrite(0, events);
      return events;
    });
  }

  /** Drops the events before a time when they are the bigger part. */
  prune(before: number): Promise<void> {
    return this.inTurn(async () => {
      if (this.sealed) return;
      const { first = before, length } = await this.load();
      if (first >= before) return;
      const expired = await this.use((reader) => reader.seek(before));
      if (expired !== undefined && expired > length / 2) await this.rewrite(before, []);
    });
  }

  /** Has nothing written any more, so that the stream can be forgotten for good. */
  seal(): Promise<void> {
    return this.inTurn(async () => {
      this.sealed = true;
      await this.close();
    });
  }

  /** Goes on after all: the stream could not be forgotten. */
  unseal(): void {
    this.sealed = false;
  }

  /** Deletes the file of a stream that has been forgotten. */
  remove(): Promise<void> {
    this.removed = true;
    return this.discard(this.name);
  }

  /** Reads the stream as it is now; `undefined` when its file has been deleted meanwhile. */
  async use<Result>(read: (reader: LogReader) => Promise<Result>): Promise<Result | undefined> {
    // A file that is replaced meanwhile may be gone under its old name.
    for (let attempt = 1; ; attempt++) {
      if (!(await this.look())) return undefined;
      // Name and length change together.
      const [name, length] = [this.name, this.extent?.length ?? 0];
      try {
        return await LogReader.use(path.join(this.folder, name), length, read);
      } catch (error) {
        if (!isSystemError(error, 'ENOENT')) throw error;
        if (this.removed) return undefined;
        if (attempt === 3) throw error;
      }
    }
  }

  private async look(): Promise<Extent | undefined> {
    const extent = await this.load();
    return this.removed ? undefined : extent;
  }

  private async load(): Promise<Extent> {
    const learned = this.extent ?? (await this.learn());
    // Others may have learned it, and written, meanwhile.
    this.extent ??= learned;
    return this.extent;
  }

  private async learn(): Promise<Extent> {
    const file = path.join(this.folder, this.name);
    try {
      return await readExtent(file);
    } catch (error) {
      if (!isSystemError(error, 'ENOENT')) throw error;
      // Somebody has deleted it: unless the stream went, too, it is there still, and empty.
      if (!this.removed) await (await open(file, 'a', 0o600)).close();
      return { length: 0 };
    }
  }

  private async write(events: readonly StoredEvent[], bytes: Buffer): Promise<void> {
    const before = await this.load();
    this.handle ??= await this.openAt(before.length);
    try {
      await this.handle.appendFile(bytes);
    } catch (error) {
      // A full disk may have taken a part of it.
      await this.handle.truncate(before.length);
      throw error;
    }
    this.extent = extend(before, events, before.length + bytes.length);
    await this.closeUnheld();
  }

  /** Opens for appending; half a line that a kill has left goes. */
  private async openAt(length: number): Promise<FileHandle> {
    const handle = await open(path.join(this.folder, this.name), 'a', 0o600);
    await handle.truncate(length);
    return handle;
  }

  /** Writes everything anew: without the events before `since`, and with others among them. */
  private async rewrite(since: number, events: readonly StoredEvent[]): Promise<void> {
    const name = LogStreamFile.newName();
    try {
      const target = await open(path.join(this.folder, name), 'ax', 0o600);
      try {
        await this.use(async (reader) => merge(await reader.since(since), events, target));
      } finally {
        await target.close();
      }
      const extent = await readExtent(path.join(this.folder, name));
      await this.record(name);
      await this.close();
      const before = this.name;
      this.name = name;
      this.extent = extent;
      await this.discard(before);
    } catch (error) {
      if (this.name !== name) await this.discard(name);
      throw error;
    }
  }

  /** A file that cannot be deleted now, as on Windows while somebody reads, goes at the next start. */
  private async discard(name: string): Promise<void> {
    await rm(path.join(this.folder, name), { force: true }).catch(() => undefined);
  }

  private async closeUnheld(): Promise<void> {
    if (this.holders === 0) await this.close();
  }

  private async close(): Promise<void> {
    const { handle } = this;
    this.handle = undefined;
    await handle?.close();
  }
}

async function readExtent(file: string): Promise<Extent> {
  const length = await LogReader.completeLength(file);
  return await LogReader.use(file, length, async (reader) => {
    const last = await reader.last();
    const first = (await reader.first())?.timestamp;
    return { length, first, last: last?.timestamp, lastIngested: last?.ingestedAt };
  });
}

function extend(before: Extent, events: readonly StoredEvent[], length: number): Extent {
  const last = events.at(-1);
  return {
    length,
    first: before.first ?? events[0]?.timestamp,
    last: last?.timestamp ?? before.last,
    lastIngested: last?.ingestedAt ?? before.lastIngested,
  };
}

/** Copies what `reader` has, with each event behind those that are not later. */
async function merge(
  reader: LogReader,
  events: readonly StoredEvent[],
  target: FileHandle,
): Promise<void> {
  let copied = reader.begin;
  const copyUntil = async (end: number) => {
    for await (const piece of reader.pieces(copied, end)) await target.appendFile(piece);
    copied = end;
  };
  for (let index = 0; index < events.length;) {
    const place = await reader.seek((events[index]?.timestamp ?? 0) + 1);
    const next = await timeAt(reader, place);
    const end = events.findIndex((event, at) => at > index && event.timestamp >= next);
    const together = events.slice(index, end < 0 ? undefined : end);
    await copyUntil(place);
    await target.appendFile(encodeEvents(together));
    index += together.length;
  }
  await copyUntil(reader.length);
}

async function timeAt(reader: LogReader, position: number): Promise<number> {
  const { events } = await reader.forward(position, reader.length, { events: 1, bytes: 4096 });
  return events[0]?.timestamp ?? Infinity;
}
