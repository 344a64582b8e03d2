import assert from 'node:assert/strict';
import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DeleteLogStreamCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  GetLogEventsCommand,
  ListTagsForResourceCommand,
  PutLogEventsCommand,
  TagResourceCommand,
  type CloudWatchLogsClient,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Random } from '../../fakes/seededRandom';
import type { Actor } from './actor';
import type { Clients } from './victim';

/** Streams by name; an event is its time, counted from the first, and its message. */
interface Group {
  readonly tag: string | undefined;
  readonly streams: Readonly<Record<string, readonly string[]>>;
}

type Groups = Readonly<Record<string, Group>>;

/** Makes, fills, tags and deletes log groups and streams. */
export class LogActor implements Actor {
  readonly name = 'logs';
  private known: Groups = {};
  private uncertain: Groups | undefined;
  private readonly started = Date.now() - 60_000;
  private count = 0;

  constructor(private readonly prefix: string) {}

  async step({ logs }: Clients, random: Random): Promise<void> {
    const name = `${this.prefix}${random.below(2)}`;
    const group = this.known[name];
    if (group === undefined) {
      await this.change({ ...this.known, [name]: { tag: undefined, streams: {} } }, () =>
        logs.send(new CreateLogGroupCommand({ logGroupName: name })),
      );
      return;
    }
    const choice = random.below(20);
    if (choice === 0) await this.dropGroup(logs, name);
    else if (choice < 3) await this.tag(logs, name, random);
    else await this.stepInStream(logs, name, random);
  }

  async check({ logs }: Clients): Promise<void> {
    const found = await this.read(logs);
    const allowed = this.uncertain ? [this.known, this.uncertain] : [this.known];
    const sorted = allowed.map(sortGroups);
    const match = sorted.find((one) => JSON.stringify(one) === JSON.stringify(sortGroups(found)));
    if (match === undefined) assert.deepEqual(sortGroups(found), sorted[0]);
    this.known = found;
    this.uncertain = undefined;
  }

  private async stepInStream(
    logs: CloudWatchLogsClient,
    name: string,
    random: Random,
  ): Promise<void> {
    const stream = `s${random.below(2)}`;
    const named = { logGroupName: name, logStreamName: stream };
    const present = this.known[name]?.streams[stream];
    if (present === undefined) {
      await this.changeStream(name, stream, [], () => logs.send(new CreateLogStreamCommand(named)));
    } else if (random.below(20) === 0) {
      await this.changeStream(name, stream, undefined, () =>
        logs.send(new DeleteLogStreamCommand(named)),
      );
    } else await this.put(logs, [name, stream], random);
  }

  private async put(
    logs: CloudWatchLogsClient,
    [name, stream]: readonly [string, string],
    random: Random,
  ): Promise<void> {
    const first = random.below(3) === 0 ? random.below(this.count + 1) : (this.count += 10);
    const times = Array.from({ length: 1 + random.below(5) }, (_, index) => first + index);
    const logEvents = times.map((time) => ({
      timestamp: this.started + time,
      message: `${random.below(1e9)} `.repeat(1 + random.below(60)),
    }));
    const added = logEvents.map(({ timestamp, message }) => this.text(timestamp, message));
    const present = this.known[name]?.streams[stream] ?? [];
    const next = [...present, ...added].sort((a, b) => parseInt(a) - parseInt(b));
    const named = { logGroupName: name, logStreamName: stream };
    await this.changeStream(name, stream, next, () =>
      logs.send(new PutLogEventsCommand({ ...named, logEvents })),
    );
  }

  private async dropGroup(logs: CloudWatchLogsClient, name: string): Promise<void> {
    await this.change(without(this.known, name), () =>
      logs.send(new DeleteLogGroupCommand({ logGroupName: name })),
    );
  }

  private async tag(logs: CloudWatchLogsClient, name: string, random: Random): Promise<void> {
    const tag = `t${random.below(100)}`;
    const streams = this.known[name]?.streams ?? {};
    await this.change({ ...this.known, [name]: { tag, streams } }, () =>
      logs.send(new TagResourceCommand({ resourceArn: arnOf(name), tags: { tag } })),
    );
  }

  private async changeStream(
    name: string,
    stream: string,
    events: readonly string[] | undefined,
    send: () => Promise<unknown>,
  ): Promise<void> {
    const group = this.known[name];
    const others = without(group?.streams ?? {}, stream);
    const streams = events === undefined ? others : { ...others, [stream]: events };
    await this.change({ ...this.known, [name]: { tag: group?.tag, streams } }, send);
  }

  private async change(next: Groups, send: () => Promise<unknown>): Promise<void> {
    this.uncertain = next;
    await send();
    this.known = next;
    this.uncertain = undefined;
  }

  private async read(logs: CloudWatchLogsClient): Promise<Groups> {
    const groups: Record<string, Group> = {};
    const list = new DescribeLogGroupsCommand({ logGroupNamePrefix: this.prefix });
    for (const { logGroupName: name = '' } of (await logs.send(list)).logGroups ?? []) {
      const { tags } = await logs.send(
        new ListTagsForResourceCommand({ resourceArn: arnOf(name) }),
      );
      groups[name] = { tag: tags?.['tag'], streams: await this.readStreams(logs, name) };
    }
    return groups;
  }

  private async readStreams(
    logs: CloudWatchLogsClient,
    logGroupName: string,
  ): Promise<Record<string, readonly string[]>> {
    const streams: Record<string, readonly string[]> = {};
    const list = await logs.send(new DescribeLogStreamsCommand({ logGroupName }));
    for (const { logStreamName = '' } of list.logStreams ?? []) {
      const named = { logGroupName, logStreamName, startFromHead: true };
      const { events = [] } = await logs.send(new GetLogEventsCommand(named));
      streams[logStreamName] = events.map(({ timestamp = 0, message = '' }) =>
        this.text(timestamp, message),
      );
    }
    return streams;
  }

  private text(timestamp: number, message: string): string {
    return `${timestamp - this.started} ${message}`;
  }
}

function arnOf(name: string): string {
  return `arn:aws:logs:us-east-1:000000000000:log-group:${name}`;
}

function sortGroups(groups: Groups): object {
  return Object.entries(groups)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { tag, streams }]) => [
      name,
      tag ?? null,
      Object.entries(streams).sort(([a], [b]) => (a < b ? -1 : 1)),
    ]);
}

function without<Value>(
  record: Readonly<Record<string, Value>>,
  name: string,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));
}
