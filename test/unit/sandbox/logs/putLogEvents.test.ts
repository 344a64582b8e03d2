import assert from 'node:assert/strict';
import { group, LogsFixture } from './logsFixture';

interface Answer {
  readonly nextSequenceToken: string;
  readonly rejectedLogEventsInfo?: object;
  readonly rejectedEntityInfo?: object;
}

const hour = 60 * 60 * 1000;
const day = 24 * hour;

describe('PutLogEvents', () => {
  let fixture: LogsFixture;
  beforeEach(async () => {
    fixture = await LogsFixture.open();
  });
  afterEach(() => fixture.close());

  const put = (...events: readonly (readonly [number, string])[]) =>
    fixture.put('s', events) as Promise<Answer>;
  const stored = async () => {
    const input = { logGroupName: group, logStreamName: 's', startFromHead: true };
    const page = await fixture.call<{ events: { message: string; ingestionTime: number }[] }>(
      'GetLogEvents',
      input,
    );
    return page.events;
  };
  const refused = (message: string) => ({ code: 'InvalidParameterException', message });

  it('stores a batch, which says when it was taken', async () => {
    const now = fixture.clock.now();
    const answer = await put([now - hour, 'a'], [now - hour, 'b'], [now, 'c']);
    assert.match(answer.nextSequenceToken, /^\d{56}$/);
    assert.equal(answer.rejectedLogEventsInfo, undefined);
    const events = await stored();
    assert.deepEqual(
      events.map(({ message, ingestionTime }) => [message, ingestionTime]),
      [
        ['a', now],
        ['b', now],
        ['c', now],
      ],
    );
  });

  it('takes any sequence token, and events of two batches in any order', async () => {
    const now = fixture.clock.now();
    await put([now, 'later']);
    const stream = { logGroupName: group, logStreamName: 's', sequenceToken: 'anything' };
    const logEvents = [{ timestamp: now - 5, message: 'earlier' }];
    await fixture.call('PutLogEvents', { ...stream, logEvents });
    assert.deepEqual(
      (await stored()).map(({ message }) => message),
      ['earlier', 'later'],
    );
  });

  it('leaves out what is too old, too new or expired, and says so', async () => {
    const now = fixture.clock.now();
    const answer = await put(
      [now - 15 * day, 'old'],
      [now - 14 * day - 1, 'old too'],
      [now - hour, 'kept'],
      [now + 2 * hour, 'kept too'],
      [now + 2 * hour + 1, 'new'],
    );
    assert.deepEqual(answer.rejectedLogEventsInfo, {
      tooOldLogEventEndIndex: 2,
      tooNewLogEventStartIndex: 4,
    });
    assert.deepEqual(
      (await stored()).map(({ message }) => message),
      ['kept', 'kept too'],
    );
    await fixture.call('PutRetentionPolicy', { logGroupName: group, retentionInDays: 1 });
    const expired = await put([now - 2 * day, 'expired'], [now, 'kept']);
    assert.deepEqual(expired.rejectedLogEventsInfo, { expiredLogEventEndIndex: 1 });
    const none = await put([now - 15 * day, 'old']);
    assert.deepEqual(none.rejectedLogEventsInfo, {
      tooOldLogEventEndIndex: 1,
      expiredLogEventEndIndex: 1,
    });
  });

  it('refuses batches that the service refuses, and stores nothing of them', async () => {
    const now = fixture.clock.now();
    const cases: readonly (readonly [readonly (readonly [number, string])[], string])[] = [
      [
        [
          [now, 'a'],
          [now - 1, 'b'],
        ],
        'Log events in a single PutLogEvents request must be in chronological order.',
      ],
      [
        [
          [now - day - 1, 'a'],
          [now, 'b'],
        ],
        'The batch of log events in a single PutLogEvents request cannot span more than 24 hours.',
      ],
      [
        [
          [now, 'é'.repeat(300_000)],
          [now, 'é'.repeat(300_000)],
        ],
        'Upload too large: 1200052 bytes exceeds limit of 1048576',
      ],
      [
        [[now, 'x'.repeat(1_048_551)]],
        'Log event too large: 1048577 bytes exceeds limit of 1048576',
      ],
    ];
    for (const [events, message] of cases) await assert.rejects(put(...events), refused(message));
    assert.deepEqual(await stored(), []);
    await put([now, 'x'.repeat(1_048_550)]);
    assert.equal((await stored()).length, 1);
  });

  it('needs a stream, and tells that it keeps no entities', async () => {
    const now = fixture.clock.now();
    await put([now, 'a']);
    const logEvents = [{ timestamp: now, message: 'b' }];
    const missing = { logGroupName: group, logStreamName: 'none', logEvents };
    await assert.rejects(fixture.call('PutLogEvents', missing), {
      code: 'ResourceNotFoundException',
      message: 'The specified log stream does not exist.',
    });
    const entity = { keyAttributes: { Type: 'Service', Name: 'x' } };
    const answer = await fixture.call<Answer>('PutLogEvents', {
      ...missing,
      logStreamName: 's',
      entity,
    });
    assert.deepEqual(answer.rejectedEntityInfo, { errorType: 'UnsupportedLogGroupType' });
    assert.equal((await stored()).length, 2);
  });
});
