import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import type { LogEvent } from '../../../../src/core/logs/logLine';
import { openLogStore, type LogStore } from '../../../../src/sandbox/store/logStore';

const group = '/aws/sagemaker/TrainingJobs';
const everything = { events: 10_000, bytes: 1_000_000 };

describe('log store', () => {
  let dataDir: string;
  let store: LogStore;
  const closing: { close(): Promise<void> }[] = [];
  const reopen = async () => {
    const opened = await openLogStore(dataDir);
    closing.push(opened);
    return opened;
  };
  beforeEach(async () => {
    dataDir = await mkdtemp(path.join(os.tmpdir(), 'logs-'));
    store = await reopen();
  });
  afterEach(async () => {
    for (const opened of closing.splice(0)) await opened.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  const write = async (name: string, events: readonly LogEvent[]) => {
    const writer = await store.createStream(group, name, 1);
    closing.push(writer);
    await writer.append(events);
    return writer;
  };
  const readAll = (from: LogStore, name: string) =>
    from.use(
      group,
      name,
      async (reader, length) => (await reader.forward(0, length, everything)).events,
    );

  it('shows an event as soon as it is acknowledged, and after a restart', async () => {
    const events = [
      { timestamp: 10, message: 'one' },
      { timestamp: 11, message: 'two\nlines "quoted" \u2028 \u0000 é 😀' },
      { timestamp: 11, message: '' },
    ];
    await write('job/algo-1-1', events);
    assert.deepEqual(await readAll(store, 'job/algo-1-1'), events);
    const again = await reopen();
    assert.deepEqual(again.groups(), [group]);
    assert.deepEqual(await readAll(again, 'job/algo-1-1'), events);
    assert.deepEqual(await again.span(group, 'job/algo-1-1'), { first: 10, last: 11 });
  });

  it('drops the half of an event that a kill has left', async () => {
    await write('a', [{ timestamp: 1, message: 'whole' }]);
    const files = await readdir(path.join(dataDir, 'logs'));
    const file = files.find((name) => name !== 'index.jsonl') ?? '';
    await appendFile(path.join(dataDir, 'logs', file), '[2,"ha');
    const again = await reopen();
    assert.deepEqual(await readAll(again, 'a'), [{ timestamp: 1, message: 'whole' }]);
  });

  it('keeps the order of time when the clock is set back', async () => {
    const writer = await write('a', [{ timestamp: 5, message: 'x' }]);
    await writer.append([{ timestamp: 3, message: 'y' }]);
    const timestamps = (await readAll(store, 'a')).map((event) => event.timestamp);
    assert.deepEqual(timestamps, [5, 5]);
  });

  it('knows an empty stream', async () => {
    await write('a', []);
    assert.deepEqual(await store.span(group, 'a'), { first: undefined, last: undefined });
    assert.deepEqual(await readAll(store, 'a'), []);
  });

  it('reads the same events forward, backward and from a time, in pages of any size', async () => {
    const message = fc.oneof(
      fc.string(),
      fc.nat(5000).map((size) => 'x'.repeat(size)),
    );
    const steps = fc.array(fc.record({ after: fc.nat(2), message }), {
      minLength: 1,
      maxLength: 40,
    });
    const limits = fc.record({ events: fc.integer({ min: 1, max: 7 }), bytes: fc.nat(9000) });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(steps, limits, fc.nat(90), async (given, page, time) => {
        let timestamp = 0;
        const events = given.map(({ after, message: text }) => {
          timestamp += after;
          return { timestamp, message: text };
        });
        const name = `run-${++run}`;
        await write(name, events);
        await store.use(group, name, async (reader, length) => {
          const forward: LogEvent[] = [];
          for (let at = 0; at < length;) {
            const slice = await reader.forward(at, length, page);
            assert.ok(slice.end > at && slice.events.length <= page.events);
            forward.push(...slice.events);
            at = slice.end;
          }
          assert.deepEqual(forward, events);
          const backward: LogEvent[] = [];
          for (let at = length; at > 0;) {
            const slice = await reader.backward(0, at, page);
            assert.ok(slice.begin < at && slice.events.length <= page.events);
            backward.unshift(...slice.events);
            at = slice.begin;
          }
          assert.deepEqual(backward, events);
          const begin = await reader.seek(time);
          const since = await reader.forward(begin, length, everything);
          assert.deepEqual(
            since.events,
            events.filter((event) => event.timestamp >= time),
          );
        });
      }),
      { numRuns: 60 },
    );
  });
});
