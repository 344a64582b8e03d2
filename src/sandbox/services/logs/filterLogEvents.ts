import { createHash } from 'node:crypto';
import type { LogStream } from '../../store/logIndex';
import type { LogStore } from '../../store/logStore';
import type { EventKey, MergedEvent } from './eventOrder';
import {
  invalidParameter,
  noSuchGroup,
  noSuchStream,
  requireGroup,
  type Input,
  type LogOperation,
} from './logNames';
import { scanMerged, type ScanEnd } from './mergedScan';
import { parseFilterPattern, type Matcher } from './pattern/filterPattern';
import { PatternError } from './pattern/patternScanner';

/** Limits of the API reference, FilterLogEvents. */
const mostEvents = 10_000;
const mostBytes = 1024 * 1024;
const overheadBytes = 26;
const tokenMilliseconds = 24 * 60 * 60 * 1000;

/**
 * A page of the events of a group's streams in one order, of those that a pattern matches. It may
 * be short or empty before the end, which is where no token comes back.
 */
export const filterLogEvents: LogOperation = async ({ logs, clock }, input, call) => {
  const group = requireGroup(logs, input, call).name;
  const matches = readPattern(input['filterPattern']);
  const streams = chooseStreams(logs, group, input);
  const page = new EventPage(matches, Number(input['limit'] ?? mostEvents));
  const range = {
    since: Number(input['startTime'] ?? 0),
    until: Number(input['endTime'] ?? Infinity),
    after: readToken(input['nextToken'], clock.now()),
  };
  const end = await scanMerged(logs, streams, range, (event) => page.take(event));
  return {
    events: page.events.map(describeEvent),
    // The service lists none any more (API reference).
    searchedLogStreams: [],
    ...(end.finished ? {} : { nextToken: writeToken(end, clock.now()) }),
  };
};

/** Throws what the service answers to a pattern that is none. */
export function readPattern(pattern: unknown): Matcher {
  try {
    return parseFilterPattern(typeof pattern === 'string' ? pattern : '');
  } catch (error) {
    if (error instanceof PatternError) throw invalidParameter(error.message);
    throw error;
  }
}

class EventPage {
  readonly events: MergedEvent[] = [];
  private bytes = 0;

  constructor(
    private readonly matches: Matcher,
    private readonly limit: number,
  ) {}

  /** `false`: the page is full, and the event is not on it. */
  take(event: MergedEvent): boolean {
    if (this.events.length >= this.limit) return false;
    if (!this.matches(event.message)) return true;
    const bytes = this.bytes + Buffer.byteLength(event.message) + overheadBytes;
    if (bytes > mostBytes && this.events.length > 0) return false;
    this.bytes = bytes;
    this.events.push(event);
    return true;
  }
}

function chooseStreams(logs: LogStore, group: string, input: Input): readonly LogStream[] {
  const names = input['logStreamNames'] as readonly string[] | undefined;
  const prefix = input['logStreamNamePrefix'];
  if (names !== undefined && prefix !== undefined) {
    throw invalidParameter('logStreamNames and logStreamNamePrefix cannot be used together.');
  }
  const streams = logs.streams(group);
  if (streams === undefined) throw noSuchGroup();
  if (names !== undefined)
    return [...new Set(names)].map((name) => requireStream(logs, group, name));
  return typeof prefix === 'string'
    ? streams.filter(({ name }) => name.startsWith(prefix))
    : streams;
}

function requireStream(logs: LogStore, group: string, name: string): LogStream {
  const stream = logs.stream(group, name);
  if (stream === undefined) throw noSuchStream();
  return stream;
}

function describeEvent(event: MergedEvent): object {
  return {
    logStreamName: event.stream,
    timestamp: event.timestamp,
    message: event.message,
    ingestionTime: event.ingestedAt,
    eventId: eventId(event),
  };
}

const streamDigits = new WeakMap<LogStream, string>();

/** 56 digits, as CloudWatch's: of the time, of the place within it, and of the stream. */
function eventId({ timestamp, offset, source }: MergedEvent): string {
  const known = streamDigits.get(source) ?? digitsOf(source);
  streamDigits.set(source, known);
  return `${String(timestamp).padStart(16, '0')}${String(offset).padStart(16, '0')}${known}`;
}

function digitsOf({ group, name, createdAt }: LogStream): string {
  const hash = createHash('sha256').update(`${group}\n${name}\n${createdAt}`).digest('hex');
  return String(BigInt(`0x${hash.slice(0, 19)}`))
    .padStart(24, '0')
    .slice(-24);
}

function writeToken({ last }: ScanEnd, now: number): string {
  const place = last && [last.timestamp, last.takenAt, last.stream, last.offset];
  return Buffer.from(JSON.stringify([now, place ?? null])).toString('base64url');
}

function readToken(token: unknown, now: number): EventKey | undefined {
  if (typeof token !== 'string') return undefined;
  const [issuedAt, place] = parseToken(token);
  if (typeof issuedAt !== 'number') throw badToken();
  if (now - issuedAt > tokenMilliseconds)
    throw invalidParameter('The specified nextToken has expired.');
  if (place === null) return undefined;
  if (!isPlace(place)) throw badToken();
  const [timestamp, takenAt, stream, offset] = place;
  return { timestamp, takenAt, stream, offset };
}

function parseToken(token: string): readonly unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    if (Array.isArray(parsed)) return parsed as readonly unknown[];
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw badToken();
}

function isPlace(place: unknown): place is [number, number, string, number] {
  if (!Array.isArray(place) || place.length !== 4) return false;
  const expected = ['number', 'number', 'string', 'number'];
  return place.every((value, index) => typeof value === expected[index]);
}

function badToken(): Error {
  return invalidParameter('The specified nextToken is invalid.');
}
