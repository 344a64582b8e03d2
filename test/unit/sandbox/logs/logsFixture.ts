import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { LogEvent } from '../../../../src/core/logs/logLine';
import { logsService } from '../../../../src/sandbox/services/logs/logsService';
import {
  openLogStore,
  type LogStore,
  type LogWriter,
} from '../../../../src/sandbox/store/logStore';
import { FakeClock } from '../../../fakes/fakeClock';

export const group = '/aws/sagemaker/TrainingJobs';
export const groupArn = `arn:aws:logs:us-east-1:000000000000:log-group:${group}`;

/** More than any test writes. */
export const everything = { events: 10_000, bytes: 1_000_000 };

/** Events without where and when they were stored. */
export function plain(events: readonly LogEvent[]): LogEvent[] {
  return events.map(({ timestamp, message }) => ({ timestamp, message }));
}

/** The service on a store of its own, at a time that the test moves. */
export class LogsFixture {
  private readonly opened: { close(): Promise<void> }[] = [];

  private constructor(
    readonly dataDir: string,
    public store: LogStore,
    readonly clock: FakeClock,
  ) {
    this.opened.push(store);
  }

  static async open(): Promise<LogsFixture> {
    const dataDir = await mkdtemp(path.join(os.tmpdir(), 'logs-'));
    const clock = new FakeClock();
    return new LogsFixture(dataDir, await openLogStore(dataDir, clock), clock);
  }

  /** As after a kill: the earlier store is not asked to close. */
  async reopen(): Promise<void> {
    this.store = await openLogStore(this.dataDir, this.clock);
    this.opened.push(this.store);
  }

  async close(): Promise<void> {
    for (const opened of this.opened.splice(0).reverse()) await opened.close();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  async call<Answer>(operation: string, input: object): Promise<Answer> {
    const context = { region: 'us-east-1', accountId: '000000000000' } as never;
    const run = logsService(this.store, this.clock).operations[operation];
    if (run === undefined) throw new Error(`no operation ${operation}`);
    return (await run({ ...input }, context)) as Answer;
  }

  /** Opens a stream as a job does. */
  async writer(name: string, createdAt: number): Promise<LogWriter> {
    const writer = await this.store.createStream(group, name, createdAt);
    this.opened.push(writer);
    return writer;
  }

  /** A stream of a job that has written these events. */
  async printed(name: string, events: readonly LogEvent[]): Promise<LogWriter> {
    const writer = await this.writer(name, 1);
    await writer.append(events);
    return writer;
  }

  /** All events of a stream; `undefined` when there is none. */
  async readAll(name: string): Promise<readonly LogEvent[] | undefined> {
    return await this.store.use(group, name, async (reader) => {
      const { events } = await reader.forward(0, reader.length, everything);
      return plain(events);
    });
  }

  get folder(): string {
    return path.join(this.dataDir, 'logs');
  }

  /** Names of the streams' files. */
  async files(): Promise<readonly string[]> {
    return (await readdir(this.folder)).filter((name) => name !== 'index.jsonl');
  }

  async write(name: string, ...messages: readonly string[]): Promise<LogWriter> {
    const writer = await this.writer(name, 5);
    await writer.append(messages.map((message, index) => ({ timestamp: 100 + index, message })));
    return writer;
  }

  /** Puts events by the API, given as time and message, into a stream that it makes. */
  async put(
    logStreamName: string,
    events: readonly (readonly [timestamp: number, message: string])[],
  ): Promise<object> {
    const stream = { logGroupName: group, logStreamName };
    if (!this.store.group(group)) await this.call('CreateLogGroup', { logGroupName: group });
    if (!this.store.stream(group, logStreamName)) await this.call('CreateLogStream', stream);
    const logEvents = events.map(([timestamp, message]) => ({ timestamp, message }));
    return await this.call('PutLogEvents', { ...stream, logEvents });
  }
}
