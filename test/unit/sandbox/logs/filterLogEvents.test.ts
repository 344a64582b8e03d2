import assert from 'node:assert/strict';
import fc from 'fast-check';
import { group, groupArn, LogsFixture } from './logsFixture';

interface Found {
  readonly eventId: string;
  readonly logStreamName: string;
  readonly message: string;
  readonly timestamp: number;
  readonly ingestionTime: number;
}
interface Page {
  readonly events: readonly Found[];
  readonly searchedLogStreams: readonly object[];
  readonly nextToken?: string;
}

describe('FilterLogEvents', () => {
  let fixture: LogsFixture;
  let now: number;
  beforeEach(async () => {
    fixture = await LogsFixture.open();
    now = fixture.clock.now();
  });
  afterEach(() => fixture.close());

  const filter = (input: object = {}) =>
    fixture.call<Page>('FilterLogEvents', { logGroupName: group, ...input });
  const texts = (page: Page) => page.events.map(({ message }) => message);
  const all = async (input: object): Promise<readonly Found[]> => {
    const events: Found[] = [];
    for (let nextToken: string | undefined, pages = 0; ; pages++) {
      assert.ok(pages < 10_000);
      const page = await filter({ ...input, nextToken });
      events.push(...page.events);
      ({ nextToken } = page);
      if (nextToken === undefined) return events;
    }
  };

  it('gives each event once where one of a time was taken before the one in front of it', async () => {
    const time = now - 1000;
    await fixture.put('s', [[time, 'put later']]);
    const writer = await fixture.writer('s', time);
    await writer.append([{ timestamp: time, message: 'printed then' }]);
    const messages = (await all({ limit: 1 })).map(({ message }) => message);
    assert.deepEqual(messages, ['put later', 'printed then']);
  });

  it('gives the events of all streams in the order of time, each with an id of its own', async () => {
    await fixture.put('b', [
      [now - 3, 'b1'],
      [now - 1, 'b2'],
    ]);
    await fixture.put('a', [
      [now - 2, 'a1'],
      [now - 1, 'a2'],
      [now - 1, 'a3'],
    ]);
    const page = await filter();
    assert.deepEqual(texts(page), ['b1', 'a1', 'a2', 'a3', 'b2']);
    assert.deepEqual(page.searchedLogStreams, []);
    assert.equal(page.nextToken, undefined);
    const ids = page.events.map(({ eventId }) => eventId);
    assert.equal(new Set(ids).size, 5);
    for (const id of ids) assert.match(id, /^\d{56}$/);
    await fixture.put('a', [[now - 9, 'earlier']]);
    await fixture.reopen();
    const again = await filter();
    assert.deepEqual(
      again.events.slice(1).map(({ eventId }) => eventId),
      ids,
    );
    const { eventId, ...first } = again.events[0] ?? assert.fail();
    assert.ok(eventId);
    assert.deepEqual(first, {
      logStreamName: 'a',
      timestamp: now - 9,
      message: 'earlier',
      ingestionTime: now,
    });
  });

  it('searches the streams that are named, or those of a prefix', async () => {
    for (const name of ['job-1/a', 'job-1/b', 'job-10/a']) await fixture.put(name, [[now, name]]);
    const logStreamNames = ['job-10/a', 'job-1/b'];
    assert.deepEqual(texts(await filter({ logStreamNames })), ['job-1/b', 'job-10/a']);
    assert.deepEqual(texts(await filter({ logStreamNamePrefix: 'job-1/' })), [
      'job-1/a',
      'job-1/b',
    ]);
    await assert.rejects(filter({ logStreamNames, logStreamNamePrefix: 'job-1/' }), {
      code: 'InvalidParameterException',
    });
    await assert.rejects(filter({ logStreamNames: ['none'] }), {
      code: 'ResourceNotFoundException',
      message: 'The specified log stream does not exist.',
    });
    await assert.rejects(filter({ logGroupName: 'none' }), { code: 'ResourceNotFoundException' });
    const byArn = { logGroupName: undefined, logGroupIdentifier: groupArn };
    assert.equal((await filter(byArn)).events.length, 3);
  });

  it('takes a start and an end that both count', async () => {
    await fixture.put('s', [
      [now - 4, 'a'],
      [now - 3, 'b'],
      [now - 2, 'c'],
      [now - 1, 'd'],
    ]);
    assert.deepEqual(texts(await filter({ startTime: now - 3, endTime: now - 2 })), ['b', 'c']);
    assert.deepEqual(texts(await filter({ startTime: now })), []);
  });

  it('gives what a pattern matches, and refuses one that is none', async () => {
    await fixture.put('s', [
      [now, 'epoch 1 loss=0.5'],
      [now, '{"epoch": 2, "loss": 0.25}'],
      [now, 'warning: slow'],
    ]);
    const found = async (filterPattern: string) => texts(await filter({ filterPattern }));
    assert.deepEqual(await found('epoch -"loss="'), ['{"epoch": 2, "loss": 0.25}']);
    assert.deepEqual(await found('{ $.loss < 0.3 }'), ['{"epoch": 2, "loss": 0.25}']);
    assert.deepEqual(await found('[word = epoch, number > 0, ...]'), ['epoch 1 loss=0.5']);
    assert.deepEqual(await found('%slow$%'), ['warning: slow']);
    await assert.rejects(filter({ filterPattern: '{ $.loss' }), {
      code: 'InvalidParameterException',
      message: "If a filter pattern starts with '{' it must end with '}'",
    });
  });

  it('keeps a page below its limits and ends without a token', async () => {
    const batch = Array.from({ length: 10 }, (_, index): [number, string] => [now, `${index}`]);
    await fixture.put('s', batch);
    const first = await filter({ limit: 4 });
    assert.deepEqual(texts(first), ['0', '1', '2', '3']);
    const rest = await filter({ nextToken: first.nextToken, limit: 6 });
    assert.deepEqual(texts(rest), ['4', '5', '6', '7', '8', '9']);
    assert.equal(rest.nextToken, undefined);
    for (let put = 0; put < 5; put++) await fixture.put('large', [[now, 'x'.repeat(300_000)]]);
    const large = await filter({ logStreamNames: ['large'] });
    assert.equal(large.events.length, 3);
    assert.equal(
      (await filter({ logStreamNames: ['large'], nextToken: large.nextToken })).events.length,
      2,
    );
  });

  it('refuses tokens that it has not given or that are a day old', async () => {
    await fixture.put('s', [
      [now, 'a'],
      [now, 'b'],
    ]);
    const forged = [
      'x',
      Buffer.from('["x"]').toString('base64url'),
      Buffer.from('{}').toString('base64url'),
    ];
    const message = 'The specified nextToken is invalid.';
    for (const nextToken of forged) {
      await assert.rejects(filter({ nextToken }), { code: 'InvalidParameterException', message });
    }
    const { nextToken } = await filter({ limit: 1 });
    await fixture.clock.advance(24 * 60 * 60 * 1000);
    assert.deepEqual(texts(await filter({ nextToken })), ['b']);
    await fixture.clock.advance(1);
    await assert.rejects(filter({ nextToken }), {
      message: 'The specified nextToken has expired.',
    });
  });

  it('finds the same in pages of any size, also when streams are deleted between them', async () => {
    const streams = fc.array(fc.array(fc.nat(6), { maxLength: 12 }), {
      minLength: 1,
      maxLength: 5,
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(streams, fc.integer({ min: 1, max: 5 }), async (given, limit) => {
        const prefix = `run-${++run}/`;
        const expected: (readonly [number, string, string])[] = [];
        for (const [index, times] of given.entries()) {
          const name = `${prefix}${index}`;
          const events = times
            .sort((a, b) => a - b)
            .map((time, number): [number, string] => [now + time, `${index}.${number}`]);
          if (events.length > 0) await fixture.put(name, events);
          expected.push(...events.map(([time, text]) => [time, name, text] as const));
        }
        expected.sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : Number(a[1] > b[1])));
        const found = fixture.store.group(group)
          ? await all({ logStreamNamePrefix: prefix, limit })
          : [];
        assert.deepEqual(
          found.map(({ timestamp, logStreamName, message }) => [timestamp, logStreamName, message]),
          expected,
        );
      }),
      { numRuns: 10 },
    );
    const first = await filter({ limit: 1 });
    for (const { name } of fixture.store.streams(group) ?? []) {
      await fixture.call('DeleteLogStream', { logGroupName: group, logStreamName: name });
    }
    assert.deepEqual(texts(await filter({ nextToken: first.nextToken })), []);
  });

  it('stops a long search for a while, with a token to go on', async () => {
    const writer = await fixture.writer('long', now);
    const line = 'x'.repeat(1000);
    for (let batch = 0; batch < 18; batch++) {
      const events = Array.from({ length: 1000 }, () => ({
        timestamp: now + batch,
        message: line,
      }));
      await writer.append(events);
    }
    await writer.append([{ timestamp: now + 99, message: 'needle' }]);
    const first = await filter({ filterPattern: 'needle' });
    assert.deepEqual(texts(first), []);
    assert.ok(first.nextToken);
    assert.deepEqual(
      (await all({ filterPattern: 'needle' })).map(({ message }) => message),
      ['needle'],
    );
  });

  it('looks into many streams in several calls', async () => {
    const names = Array.from({ length: 2100 }, (_, index) => `s${String(index).padStart(4, '0')}`);
    await fixture.call('CreateLogGroup', { logGroupName: group });
    for (const name of names) {
      await fixture.store.addStream({ group, name, createdAt: now });
    }
    await fixture.put('s2099', [[now, 'last']]);
    await fixture.reopen();
    const first = await filter();
    assert.deepEqual(texts(first), []);
    assert.ok(first.nextToken);
    assert.deepEqual(texts(await filter({ nextToken: first.nextToken })), ['last']);
  });
});
