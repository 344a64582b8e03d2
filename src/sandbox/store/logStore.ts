import { mkdir, readdir, rm } from 'node:fs/promises';
import * as path from 'node:path';
import type { Clock } from '../../core/clock';
import type { LogEvent } from '../../core/logs/logLine';
import { Journal } from './journal';
import type { LogReader } from './logFile';
import type { StoredEvent } from './logRows';
import { LogIndex, type LogGroup, type LogLine, type LogStream } from './logIndex';
import { LogStreamFile, type LogStreamSpan } from './logStreamFile';
import { createTurns } from './turns';

/** Takes one stream's events; what `append` has acknowledged is seen by readers and survives a kill. */
export interface LogWriter {
  append(events: readonly LogEvent[]): Promise<void>;
  close(): Promise<void>;
}

/** Told of events once they have been kept. */
export type LogListener = (stream: LogStream, events: readonly StoredEvent[]) => void;

interface StreamState extends LogStream {
  readonly file: LogStreamFile;
}

interface GroupState {
  group: LogGroup;
  readonly streams: Map<string, StreamState>;
}

const dayMilliseconds = 24 * 60 * 60 * 1000;
const pruneMilliseconds = 60 * 60 * 1000;

/** Opens the log streams below the data folder: an index, and one file per stream. */
export async function openLogStore(dataDir: string, clock: Clock): Promise<LogStore> {
  const folder = path.join(dataDir, 'logs');
  await mkdir(folder, { recursive: true });
  const index = new LogIndex();
  let lines = 0;
  const journal = await Journal.open<LogLine>(path.join(folder, 'index.jsonl'), (line) => {
    lines++;
    index.apply(line);
  });
  if (lines > 2 * index.size + 1000) await journal.rewrite(index.lines());
  await removeStrays(folder, index);
  return new LogStore(folder, index, journal, clock);
}

/** Log groups and streams as CloudWatch Logs has them. They outlive the jobs that wrote them. */
export class LogStore {
  private readonly byName = new Map<string, GroupState>();
  private readonly inTurn = createTurns();
  private readonly listeners = new Set<LogListener>();
  private readonly pruning: NodeJS.Timeout;

  constructor(
    private readonly folder: string,
    index: LogIndex,
    private readonly journal: Journal<LogLine>,
    private readonly clock: Clock,
  ) {
    for (const { group, streams } of index.groups.values()) {
      const state: GroupState = { group, streams: new Map() };
      this.byName.set(group.name, state);
      for (const { file, ...stream } of streams.values()) this.remember(state, stream, file);
    }
    this.pruning = setInterval(() => void this.prune(), pruneMilliseconds).unref();
    void this.prune();
  }

  groups(): readonly LogGroup[] {
    return [...this.byName.values()].map(({ group }) => group);
  }

  group(name: string): LogGroup | undefined {
    return this.byName.get(name)?.group;
  }

  /** The streams of a group, or `undefined` when there is no such group. */
  streams(group: string): readonly LogStream[] | undefined {
    const streams = this.byName.get(group)?.streams;
    return streams && [...streams.values()];
  }

  stream(group: string, name: string): LogStream | undefined {
    return this.byName.get(group)?.streams.get(name);
  }

  /** Makes a group or changes it; resolves with `false`, and does nothing, when `change` gives none. */
  changeGroup(
    name: string,
    change: (present: LogGroup | undefined) => LogGroup | undefined,
  ): Promise<boolean> {
    return this.inTurn(async () => {
      const group = change(this.group(name));
      if (group === undefined) return false;
      await this.putGroup(group);
      return true;
    });
  }

  /** Deletes a group with its streams; resolves with whether there was one. */
  deleteGroup(name: string): Promise<boolean> {
    return this.inTurn(async () => {
      const state = this.byName.get(name);
      if (!state) return false;
      await this.forget([...state.streams.values()], { op: 'dropGroup', group: name }, () =>
        this.byName.delete(name),
      );
      return true;
    });
  }

  /** Makes an empty stream in a group that is there; resolves with whether it was not there yet. */
  addStream(stream: LogStream): Promise<boolean> {
    return this.inTurn(async () => {
      if (this.stream(stream.group, stream.name)) return false;
      await this.makeStream(stream);
      return true;
    });
  }

  deleteStream(group: string, name: string): Promise<boolean> {
    return this.inTurn(async () => {
      const stream = this.byName.get(group)?.streams.get(name);
      if (!stream) return false;
      await this.forget([stream], { op: 'dropStream', group, name }, () =>
        this.byName.get(group)?.streams.delete(name),
      );
      return true;
    });
  }

  /**
   * Opens a stream for what a job prints; makes it, and its group, unless they are there. If they are
   * deleted meanwhile, the next lines make them anew, as CloudWatch's agents do.
   */
  async createStream(group: string, name: string, createdAt: number): Promise<LogWriter> {
    let open = await this.holdStream({ group, name, createdAt });
    return {
      append: async (events) => {
        let kept = await open.file.append(events);
        while (kept === undefined) {
          open = await this.holdStream({ group, name, createdAt: this.clock.now() });
          kept = await open.file.append(events);
        }
        this.tell(open, kept);
      },
      close: () => open.file.release(),
    };
  }

