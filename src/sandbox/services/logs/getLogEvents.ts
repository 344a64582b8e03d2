import type { LogReader, LogSlice } from '../../store/logFile';
import type { LogStore } from '../../store/logStore';
import { groupName, invalidParameter, noSuchGroup, noSuchStream } from './streamNames';

type Input = Readonly<Record<string, unknown>>;

/** A page holds at most this many events and about a megabyte (API reference, GetLogEvents). */
const mostEvents = 10_000;
const mostBytes = 1024 * 1024;
/** CloudWatch's tokens are that long too. */
const tokenDigits = 56;

/**
 * One page of a stream. Tokens name a position in it: `f/` goes on from there towards the newer
 * events, `b/` towards the older ones, and the end is reached when the token returned is the one that
 * was passed. Without a token the newest events are read, or the oldest with `startFromHead`.
 */
export async function getLogEvents(logs: LogStore, input: Input): Promise<object> {
  const group = groupName(input);
  const name = String(input['logStreamName']);
  if (logs.streams(group) === undefined) throw noSuchGroup();
  if (logs.stream(group, name) === undefined) throw noSuchStream();
  const token = parseToken(input['nextToken']);
  const slice = await logs.use(group, name, (reader, length) =>
    readSlice(reader, length, token, input),
  );
  return {
    events: slice.events.map(({ timestamp, message }) => ({
      timestamp,
      message,
      ingestionTime: timestamp,
    })),
    nextForwardToken: writeToken('f', slice.end),
    nextBackwardToken: writeToken('b', slice.begin),
  };
}

interface Token {
  readonly direction: 'f' | 'b';
  readonly position: number;
}

async function readSlice(
  reader: LogReader,
  length: number,
  token: Token | undefined,
  input: Input,
): Promise<LogSlice> {
  if (token !== undefined && !(await reader.isLineStart(token.position))) throw badToken();
  const limits = { events: numberOf(input['limit']) ?? mostEvents, bytes: mostBytes };
  const from = await positionOf(reader, input['startTime'], 0);
  const until = await positionOf(reader, input['endTime'], length);
  const start = token ?? firstPlace(input['startFromHead'] === true, from, until);
  const forward = start.direction === 'f';
  const begin = forward ? Math.max(from, start.position) : from;
  const end = forward ? until : Math.min(until, start.position);
  // With nothing to read the position stays, so that the same token comes back.
  if (begin >= end) return { events: [], begin: start.position, end: start.position };
  return forward
    ? await reader.forward(begin, end, limits)
    : await reader.backward(begin, end, limits);
}

function firstPlace(fromHead: boolean, from: number, until: number): Token {
  return fromHead ? { direction: 'f', position: from } : { direction: 'b', position: until };
}

async function positionOf(reader: LogReader, time: unknown, otherwise: number): Promise<number> {
  return typeof time === 'number' ? await reader.seek(time) : otherwise;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function writeToken(direction: 'f' | 'b', position: number): string {
  return `${direction}/${String(position).padStart(tokenDigits, '0')}/s`;
}

function parseToken(token: unknown): Token | undefined {
  if (typeof token !== 'string') return undefined;
  const match = /^([fb])\/(\d{56})\/s$/.exec(token);
  if (match === null) throw badToken();
  return { direction: match[1] === 'f' ? 'f' : 'b', position: Number(match[2]) };
}

function badToken(): Error {
  return invalidParameter('The specified nextToken is invalid.');
}
