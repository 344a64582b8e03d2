import { randomBytes } from 'node:crypto';
import { mkdir, open, stat, type FileHandle } from 'node:fs/promises';
import * as path from 'node:path';
import type { LogEvent } from '../../core/logs/logLine';
import { isSystemError } from '../../node/files';
import { Journal } from './journal';
import { encodeEvents, LogReader, type StoredEvent } from './logFile';
import { createTurns } from './turns';

/** Name of a stream and when it was made, in milliseconds since the epoch. */
export interface LogStream {
  readonly group: string;
  readonly name: string;
  readonly createdAt: number;
}

export interface LogStreamSpan {
  readonly first?: number | undefined;
  readonly last?: number | undefined;
}

/** Takes one stream's events; what `append` has acknowledged is seen by readers and survives a kill. */
export interface LogWriter {
  append(events: readonly LogEvent[]): Promise<void>;
  close(): Promise<void>;
}

interface StreamLine extends LogStream {
  readonly file: string;
}

interface StreamState extends StreamLine {
  /** Bytes that readers may see; learned from the file at the first use after a start. */
  length?: number | undefined;
}

/** Opens the log streams below the data folder: an index, and one append-only file per stream. */
export async function openLogStore(dataDir: string): Promise<LogStore> {
  const folder = path.join(dataDir, 'logs');
  await mkdir(folder, { recursive: true });
  const groups = new Map<string, Map<string, StreamState>>();
  const journal = await Journal.open<StreamLine>(path.join(folder, 'index.jsonl'), (line) =>
    remember(groups, { ...line }),
  );
  return new LogStore(folder, groups, journal);
}

/** Log groups and streams as CloudWatch Logs has them. They outlive the jobs that wrote them. */
export class LogStore {
  constructor(
    private readonly folder: string,
    private readonly byGroup: Map<string, Map<string, StreamState>>,
    private readonly journal: Journal<StreamLine>,
  ) {}

  groups(): readonly string[] {
    return [...this.byGroup.keys()];
  }

  /** The streams of a group, or `undefined` when there is no such group. */
  streams(group: string): readonly LogStream[] | undefined {
    const streams = this.byGroup.get(group);
    return streams && [...streams.values()];
  }

  stream(group: string, name: string): LogStream | undefined {
    return this.byGroup.get(group)?.get(name);
  }

  /** Makes a stream, and its group with the first one, and opens it for writing. */
  async createStream(group: string, name: string, createdAt: number): Promise<LogWriter> {
    const file = `${randomBytes(8).toString('hex')}.jsonl`;
    const state: StreamState = { group, name, createdAt, file, length: 0 };
    const handle = await open(path.join(this.folder, file), 'ax', 0o600);
    try {
      await this.journal.append({ group, name, createdAt, file });
    } catch (error) {
      await handle.close();
      throw error;
    }
    remember(this.byGroup, state);
    return openWriter(state, handle);
  }

  /** Timestamps of the first and the last event. */
  async span(group: string, name: string): Promise<LogStreamSpan> {
    return await this.use(group, name, async (reader) => ({
      first: (await reader.first())?.timestamp,
      last: (await reader.last())?.timestamp,
    }));
  }

  /** Bytes that a stream takes on disk. */
  async size(group: string, name: string): Promise<number> {
    const state = this.require(group, name);
    return state.length ?? (await stat(path.join(this.folder, state.file))).size;
  }

  /** For an orderly end; a kill needs nothing. */
  close(): Promise<void> {
    return this.journal.close();
  }

  /** Reads in a stream that exists, at the state it is in now. */
  async use<Result>(
    group: string,
    name: string,
    read: (reader: LogReader, length: number) => Promise<Result>,
  ): Promise<Result> {
    const state = this.require(group, name);
    const file = path.join(this.folder, state.file);
    state.length ??= await completeLength(file);
    const { length } = state;
    return await LogReader.use(file, length, (reader) => read(reader, length));
  }

  private require(group: string, name: string): StreamState {
    const state = this.byGroup.get(group)?.get(name);
    if (state === undefined) throw new Error(`There is no log stream ${group} ${name}`);
    return state;
  }
}

function openWriter(state: StreamState, handle: FileHandle): LogWriter {
  const inTurn = createTurns();
  let latest = 0;
  /** CloudWatch keeps a stream in the order of time; a clock that is set back must not break it. */
  const inOrder = (event: LogEvent): StoredEvent => {
    latest = Math.max(latest, event.timestamp);
    return { timestamp: latest, message: event.message };
  };
  return {
    append: (events) =>
      inTurn(async () => {
        const bytes = encodeEvents(events.map(inOrder));
        const length = state.length ?? 0;
        try {
          await handle.appendFile(bytes);
        } catch (error) {
          // A full disk may have taken a part of it.
          await handle.truncate(length);
          throw error;
        }
        state.length = length + bytes.length;
      }),
    close: () => inTurn(() => handle.close()),
  };
}

function remember(groups: Map<string, Map<string, StreamState>>, stream: StreamState): void {
  const streams = groups.get(stream.group) ?? new Map<string, StreamState>();
  groups.set(stream.group, streams.set(stream.name, stream));
}

async function completeLength(file: string): Promise<number> {
  try {
    return (await stat(file)).size === 0 ? 0 : await LogReader.completeLength(file);
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return 0;
    throw error;
  }
}
