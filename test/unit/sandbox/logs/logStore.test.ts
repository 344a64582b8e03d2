import assert from 'node:assert/strict';
import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import type { LogEvent } from '../../../../src/core/logs/logLine';
import { everything, group, LogsFixture, plain } from './logsFixture';

describe('log store', () => {
  let fixture: LogsFixture;
  beforeEach(async () => {
    fixture = await LogsFixture.open();
  });
  afterEach(() => fixture.close());

  const onlyFile = async () => path.join(fixture.folder, (await fixture.files())[0] ?? '');

  it('shows an event as soon as it is acknowledged, and after a restart', async () => {
    const events = [
      { timestamp: 10, message: 'one' },
      { timestamp: 11, message: 'two\nlines "quoted" \u2028 \u0000 é 😀' },
      { timestamp: 11, message: '' },
    ];
    await fixture.printed('job/algo-1-1', events);
    assert.deepEqual(await fixture.readAll('job/algo-1-1'), events);
    await fixture.reopen();
    assert.deepEqual(fixture.store.groups(), [
      { name: group, createdAt: 1, tags: {}, retentionInDays: undefined },
    ]);
    assert.deepEqual(await fixture.readAll('job/algo-1-1'), events);
    const span = await fixture.store.span(group, 'job/algo-1-1');
    assert.deepEqual(span, { first: 10, last: 11, lastIngested: 11 });
  });

  it('reads the index of the first version, which had no groups', async () => {
    await fixture.printed('old', [{ timestamp: 3, message: 'kept' }]);
    const index = path.join(fixture.folder, 'index.jsonl');
    const lines = (await readFile(index, 'utf8')).split('\n').slice(1);
    await writeFile(index, lines.join('\n'));
    await fixture.reopen();
    assert.deepEqual(fixture.store.groups(), [{ name: group, createdAt: 1, tags: {} }]);
    assert.deepEqual(await fixture.readAll('old'), [{ timestamp: 3, message: 'kept' }]);
  });

  it('drops the half of an event that a kill has left, and goes on behind it', async () => {
    await fixture.printed('a', [{ timestamp: 1, message: 'whole' }]);
    await appendFile(await onlyFile(), '[2,"ha');
    await fixture.reopen();
    assert.deepEqual(await fixture.readAll('a'), [{ timestamp: 1, message: 'whole' }]);
    await fixture.store.put(group, 'a', [{ timestamp: 3, message: 'next', ingestedAt: 4 }]);
    await fixture.reopen();
    assert.deepEqual(await fixture.readAll('a'), [
      { timestamp: 1, message: 'whole' },
      { timestamp: 3, message: 'next' },
    ]);
  });

  it('keeps a batch whole or not at all', async () => {
    await fixture.printed('a', [{ timestamp: 1, message: 'first' }]);
    const batch = ['x', 'y\n', 'z'].map((message) => ({ timestamp: 5, message, ingestedAt: 5 }));
    const file = await onlyFile();
    const before = (await readFile(file)).length;
    await fixture.store.put(group, 'a', batch);
    const whole = await readFile(file);
    for (let length = before; length <= whole.length; length++) {
      await writeFile(file, whole.subarray(0, length));
      await fixture.reopen();
      assert.equal(
        (await fixture.readAll('a'))?.length,
        length < whole.length ? 1 : 4,
        `${length} bytes`,
      );
    }
    await fixture.store.put(group, 'a', [{ timestamp: 2, message: 'late', ingestedAt: 6 }]);
    await fixture.reopen();
    assert.equal((await fixture.readAll('a'))?.length, 5);
  });

  it('loses to damage only what was damaged', async () => {
    const lines = ['[1,"a"]', '\0\0\0', '[2,"b"]', '{"not":"a row"}', '[3,"c"]', '[4,"d', ''];
    await fixture.printed('a', []);
    await fixture.printed('a', [{ timestamp: 9, message: 'x' }]);
    await writeFile(await onlyFile(), lines.join('\n'));
    await fixture.reopen();
    assert.deepEqual(
      (await fixture.readAll('a'))?.map(({ message }) => message),
      ['a', 'b', 'c'],
    );
    assert.deepEqual(await fixture.store.span(group, 'a'), {
      first: 1,
      last: 3,
      lastIngested: 3,
    });
    const since = await fixture.store.use(group, 'a', async (reader) => {
      const begin = await reader.seek(2);
      return (await reader.forward(begin, reader.length, everything)).events[0]?.message;
    });
    assert.equal(since, 'b');
  });

  it('takes a stream whose file is gone for an empty one', async () => {
    await fixture.printed('a', [{ timestamp: 1, message: 'x' }]);
    await rm(await onlyFile());
    await fixture.reopen();
    assert.deepEqual(await fixture.readAll('a'), []);
  });

  it('keeps the order of time when the clock is set back', async () => {
    const writer = await fixture.printed('a', [{ timestamp: 5, message: 'x' }]);
    await writer.append([{ timestamp: 3, message: 'y' }]);
    const timestamps = (await fixture.readAll('a'))?.map((event) => event.timestamp);
    assert.deepEqual(timestamps, [5, 5]);
  });

  it('knows an empty stream', async () => {
    await fixture.printed('a', []);
    assert.equal((await fixture.store.span(group, 'a'))?.first, undefined);
    assert.deepEqual(await fixture.readAll('a'), []);
  });

  it('removes files that no stream has', async () => {
    await fixture.printed('a', [{ timestamp: 1, message: 'x' }]);
    await writeFile(path.join(fixture.folder, '0123456789abcdef.jsonl'), '[1,"stray"]\n');
    await fixture.reopen();
    assert.equal((await fixture.files()).length, 1);
  });

  it('puts events where their time is, behind those of the same time, and keeps places', async () => {
    const batch = fc.record({
      times: fc.array(fc.nat(30), { minLength: 1, maxLength: 8 }),
      size: fc.nat(300),
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(batch, { minLength: 1, maxLength: 4 }), async (batches) => {
        const name = `run-${++run}`;
        await fixture.printed(name, []);
        const expected: LogEvent[] = [];
        const places: {
          readonly message: string;
          readonly place: { timestamp: number; offset: number };
        }[] = [];
        for (const [number, { times, size }] of batches.entries()) {
          const events = times
            .sort((a, b) => a - b)
            .map((timestamp, index) => {
              const message = `${number}.${index}${'x'.repeat(size)}`;
              return { timestamp, message, ingestedAt: number };
            });
          await fixture.store.put(group, name, events);
          expected.push(...plain(events));
          await fixture.store.use(group, name, async (reader) => {
            const all = await reader.forward(0, reader.length, everything);
            for (const [index, { message }] of all.events.entries()) {
              const end = all.events[index + 1]?.position ?? reader.length;
              places.push({ message, place: await reader.placeOf(end) });
            }
          });
        }
        expected.sort((a, b) => a.timestamp - b.timestamp);
        assert.deepEqual(await fixture.readAll(name), expected);
        await fixture.store.use(group, name, async (reader) => {
          for (const { message, place } of places) {
            const end = await reader.positionOf(place);
            const { events } = await reader.backward(0, end ?? -1, { events: 1, bytes: 1 });
            assert.equal(events[0]?.message, message);
          }
        });
      }),
      { numRuns: 12 },
    );
  });

  it('drops what has expired, at once for readers and from the disk at a start', async () => {
    const day = 24 * 60 * 60 * 1000;
    const now = fixture.clock.now();
    const events = Array.from({ length: 10 }, (_, age) => ({
      timestamp: now - (10 - age) * day,
      message: `${10 - age} days old`,
    }));
    await fixture.printed('a', events);
    await fixture.printed('gone', [{ timestamp: now - 9 * day, message: 'x' }]);
    await fixture.store.changeGroup(
      group,
      (present) => present && { ...present, retentionInDays: 3 },
    );
    assert.deepEqual(await fixture.readAll('a'), events.slice(-3));
    assert.deepEqual(await fixture.store.span(group, 'gone'), {});
    assert.equal((await fixture.store.span(group, 'a'))?.first, now - 3 * day);
    const before = await fixture.store.size(group, 'a');
    await fixture.reopen();
    while ((await fixture.store.size(group, 'a')) === before) await new Promise(setImmediate);
    assert.deepEqual(await fixture.readAll('a'), events.slice(-3));
    await fixture.clock.advance(day);
    assert.deepEqual(await fixture.readAll('a'), events.slice(-2));
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
        await fixture.printed(name, events);
        await fixture.store.use(group, name, async (reader) => {
          const { length } = reader;
          const forward: LogEvent[] = [];
          for (let at = 0; at < length;) {
            const slice = await reader.forward(at, length, page);
            assert.ok(slice.end > at && slice.events.length <= page.events);
            assert.equal(slice.events[0]?.position, at);
            forward.push(...plain(slice.events));
            at = slice.end;
          }
          assert.deepEqual(forward, events);
          const backward: LogEvent[] = [];
          for (let at = length; at > 0;) {
            const slice = await reader.backward(0, at, page);
            assert.ok(slice.begin < at && slice.events.length <= page.events);
            backward.unshift(...plain(slice.events));
            at = slice.begin;
          }
          assert.deepEqual(backward, events);
          const begin = await reader.seek(time);
          const since = await reader.forward(begin, length, everything);
          assert.deepEqual(
            plain(since.events),
            events.filter((event) => event.timestamp >= time),
          );
        });
      }),
      { numRuns: 60 },
    );
  });
});
