import type { LogPlace, LogReader, LogSlice } from '../../store/logFile';
import {
  invalidParameter,
  noSuchStream,
  requireGroup,
  type Input,
  type LogOperation,
} from './logNames';

/** A page holds at most this many events and about a megabyte (API reference, GetLogEvents). */
const mostEvents = 10_000;
const mostBytes = 1024 * 1024;
/** CloudWatch's tokens are 56 digits long too: here a time and an offset. */
const timeDigits = 20;
const offsetDigits = 36;

/**
 * One page of a stream. Tokens name a place in it: `f/` goes on from there towards the newer
 * events, `b/` towards the older ones, and the end is reached when the token returned is the one that
 * was passed. Without a token the newest events are read, or the oldest with `startFromHead`.
 */
export const getLogEvents: LogOperation = async ({ logs }, input, call) => {
  const group = requireGroup(logs, input, call).name;
  const name = String(input['logStreamName']);
  const token = parseToken(input['nextToken']);
  const page = await logs.use(group, name, async (reader) => {
    const { events, begin, end } = await readSlice(reader, token, input);
    // With nothing read the place stays as it was named, so that the same token comes back.
    const stay = events.length === 0 ? token?.place : undefined;
    return {
      events: events.map(({ timestamp, message, ingestedAt }) => ({
        timestamp,
        message,
        ingestionTime: ingestedAt,
      })),
      nextForwardToken: writeToken('f', stay ?? (await reader.placeOf(end))),
      nextBackwardToken: writeToken('b', stay ?? (await reader.placeOf(begin))),
    };
  });
  if (page === undefined) throw noSuchStream();
  return page;
};

type Direction = 'f' | 'b';

interface Token {
  readonly direction: Direction;
  readonly place: LogPlace;
}

async function readSlice(
  reader: LogReader,
  token: Token | undefined,
  input: Input,
): Promise<LogSlice> {
  const from = await positionAt(reader, input['startTime'], reader.begin);
  const until = await positionAt(reader, input['endTime'], reader.length);
  const start = await startOf(reader, token, input['startFromHead'] === true ? from : until);
  const direction = token?.direction ?? (input['startFromHead'] === true ? 'f' : 'b');
  const limits = { events: Number(input['limit'] ?? mostEvents), bytes: mostBytes };
  const isForward = direction === 'f';
  const begin = isForward ? Math.max(from, start) : from;
  const end = isForward ? until : Math.min(until, start);
  if (begin >= end) return { events: [], begin: start, end: start };
  return isForward
    ? await reader.forward(begin, end, limits)
    : await reader.backward(begin, end, limits);
}

async function startOf(
  reader: LogReader,
  token: Token | undefined,
  otherwise: number,
): Promise<number> {
  if (token === undefined) return otherwise;
  const position = await reader.positionOf(token.place);
  if (position === undefined) throw badToken();
  return position;
}

async function positionAt(reader: LogReader, time: unknown, otherwise: number): Promise<number> {
  return typeof time === 'number' ? await reader.seek(time) : otherwise;
}

function writeToken(direction: Direction, { timestamp, offset }: LogPlace): string {
  const time = String(timestamp).padStart(timeDigits, '0');
  return `${direction}/${time}${String(offset).padStart(offsetDigits, '0')}/s`;
}

function parseToken(token: unknown): Token | undefined {
  if (typeof token !== 'string') return undefined;
  const match = /^([fb])\/(\d{20})(\d{36})\/s$/.exec(token);
  if (match === null) throw badToken();
  const place = { timestamp: Number(match[2]), offset: Number(match[3]) };
  return { direction: match[1] === 'f' ? 'f' : 'b', place };
}

function badToken(): Error {
  return invalidParameter('The specified nextToken is invalid.');
}
