import type {
  DescribeLogStreamsCommandOutput,
  OutputLogEvent,
} from '@aws-sdk/client-cloudwatch-logs';
import { AppError } from '../core/errors';
import type { LogEvent } from '../core/logs/logLine';
import type { LogPage, Logs } from '../core/logs/logSource';
import type { Sender } from '../core/resources/kind';

/** CloudWatch Logs as lines. The group of an account's first job appears with its first line. */
export function createLogSource(api: Sender): Logs {
  return {
    streams: (group, prefix, signal) =>
      orWhenMissing(() => streamNames(api, { group, prefix }, signal), []),
    read: (stream, token, signal) =>
      orWhenMissing(() => readPage(api, { ...stream, token }, signal), {
        events: [],
        token: token ?? '',
      }),
    tail: (stream, count, signal) =>
      orWhenMissing(() => lastEvents(api, { ...stream, count }, signal), []),
  };
}

async function streamNames(
  api: Sender,
  where: { readonly group: string; readonly prefix: string },
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const { DescribeLogStreamsCommand } = await import('@aws-sdk/client-cloudwatch-logs');
  const names: string[] = [];
  let nextToken: string | undefined;
  do {
    const page: DescribeLogStreamsCommandOutput = await api.send(
      new DescribeLogStreamsCommand({
        logGroupName: where.group,
        logStreamNamePrefix: where.prefix,
        orderBy: 'LogStreamName',
        limit: 50,
        ...(nextToken === undefined ? {} : { nextToken }),
      }),
      signal,
    );
    names.push(...(page.logStreams ?? []).map((stream) => stream.logStreamName ?? ''));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return names.filter((name) => name !== '');
}

async function readPage(
  api: Sender,
  where: { readonly group: string; readonly name: string; readonly token: string | undefined },
  signal: AbortSignal | undefined,
): Promise<LogPage> {
  const { GetLogEventsCommand } = await import('@aws-sdk/client-cloudwatch-logs');
  const { events, nextForwardToken } = await api.send(
    new GetLogEventsCommand({
      logGroupName: where.group,
      logStreamName: where.name,
      // Needed with a forward token as well, else the service reads backwards from it.
      startFromHead: true,
      // An empty token is ours, from a time when the stream did not exist.
      ...(where.token ? { nextToken: where.token } : {}),
    }),
    signal,
  );
  return { events: toLogEvents(events), token: nextForwardToken ?? where.token ?? '' };
}

async function lastEvents(
  api: Sender,
  where: { readonly group: string; readonly name: string; readonly count: number },
  signal: AbortSignal | undefined,
): Promise<readonly LogEvent[]> {
  const { GetLogEventsCommand } = await import('@aws-sdk/client-cloudwatch-logs');
  const { events } = await api.send(
    new GetLogEventsCommand({
      logGroupName: where.group,
      logStreamName: where.name,
      limit: where.count,
    }),
    signal,
  );
  return toLogEvents(events);
}

function toLogEvents(events: readonly OutputLogEvent[] = []): readonly LogEvent[] {
  return events.map(({ timestamp = 0, message = '' }) => ({ timestamp, message }));
}

async function orWhenMissing<T>(read: () => Promise<T>, empty: T): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (AppError.is(error, 'notFound')) {
      return empty;
    }
    throw error;
  }
}
