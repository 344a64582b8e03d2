import { ServiceError, type CallContext } from '../../http/jsonService';
import type { LogStream } from '../../store/logIndex';
import type { LogStore } from '../../store/logStore';
import {
  groupArn,
  invalidParameter,
  noSuchGroup,
  noSuchStream,
  requireGroup,
  type LogOperation,
} from './logNames';
import { paginate } from './logPage';

export const createLogStream: LogOperation = async ({ logs, clock }, input, call) => {
  const group = requireGroup(logs, input, call).name;
  const name = String(input['logStreamName']);
  if (await logs.addStream({ group, name, createdAt: clock.now() })) return {};
  throw new ServiceError(
    'ResourceAlreadyExistsException',
    'The specified log stream already exists',
  );
};

export const deleteLogStream: LogOperation = async ({ logs }, input, call) => {
  const group = requireGroup(logs, input, call).name;
  if (!(await logs.deleteStream(group, String(input['logStreamName'])))) throw noSuchStream();
  return {};
};

/**
 * Streams by name, or by the time of their last event (API reference, DescribeLogStreams: then a
 * prefix is refused; `descending` reverses either).
 */
export const describeLogStreams: LogOperation = async ({ logs }, input, call) => {
  const group = requireGroup(logs, input, call).name;
  const prefix = input['logStreamNamePrefix'];
  const byTime = input['orderBy'] === 'LastEventTime';
  if (byTime && prefix !== undefined) {
    throw invalidParameter('Cannot order by LastEventTime with a logStreamNamePrefix.');
  }
  const streams = logs.streams(group);
  if (streams === undefined) throw noSuchGroup();
  const chosen = streams.filter(
    ({ name }) => typeof prefix !== 'string' || name.startsWith(prefix),
  );
  const keyed = byTime ? await sortByTime(logs, chosen) : sortByName(chosen);
  if (input['descending'] === true) keyed.reverse();
  const page = paginate(keyed, ({ key }) => key, input);
  const described = await Promise.all(
    page.items.map(({ stream }) => describeStream(logs, stream, call)),
  );
  // Others may delete streams while this call waits for the disk.
  const logStreams = described.filter((description) => description !== undefined);
  return { logStreams, ...page.next };
};

interface Keyed {
  readonly stream: LogStream;
  /** Orders the list, and names the place where the next page goes on. */
  readonly key: string;
}

function sortByName(streams: readonly LogStream[]): Keyed[] {
  const keyed = streams.map((stream) => ({ stream, key: stream.name }));
  return keyed.sort(compareByKey);
}

async function sortByTime(logs: LogStore, streams: readonly LogStream[]): Promise<Keyed[]> {
  const keyed: Keyed[] = [];
  for (const stream of streams) {
    const span = await logs.span(stream.group, stream.name);
    const time = String(span?.last ?? stream.createdAt).padStart(16, '0');
    keyed.push({ stream, key: `${time} ${stream.name}` });
  }
  return keyed.sort(compareByKey);
}

function compareByKey(a: Keyed, b: Keyed): number {
  return a.key < b.key ? -1 : 1;
}

async function describeStream(
  logs: LogStore,
  { group, name, createdAt }: LogStream,
  call: CallContext,
): Promise<object | undefined> {
  const span = await logs.span(group, name);
  if (span === undefined) return undefined;
  const { first, last, lastIngested } = span;
  return {
    logStreamName: name,
    creationTime: createdAt,
    ...(first === undefined ? {} : { firstEventTimestamp: first }),
    ...(last === undefined ? {} : { lastEventTimestamp: last, lastIngestionTime: lastIngested }),
    uploadSequenceToken: '1',
    arn: `${groupArn(group, call)}:log-stream:${name}`,
    storedBytes: 0,
  };
}
