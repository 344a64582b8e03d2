import type { LogStream } from '../../store/logIndex';
import type { LogStore } from '../../store/logStore';
import type { LogStreamSpan } from '../../store/logStreamFile';
import { compareKeys, type EventKey, type MergedEvent } from './eventOrder';
import { StreamCursor } from './streamCursor';

export interface ScanRange {
  /** Both count, in milliseconds since the epoch. */
  readonly since: number;
  readonly until: number;
  /** The event behind which to go on. */
  readonly after?: EventKey | undefined;
}

export interface ScanEnd {
  /** Nothing is left. */
  readonly finished: boolean;
  /** The last event that was taken, or that from which it started. */
  readonly last?: EventKey | undefined;
}

/** What one call may read, so that others get their turn: the service stops somewhere too. */
const mostBytes = 16 * 1024 * 1024;
/** Looking into a stream for its first and last event counts as much. */
const spanBytes = 8 * 1024;

/**
 * Gives the events of several streams to `take` in one order, until that answers `false`, the
 * streams end, or enough has been read for one call.
 */
export async function scanMerged(
  logs: LogStore,
  streams: readonly LogStream[],
  range: ScanRange,
  take: (event: MergedEvent) => boolean,
): Promise<ScanEnd> {
  const scan = new MergedScan(logs, range);
  return (await scan.open(streams)) ? await scan.run(take) : { finished: false, last: range.after };
}

class MergedScan {
  private readonly cursors: StreamCursor[] = [];
  private budget = mostBytes;

  constructor(
    private readonly logs: LogStore,
    private readonly range: ScanRange,
  ) {}

  /** Finds the streams that have events in the range; `false` when that was enough for one call. */
  async open(streams: readonly LogStream[]): Promise<boolean> {
    for (const stream of streams) {
      const { group, name } = stream;
      if (!this.logs.knowsSpan(group, name)) this.budget -= spanBytes;
      if (this.budget < 0) return false;
      const begin = this.beginIn(await this.logs.span(group, name));
      if (begin === undefined) continue;
      const place = { timestamp: begin, offset: 0 };
      this.cursors.push(new StreamCursor(this.logs, stream, place));
    }
    this.cursors.sort((a, b) => compareKeys(a.key, b.key));
    return true;
  }

  async run(take: (event: MergedEvent) => boolean): Promise<ScanEnd> {
    const { after, until } = this.range;
    let last = after;
    for (let next = this.cursors[0]; next; next = this.cursors[0]) {
      if (next.key.timestamp > until) break;
      const event = next.isLoaded ? next.take() : undefined;
      if (event === undefined) {
        // At least one event is taken, so that every call gets on.
        if (this.budget < 0 && last !== after) return { finished: false, last };
        await this.load(next);
        continue;
      }
      if (this.isBehind(event)) {
        if (!take(event)) return { finished: false, last };
        last = event;
      }
      this.reorder(next);
    }
    return { finished: true, last };
  }

  /** From which time on a stream is to be read, if it has anything. */
  private beginIn({ first, last }: LogStreamSpan = {}): number | undefined {
    const since = Math.max(this.range.since, this.range.after?.timestamp ?? 0);
    if (first === undefined || last === undefined) return undefined;
    return first > this.range.until || last < since ? undefined : Math.max(first, since);
  }

  private isBehind(event: MergedEvent): boolean {
    return this.range.after === undefined || compareKeys(event, this.range.after) > 0;
  }

  /** Reads on in the first cursor. Many at a time read less each, for the memory's sake. */
  private async load(cursor: StreamCursor): Promise<void> {
    const bytes = Math.max(2048, Math.min(65_536, mostBytes / (this.cursors.length + 1)));
    const read = await cursor.load(bytes);
    this.budget -= read;
    this.reorder(read > 0 ? cursor : undefined);
  }

  /** Puts the first cursor where it belongs now, or takes it away. */
  private reorder(cursor: StreamCursor | undefined): void {
    const second = this.cursors[1];
    if (cursor !== undefined && (!second || compareKeys(cursor.key, second.key) <= 0)) return;
    this.cursors.shift();
    if (cursor === undefined) return;
    let low = 0;
    let high = this.cursors.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.cursors[middle];
      if (other && compareKeys(other.key, cursor.key) < 0) low = middle + 1;
      else high = middle;
    }
    this.cursors.splice(low, 0, cursor);
  }
}
