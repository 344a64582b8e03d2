import type { CallContext } from '../../http/jsonService';
import type { LogStore, LogStream, LogStreamSpan } from '../../store/logStore';
import { groupName, invalidParameter, noSuchGroup } from './streamNames';

type Input = Readonly<Record<string, unknown>>;

interface Streamed {
  readonly stream: LogStream;
  readonly span: LogStreamSpan;
}

const defaultPage = 50;

export async function describeLogGroups(
  logs: LogStore,
  input: Input,
  call: CallContext,
): Promise<object> {
  const prefix = input['logGroupNamePrefix'];
  const pattern = input['logGroupNamePattern'];
  const names = [...logs.groups()]
    .filter((name) => typeof prefix !== 'string' || name.startsWith(prefix))
    .filter((name) => typeof pattern !== 'string' || name.includes(pattern))
    .sort();
  const page = paginate(names, (name) => name, input);
  const groups = await Promise.all(page.items.map((name) => describeGroup(logs, name, call)));
  return { logGroups: groups, ...page.next };
}

/**
 * Streams by name, or by the time of their last event (API reference, DescribeLogStreams: then a
 * prefix is refused; `descending` reverses either).
 */
export async function describeLogStreams(
  logs: LogStore,
  input: Input,
  call: CallContext,
): Promise<object> {
  const group = groupName(input);
  const streams = logs.streams(group);
  if (streams === undefined) throw noSuchGroup();
  const prefix = input['logStreamNamePrefix'];
  const byTime = input['orderBy'] === 'LastEventTime';
  if (byTime && prefix !== undefined) {
    throw invalidParameter('Cannot order by LastEventTime with a logStreamNamePrefix.');
  }
  const chosen = streams.filter(
    ({ name }) => typeof prefix !== 'string' || name.startsWith(prefix),
  );
  const keyed = byTime ? await sortByTime(logs, chosen) : sortByName(chosen);
  if (input['descending'] === true) keyed.reverse();
  const page = paginate(keyed, ({ key }) => key, input);
  const described = await Promise.all(
    page.items.map(async ({ stream }) => ({ stream, span: await logs.span(group, stream.name) })),
  );
  return { logStreams: described.map((streamed) => describeStream(streamed, call)), ...page.next };
}

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
    const { last } = await logs.span(stream.group, stream.name);
    const time = String(last ?? stream.createdAt).padStart(16, '0');
    keyed.push({ stream, key: `${time} ${stream.name}` });
  }
  return keyed.sort(compareByKey);
}

function compareByKey(a: Keyed, b: Keyed): number {
  return a.key < b.key ? -1 : 1;
}

/** A page begins after the item that the token names; if that is gone, where it would stand. */
function paginate<Item>(
  sorted: readonly Item[],
  keyOf: (item: Item) => string,
  input: Input,
): { readonly items: readonly Item[]; readonly next: { readonly nextToken?: string } } {
  const limit = typeof input['limit'] === 'number' ? input['limit'] : defaultPage;
  const token = input['nextToken'];
  const descending = input['descending'] === true;
  let begin = 0;
  if (typeof token === 'string') {
    const last = Buffer.from(token, 'base64url').toString('utf8');
    const found = sorted.findIndex((item) =>
      descending ? keyOf(item) < last : keyOf(item) > last,
    );
    begin = found < 0 ? sorted.length : found;
  }
  const items = sorted.slice(begin, begin + limit);
  const last = items.at(-1);
  if (last === undefined || begin + limit >= sorted.length) return { items, next: {} };
  return { items, next: { nextToken: Buffer.from(keyOf(last)).toString('base64url') } };
}

async function describeGroup(logs: LogStore, name: string, call: CallContext): Promise<object> {
  const streams = logs.streams(name) ?? [];
  const sizes = await Promise.all(streams.map((stream) => logs.size(name, stream.name)));
  const arn = `${groupArn(name, call)}:*`;
  return {
    logGroupName: name,
    creationTime: Math.min(...streams.map((stream) => stream.createdAt)),
    metricFilterCount: 0,
    arn,
    storedBytes: sizes.reduce((sum, size) => sum + size, 0),
    logGroupClass: 'STANDARD',
    logGroupArn: groupArn(name, call),
  };
}

function describeStream({ stream, span }: Streamed, call: CallContext): object {
  const { first, last } = span;
  return {
    logStreamName: stream.name,
    creationTime: stream.createdAt,
    ...(first === undefined ? {} : { firstEventTimestamp: first }),
    ...(last === undefined ? {} : { lastEventTimestamp: last, lastIngestionTime: last }),
    uploadSequenceToken: '1',
    arn: `${groupArn(stream.group, call)}:log-stream:${stream.name}`,
    storedBytes: 0,
  };
}

function groupArn(name: string, call: CallContext): string {
  return `arn:aws:logs:${call.region}:${call.accountId}:log-group:${name}`;
}
