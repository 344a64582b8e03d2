/** A log group; times are milliseconds since the epoch. */
export interface LogGroup {
  readonly name: string;
  readonly createdAt: number;
  readonly tags: Readonly<Record<string, string>>;
  /** Events that are older are gone; `undefined` keeps them for ever. */
  readonly retentionInDays?: number | undefined;
}

/** Name of a stream and when it was made, in milliseconds since the epoch. */
export interface LogStream {
  readonly group: string;
  readonly name: string;
  readonly createdAt: number;
}

/** A stream, which may have been there already, and the file that its events are in now. */
export interface StreamLine extends LogStream {
  readonly file: string;
}

/** One line of the journal: what has changed. */
export type LogLine =
  | StreamLine
  | ({ readonly op: 'group' } & LogGroup)
  | { readonly op: 'dropGroup'; readonly group: string }
  | { readonly op: 'dropStream'; readonly group: string; readonly name: string };

interface GroupEntry {
  group: LogGroup;
  readonly streams: Map<string, StreamLine>;
}

/** What the journal says when it is read. */
export class LogIndex {
  readonly groups = new Map<string, GroupEntry>();

  apply(line: LogLine): void {
    if (!('op' in line)) this.putStream(line);
    else if (line.op === 'group') this.putGroup(line);
    else if (line.op === 'dropGroup') this.groups.delete(line.group);
    else this.groups.get(line.group)?.streams.delete(line.name);
  }

  /** How many lines a compact journal would have. */
  get size(): number {
    return [...this.groups.values()].reduce((sum, { streams }) => sum + streams.size + 1, 0);
  }

  /** The shortest journal that says the same. */
  *lines(): Generator<LogLine> {
    for (const { group, streams } of this.groups.values()) {
      yield { op: 'group', ...group };
      yield* streams.values();
    }
  }

  private putGroup({ name, createdAt, tags, retentionInDays }: LogGroup): void {
    const group = { name, createdAt, tags, retentionInDays };
    const entry = this.groups.get(name);
    if (entry) entry.group = group;
    else this.groups.set(name, { group, streams: new Map() });
  }

  private putStream(line: StreamLine): void {
    // The first version of the journal had no lines of groups.
    const entry = this.groups.get(line.group) ?? {
      group: { name: line.group, createdAt: line.createdAt, tags: {} },
      streams: new Map<string, StreamLine>(),
    };
    entry.streams.set(line.name, line);
    this.groups.set(line.group, entry);
  }
}
