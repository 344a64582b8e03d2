import type { LogPlace, LogReader } from '../../store/logFile';
import type { PlacedEvent } from '../../store/logRows';
import type { LogStream } from '../../store/logIndex';
import type { LogStore } from '../../store/logStore';
import type { EventKey, MergedEvent } from './eventOrder';

/** Goes through one stream from a time on, a piece at a time. */
export class StreamCursor {
  private loaded: readonly MergedEvent[] = [];
  private index = 0;
  private file = '';
  private position = 0;
  /** The time of the event that was read last. */
  private runTime: number | undefined;
  /** Where the events of that time begin, and when the latest of those read was taken. */
  private runStart = 0;
  private runTakenAt = 0;

  constructor(
    private readonly logs: LogStore,
    private readonly source: LogStream,
    private place: LogPlace,
  ) {}

  get isLoaded(): boolean {
    return this.index < this.loaded.length;
  }

  /** The next event, or what comes before it as long as it has not been read. */
  get key(): EventKey {
    const { timestamp } = this.place;
    const unread = { timestamp, takenAt: -Infinity, stream: this.source.name, offset: -1 };
    return this.loaded[this.index] ?? unread;
  }

  take(): MergedEvent | undefined {
    return this.loaded[this.index++];
  }

  /** Reads the next piece; resolves with its size in bytes, 0 at the end of the stream. */
  async load(bytes: number): Promise<number> {
    const { group, name } = this.source;
    const read = await this.logs.use(group, name, async (reader) => {
      await this.find(reader);
      const limits = { events: Infinity, bytes };
      const slice = await reader.forward(this.position, reader.length, limits);
      this.loaded = slice.events.map((event) => this.keyed(event));
      this.index = 0;
      this.position = slice.end;
      const timestamp = slice.events.at(-1)?.timestamp ?? this.place.timestamp;
      this.place = { timestamp, offset: slice.end - this.runStart };
      return slice.end - slice.begin;
    });
    // It may have been deleted since.
    return read ?? 0;
  }

  /** The position again, if the stream is in another file now or has not been read yet. */
  private async find(reader: LogReader): Promise<void> {
    if (reader.file === this.file) return;
    this.file = reader.file;
    this.runStart = await reader.seek(this.place.timestamp);
    this.position = (await reader.positionOf(this.place)) ?? this.runStart;
  }

  private keyed({ timestamp, message, ingestedAt, position }: PlacedEvent): MergedEvent {
    if (timestamp !== this.runTime) {
      this.runStart = position;
      this.runTakenAt = ingestedAt;
    }
    this.runTime = timestamp;
    this.runTakenAt = Math.max(this.runTakenAt, ingestedAt);
    const offset = position - this.runStart;
    const { source, runTakenAt: takenAt } = this;
    return { timestamp, message, ingestedAt, takenAt, offset, stream: source.name, source };
  }
}
