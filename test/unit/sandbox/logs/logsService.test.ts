import assert from 'node:assert/strict';
import { group, groupArn, LogsFixture } from './logsFixture';

interface Page {
  readonly events: readonly { readonly message: string; readonly timestamp: number }[];
  readonly nextForwardToken: string;
  readonly nextBackwardToken: string;
}
interface Streams {
  readonly logStreams: readonly { readonly logStreamName: string }[];
  readonly nextToken?: string;
}

describe('CloudWatch Logs service', () => {
  let fixture: LogsFixture;
  beforeEach(async () => {
    fixture = await LogsFixture.open();
  });
  afterEach(() => fixture.close());

  const call = <Answer>(operation: string, input: object) => fixture.call<Answer>(operation, input);
  const events = (input: object) =>
    call<Page>('GetLogEvents', { logGroupName: group, logStreamName: 's', ...input });
  const write = (name: string, ...messages: readonly string[]) => fixture.write(name, ...messages);
  const texts = (page: Page) => page.events.map((event) => event.message);

  it('reads from the head to the end, where the token stays the same', async () => {
    const writer = await write('s', 'a', 'b', 'c');
    const first = await events({ startFromHead: true, limit: 2 });
    assert.deepEqual(texts(first), ['a', 'b']);
    assert.match(first.nextForwardToken, /^f\/\d{56}\/s$/);
    const second = await events({ startFromHead: true, nextToken: first.nextForwardToken });
    assert.deepEqual(texts(second), ['c']);
    const end = await events({ startFromHead: true, nextToken: second.nextForwardToken });
    assert.deepEqual(texts(end), []);
    assert.equal(end.nextForwardToken, second.nextForwardToken);
    await writer.append([{ timestamp: 200, message: 'd' }]);
    assert.deepEqual(texts(await events({ nextToken: end.nextForwardToken })), ['d']);
  });

  it('reads the newest without startFromHead, and back from there', async () => {
    await write('s', 'a', 'b', 'c');
    const newest = await events({ limit: 2 });
    assert.deepEqual(texts(newest), ['b', 'c']);
    const older = await events({ limit: 2, nextToken: newest.nextBackwardToken });
    assert.deepEqual(texts(older), ['a']);
    const end = await events({ nextToken: older.nextBackwardToken });
    assert.deepEqual(texts(end), []);
    assert.equal(end.nextBackwardToken, older.nextBackwardToken);
  });

  it('takes a start that counts and an end that does not', async () => {
    await write('s', 'a', 'b', 'c', 'd');
    assert.deepEqual(texts(await events({ startTime: 101, endTime: 103 })), ['b', 'c']);
    const head = await events({ startTime: 101, startFromHead: true, limit: 1 });
    assert.deepEqual(texts(head), ['b']);
    assert.deepEqual(texts(await events({ startTime: 500 })), []);
  });

  it('keeps a page below 10,000 events and a megabyte', async () => {
    const writer = await write('s');
    const many = Array.from({ length: 10_001 }, (_, number) => ({
      timestamp: 1,
      message: `${number}`,
    }));
    await writer.append(many);
    assert.equal((await events({ startFromHead: true })).events.length, 10_000);
    const large = { timestamp: 1, message: 'x'.repeat(250_000) };
    await writer.append(Array.from({ length: 9 }, () => large));
    assert.equal((await events({})).events.length, 4);
  });

  it('refuses tokens that it has not given', async () => {
    await write('s', 'a', 'b');
    const { nextForwardToken } = await events({ startFromHead: true, limit: 1 });
    const inside = nextForwardToken.replace(/.\/s$/, (end) => `${Number(end[0]) - 1}/s`);
    assert.notEqual(inside, nextForwardToken);
    for (const nextToken of ['x', `f/${'9'.repeat(56)}/s`, inside]) {
      await assert.rejects(events({ nextToken }), {
        code: 'InvalidParameterException',
        message: 'The specified nextToken is invalid.',
      });
    }
  });

  it('tells a missing group from a missing stream', async () => {
    await assert.rejects(events({}), {
      code: 'ResourceNotFoundException',
      message: 'The specified log group does not exist.',
    });
    await write('other');
    await assert.rejects(events({}), { message: 'The specified log stream does not exist.' });
    await assert.rejects(call('DescribeLogStreams', { logGroupName: 'none' }), {
      code: 'ResourceNotFoundException',
    });
  });

  it('accepts a group by its ARN, and not two ways at once', async () => {
    await write('s', 'a');
    const logGroupIdentifier = groupArn;
    assert.deepEqual(texts(await events({ logGroupName: undefined, logGroupIdentifier })), ['a']);
    await assert.rejects(events({ logGroupIdentifier }), { code: 'InvalidParameterException' });
  });

  it('does not take the ARN of another account or region for a group of its own', async () => {
    await write('s', 'a');
    for (const foreign of [
      groupArn.replace('000000000000', '111111111111'),
      groupArn.replace('us-east-1', 'eu-west-1'),
      groupArn.replace(':aws:', ':aws-cn:'),
      groupArn.replace(':log-group:', ':group:'),
    ]) {
      const refused = events({ logGroupName: undefined, logGroupIdentifier: foreign });
      await assert.rejects(refused, { code: 'ResourceNotFoundException' });
      const found = await call<object>('DescribeLogGroups', { logGroupIdentifiers: [foreign] });
      assert.deepEqual(found, { logGroups: [] });
    }
  });

  it('checks parameters as the service does', async () => {
    await assert.rejects(events({ limit: 10_001 }), {
      code: 'InvalidParameterException',
      message: /Value '10001' at 'limit' failed .* less than or equal to 10000/,
    });
    await assert.rejects(call('DescribeLogStreams', { logGroupName: group, limit: 51 }), /50/);
  });

  it('describes streams by prefix, in pages', async () => {
    for (const name of ['job-1/algo-1-7', 'job-10/algo-1-8', 'job-1/algo-2-7'])
      await write(name, name);
    const streams = (input: object) =>
      call<Streams>('DescribeLogStreams', { logGroupName: group, ...input });
    const names = (answer: Streams) => answer.logStreams.map((stream) => stream.logStreamName);
    const prefix = { logStreamNamePrefix: 'job-1/' };
    assert.deepEqual(names(await streams(prefix)), ['job-1/algo-1-7', 'job-1/algo-2-7']);
    const first = await streams({ limit: 2 });
    const rest = await streams({ limit: 2, nextToken: first.nextToken });
    assert.deepEqual(
      [...names(first), ...names(rest)],
      [...['job-1/algo-1-7', 'job-1/algo-2-7', 'job-10/algo-1-8']],
    );
    assert.equal(rest.nextToken, undefined);
    assert.deepEqual((await streams(prefix)).logStreams[0], {
      logStreamName: 'job-1/algo-1-7',
      creationTime: 5,
      firstEventTimestamp: 100,
      lastEventTimestamp: 100,
      lastIngestionTime: 100,
      uploadSequenceToken: '1',
      arn: `${groupArn}:log-stream:job-1/algo-1-7`,
      storedBytes: 0,
    });
  });

  it('describes streams by time, newest first when asked, but not with a prefix', async () => {
    await write('old', 'x');
    await write('new', 'x', 'y');
    const byTime = { logGroupName: group, orderBy: 'LastEventTime' };
    const answer = await call<Streams>('DescribeLogStreams', { ...byTime, descending: true });
    assert.deepEqual(
      answer.logStreams.map((stream) => stream.logStreamName),
      ['new', 'old'],
    );
    await assert.rejects(call('DescribeLogStreams', { ...byTime, logStreamNamePrefix: 'o' }), {
      code: 'InvalidParameterException',
    });
  });

  it('goes on behind what was read when earlier events come in between', async () => {
    const now = fixture.clock.now();
    await fixture.put('s', [
      [now - 500, 'a'],
      [now, 'b'],
      [now, 'c'],
    ]);
    const first = await events({ startFromHead: true, limit: 2 });
    assert.deepEqual(texts(first), ['a', 'b']);
    await fixture.put('s', [
      [now - 900, 'before a'],
      [now - 100, 'between'],
      [now, 'd'],
    ]);
    const rest = await events({ startFromHead: true, nextToken: first.nextForwardToken });
    assert.deepEqual(texts(rest), ['c', 'd']);
    const back = await events({ nextToken: rest.nextBackwardToken });
    assert.deepEqual(texts(back), ['before a', 'a', 'between', 'b']);
    const all = await events({ startFromHead: true });
    assert.deepEqual(texts(all), ['before a', 'a', 'between', 'b', 'c', 'd']);
  });
});
