import assert from 'node:assert/strict';
import { crc32 } from 'node:zlib';
import { EventStreamCodec } from '@smithy/core/event-streams';
import type { EventStream } from '../../../../src/sandbox/http/eventStream';
import { group, groupArn, LogsFixture } from './logsFixture';

interface Update {
  readonly sessionMetadata: { readonly sampled: boolean };
  readonly sessionResults: readonly { readonly message: string }[];
}
interface Decoded {
  readonly type: string;
  readonly payload: object;
}

describe('StartLiveTail', () => {
  let fixture: LogsFixture;
  let client: AbortController;
  beforeEach(async () => {
    fixture = await LogsFixture.open();
    client = new AbortController();
    await fixture.call('CreateLogGroup', { logGroupName: group });
  });
  afterEach(async () => {
    client.abort();
    await fixture.close();
  });

  const start = async (input: object = {}) => {
    const stream = await fixture.call<EventStream>('StartLiveTail', {
      logGroupIdentifiers: [groupArn],
      ...input,
    });
    const chunks = stream.chunks(client.signal);
    const next = async (): Promise<Decoded | undefined> => {
      const result = await chunks.next();
      return result.done === true ? undefined : decode(result.value);
    };
    /** What comes with the next update. */
    const update = async (): Promise<Update> => {
      const coming = next();
      await fixture.clock.advance(1000);
      return (await coming)?.payload as Update;
    };
    assert.deepEqual(await next(), { type: 'initial-response', payload: {} });
    const first = await next();
    assert.equal(first?.type, 'sessionStart');
    return { next, update, session: first.payload };
  };
  const write = async (name: string, ...messages: readonly string[]) => {
    const writer = await fixture.writer(name, 1);
    const timestamp = fixture.clock.now();
    await writer.append(messages.map((message) => ({ timestamp, message })));
  };
  const texts = ({ sessionResults }: Update) => sessionResults.map(({ message }) => message);

  it('tells what comes in, each second, and that nothing does', async () => {
    await write('s', 'before');
    const { update, session } = await start();
    assert.deepEqual(
      { ...session, requestId: 'r', sessionId: 's' },
      {
        requestId: 'r',
        sessionId: 's',
        logGroupIdentifiers: [groupArn],
        logStreamNames: [],
        logStreamNamePrefixes: [],
        logEventFilterPattern: '',
      },
    );
    assert.deepEqual(await update(), { sessionMetadata: { sampled: false }, sessionResults: [] });
    const now = fixture.clock.now();
    await write('s', 'one', 'two');
    await fixture.put('t', [[now, 'three']]);
    const { sessionResults } = await update();
    assert.deepEqual(sessionResults[0], {
      logGroupIdentifier: groupArn,
      logStreamName: 's',
      message: 'one',
      timestamp: now,
      ingestionTime: now,
    });
    assert.deepEqual(
      sessionResults.map(({ message }) => message),
      ['one', 'two', 'three'],
    );
    assert.deepEqual(texts(await update()), []);
  });

  it('tells of the streams and the messages that are wanted', async () => {
    const byName = await start({ logStreamNames: ['a'], logEventFilterPattern: '-skip' });
    const byPrefix = await start({ logStreamNamePrefixes: ['a', 'c'] });
    await write('a', 'a', 'skip');
    await write('ab', 'ab');
    await write('b', 'b');
    assert.deepEqual(texts(await byName.update()), ['a']);
    assert.deepEqual(texts(await byPrefix.update()), ['a', 'skip', 'ab']);
  });

  it('takes a sample of 500 when more come in', async () => {
    const { update } = await start();
    const many = Array.from({ length: 2000 }, (_, index) => String(index).padStart(4, '0'));
    await write('s', ...many);
    const { sessionMetadata, sessionResults } = await update();
    assert.equal(sessionMetadata.sampled, true);
    const kept = sessionResults.map(({ message }) => message);
    assert.equal(new Set(kept).size, 500);
    assert.deepEqual(kept, [...kept].sort());
    // All of the first 500 would be there in one run of 10 to the power of 300.
    assert.notDeepEqual(kept, many.slice(0, 500));
    assert.deepEqual(await update(), { sessionMetadata: { sampled: false }, sessionResults: [] });
  });

  it('holds no more than four megabytes of messages', async () => {
    const { update } = await start();
    const large = 'x'.repeat(1_000_000);
    for (let round = 0; round < 50; round++) await write('s', ...Array<string>(10).fill('small'));
    for (let round = 0; round < 20; round++) await write('s', large);
    const { sessionMetadata, sessionResults } = await update();
    const bytes = sessionResults.reduce((sum, { message }) => sum + message.length, 0);
    assert.equal(sessionMetadata.sampled, true);
    assert.ok(bytes <= 4 * 1024 * 1024, `${bytes} bytes`);
  });

  it('stops listening when its client left before it began', async () => {
    let listening = 0;
    const { store } = fixture;
    const listen = store.listen.bind(store);
    store.listen = (listener) => {
      const stop = listen(listener);
      listening++;
      return () => {
        listening--;
        stop();
      };
    };
    const stream = await fixture.call<EventStream>('StartLiveTail', {
      logGroupIdentifiers: [groupArn],
    });
    await assert.rejects(async () => {
      for await (const chunk of stream.chunks(AbortSignal.abort(new Error('gone')))) {
        assert.ok(chunk.length > 0);
      }
    });
    assert.equal(listening, 0);
  });

  it('ends after three hours with the exception of the service', async () => {
    const { next } = await start();
    const updates: (Decoded | undefined)[] = [];
    const reading = (async () => {
      for (let event = await next(); event; event = await next()) updates.push(event);
    })();
    for (let second = 0; second < 3 * 60 * 60; second++) await fixture.clock.advance(1000);
    await reading;
    assert.equal(updates.length, 3 * 60 * 60 + 1);
    assert.equal(updates.at(-1)?.type, 'SessionTimeoutException');
  });

  it('ends when its client leaves', async () => {
    const { next } = await start();
    const coming = next();
    client.abort(new Error('gone'));
    await assert.rejects(coming, { message: 'gone' });
    assert.equal(await next(), undefined);
  });

  it('refuses what the service refuses', async () => {
    await fixture.call('CreateLogGroup', { logGroupName: 'other' });
    const both = [groupArn, groupArn.replace(group, 'other')];
    const invalid = [
      { logGroupIdentifiers: [group] },
      { logGroupIdentifiers: [`${groupArn}:*`] },
      { logGroupIdentifiers: both, logStreamNames: ['a'] },
      { logStreamNames: ['a'], logStreamNamePrefixes: ['a'] },
      { logEventFilterPattern: '{' },
      { logGroupIdentifiers: Array.from({ length: 11 }, () => groupArn) },
    ];
    for (const input of invalid) {
      await assert.rejects(start(input), { code: 'InvalidParameterException' });
    }
    await assert.rejects(start({ logGroupIdentifiers: [groupArn.replace(group, 'none')] }), {
      code: 'ResourceNotFoundException',
    });
    await start({ logGroupIdentifiers: both });
  });
});

/** By the decoder of AWS's own SDK, which checks lengths and checksums. */
function decode(message: Buffer): Decoded {
  const { headers, body } = new EventStreamCodec(
    (bytes) => Buffer.from(bytes).toString('utf8'),
    (text) => Buffer.from(text),
  ).decode(message);
  assert.equal(crc32(message.subarray(0, -4)), message.readUInt32BE(message.length - 4));
  const type = headers[':event-type'] ?? headers[':exception-type'];
  return {
    type: String(type?.value),
    payload: JSON.parse(Buffer.from(body).toString('utf8')) as object,
  };
}