  /** Puts events, which are in the order of time, into a stream; `false` when there is none. */
  async put(group: string, name: string, events: readonly StoredEvent[]): Promise<boolean> {
    const stream = this.byName.get(group)?.streams.get(name);
    const kept = await stream?.file.put(events);
    if (!stream || kept === undefined) return false;
    this.tell(stream, kept);
    return true;
  }

  /** Has `listener` told of all events from now on, until the function returned is called. */
  listen(listener: LogListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Timestamps of the first and the last event; `undefined` when there is no such stream. */
  async span(group: string, name: string): Promise<LogStreamSpan | undefined> {
    const span = await this.file(group, name)?.span;
    if (span === undefined) return undefined;
    const { first, last, lastIngested } = span;
    const cutoff = this.cutoff(group);
    if (cutoff === undefined || first === undefined || first >= cutoff) {
      return { first, last, lastIngested };
    }
    return await this.use(group, name, async (reader) => {
      const oldest = await reader.first();
      return oldest ? { first: oldest.timestamp, last, lastIngested } : {};
    });
  }

  /** Whether `span` needs no look into the stream's file. */
  knowsSpan(group: string, name: string): boolean {
    return this.file(group, name)?.knowsSpan !== false;
  }

  /** Bytes that a stream takes on disk; `undefined` when there is no such stream. */
  async size(group: string, name: string): Promise<number | undefined> {
    return await this.file(group, name)?.length;
  }

  /** Reads in a stream, at the state it is in now; `undefined` when it is not there or goes. */
  async use<Result>(
    group: string,
    name: string,
    read: (reader: LogReader) => Promise<Result>,
  ): Promise<Result | undefined> {
    const cutoff = this.cutoff(group);
    return await this.file(group, name)?.use(async (whole) =>
      read(cutoff === undefined ? whole : await whole.since(cutoff)),
    );
  }

  /** The time before which a group's events have expired. */
  cutoff(group: string): number | undefined {
    const days = this.group(group)?.retentionInDays;
    return days === undefined ? undefined : this.clock.now() - days * dayMilliseconds;
  }

  /** For an orderly end; a kill needs nothing. */
  async close(): Promise<void> {
    clearInterval(this.pruning);
    await this.inTurn(() => this.journal.close());
  }

  private file(group: string, name: string): LogStreamFile | undefined {
    return this.byName.get(group)?.streams.get(name)?.file;
  }

  /** Writes that are on their way come to an end first: none may follow the line that forgets. */
  private async forget(
    streams: readonly StreamState[],
    line: LogLine,
    drop: () => void,
  ): Promise<void> {
    try {
      for (const { file } of streams) await file.seal();
      await this.journal.append(line);
    } catch (error) {
      for (const { file } of streams) file.unseal();
      throw error;
    }
    drop();
    for (const { file } of streams) await file.remove();
  }

  private async putGroup(group: LogGroup): Promise<GroupState> {
    await this.journal.append({ op: 'group', ...group });
    const state = this.byName.get(group.name) ?? { group, streams: new Map<string, StreamState>() };
    state.group = group;
    this.byName.set(group.name, state);
    return state;
  }

  private holdStream(stream: LogStream): Promise<StreamState> {
    return this.inTurn(async () => {
      const { group, name, createdAt } = stream;
      if (!this.byName.has(group)) await this.putGroup({ name: group, createdAt, tags: {} });
      const held = this.byName.get(group)?.streams.get(name) ?? (await this.makeStream(stream));
      held.file.hold();
      return held;
    });
  }

  private async makeStream(stream: LogStream): Promise<StreamState> {
    const state = this.byName.get(stream.group);
    if (!state) throw new Error(`There is no log group ${stream.group}`);
    const file = LogStreamFile.newName();
    await this.journal.append({ ...stream, file });
    return this.remember(state, stream, file);
  }

  private remember(state: GroupState, stream: LogStream, fileName: string): StreamState {
    const record = (file: string) => this.journal.append({ ...stream, file });
    const held = { ...stream, file: new LogStreamFile(this.folder, fileName, record) };
    state.streams.set(stream.name, held);
    return held;
  }

  private tell({ group, name, createdAt }: LogStream, events: readonly StoredEvent[]): void {
    for (const listener of this.listeners) listener({ group, name, createdAt }, events);
  }

  /** Takes the disk space of expired events back. */
  private async prune(): Promise<void> {
    for (const { group, streams } of [...this.byName.values()]) {
      const before = this.cutoff(group.name);
      if (before === undefined) continue;
      // What cannot be done now, as on a full disk, is done another time.
      for (const { file } of [...streams.values()]) await file.prune(before).catch(() => undefined);
    }
  }
}

/** Files that no stream has: an earlier sandbox was killed while it replaced or deleted them. */
async function removeStrays(folder: string, index: LogIndex): Promise<void> {
  const own = new Set(
    [...index.groups.values()].flatMap(({ streams }) =>
      [...streams.values()].map(({ file }) => file),
    ),
  );
  const strays = (await readdir(folder)).filter((name) => name !== 'index.jsonl' && !own.has(name));
  for (const stray of strays) await rm(path.join(folder, stray), { force: true, recursive: true });
}
