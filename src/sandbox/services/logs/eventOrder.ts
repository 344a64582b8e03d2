import type { LogStream } from '../../store/logIndex';
import type { StoredEvent } from '../../store/logRows';

/** Where an event stands among those of several streams. */
export interface EventKey {
  readonly timestamp: number;
  /** When it was taken, or an event of the same time that stands before it in the stream. */
  readonly takenAt: number;
  readonly stream: string;
  /** Bytes behind the stream's first event of the same time: stays what it is. */
  readonly offset: number;
}

export interface MergedEvent extends StoredEvent, EventKey {
  readonly source: LogStream;
}

/** By time, then by when they were taken (API reference, FilterLogEvents); then any order that stays. */
export function compareKeys(a: EventKey, b: EventKey): number {
  return (
    a.timestamp - b.timestamp ||
    a.takenAt - b.takenAt ||
    compareText(a.stream, b.stream) ||
    a.offset - b.offset
  );
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
