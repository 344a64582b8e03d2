import type { LogEvent } from '../../core/logs/logLine';

export interface StoredEvent extends LogEvent {
  /** When it was taken, in milliseconds since the epoch. */
  readonly ingestedAt: number;
}

/** An event with the offset of its line in the file. */
export interface PlacedEvent extends StoredEvent {
  readonly position: number;
}

/**
 * A line of a stream's file: the time when it was taken is there if it is another, and its number in
 * a batch if more of the batch comes behind it.
 */
type Row = readonly [timestamp: number, message: string, ingestedAt?: number, unfinished?: number];

/** Lines that count each for itself, as what a job prints. */
export function encodeEvents(events: readonly StoredEvent[]): Buffer {
  return Buffer.from(events.map((event) => encode(event)).join(''));
}

/** Lines that count all or not at all: if the end is missing, readers leave out the others. */
export function encodeBatch(events: readonly StoredEvent[]): Buffer {
  const last = events.length - 1;
  const lines = events.map((event, index) => encode(event, index < last ? index + 1 : undefined));
  return Buffer.from(lines.join(''));
}

function encode({ timestamp, message, ingestedAt }: StoredEvent, unfinished?: number): string {
  const row: (number | string)[] = [timestamp, message];
  if (ingestedAt !== timestamp || unfinished !== undefined) row.push(ingestedAt);
  if (unfinished !== undefined) row.push(unfinished);
  return `${JSON.stringify(row)}\n`;
}

/** The events of whole lines, the first of which stands at `position`. */
export function decodeEvents(lines: Buffer, position: number): readonly PlacedEvent[] {
  if (lines.length === 0) return [];
  const rows = parseRows(lines.toString('utf8', 0, lines.length - 1));
  const events: PlacedEvent[] = [];
  let start = 0;
  for (const row of rows) {
    if (isRow(row)) {
      const [timestamp, message, ingestedAt = timestamp] = row;
      events.push({ timestamp, message, ingestedAt, position: position + start });
    }
    start = lines.indexOf('\n', start) + 1;
  }
  return events;
}

/** How many lines of a batch there are up to this one, if more of it should come behind. */
export function unfinishedOf(line: Buffer): number | undefined {
  const row = parseRow(line.toString('utf8'));
  return isRow(row) ? row[3] : undefined;
}

function parseRows(text: string): readonly unknown[] {
  try {
    // One parse of all lines takes a fraction of the time of one parse each.
    const rows = JSON.parse(`[${text.replaceAll('\n', ',')}]`) as readonly unknown[];
    if (rows.every(isRow)) return rows;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return text.split('\n').map(parseRow);
}

function parseRow(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isRow(row: unknown): row is Row {
  return Array.isArray(row) && typeof row[0] === 'number' && typeof row[1] === 'string';
}
