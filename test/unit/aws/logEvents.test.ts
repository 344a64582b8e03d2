import assert from 'node:assert/strict';
import { connectTo } from '../../fakes/fakeConnection';
import { FakeService, fault, json, type Script } from '../../fakes/fakeService';

const group = '/aws/sagemaker/TrainingJobs';

describe('log events', () => {
  const services: FakeService[] = [];
  const disposables: { dispose(): void }[] = [];

  afterEach(async () => {
    disposables.splice(0).forEach((one) => one.dispose());
    await Promise.all(services.splice(0).map((service) => service.stop()));
  });

  const connect = async (...scripts: Script[]) => {
    const service = await FakeService.start(...scripts);
    const connection = connectTo(service);
    services.push(service);
    disposables.push(connection.senders);
    const inputs = () =>
      service.received.map(({ body }) => JSON.parse(String(body)) as Record<string, unknown>);
    return { logs: connection.logs, inputs };
  };

  it('names the streams of all pages', async () => {
    const { logs, inputs } = await connect(
      json({ logStreams: [{ logStreamName: 'job/algo-1-1' }], nextToken: 'more' }),
      json({ logStreams: [], nextToken: 'still more' }),
      json({ logStreams: [{ logStreamName: 'job/algo-2-1' }] }),
    );
    assert.deepEqual(await logs.streams(group, 'job/'), ['job/algo-1-1', 'job/algo-2-1']);
    assert.deepEqual(
      inputs().map(({ nextToken }) => nextToken),
      [undefined, 'more', 'still more'],
    );
    assert.equal(inputs()[0]?.['logStreamNamePrefix'], 'job/');
  });

  it('has no streams and no events before the group exists', async () => {
    const missing = fault('ResourceNotFoundException', 'The specified log group does not exist.');
    const { logs, inputs } = await connect(missing);
    assert.deepEqual(await logs.streams(group, 'job/'), []);
    const stream = { group, name: 'job/algo-1-1' };
    const page = await logs.read(stream, undefined);
    assert.deepEqual(page, { events: [], token: '' });
    await logs.read(stream, page.token);
    assert.ok(!('nextToken' in (inputs().at(-1) ?? {})));
  });

  it('reads the last events, and none of a stream that is not there', async () => {
    const missing = fault('ResourceNotFoundException', 'The specified log stream does not exist.');
    const { logs, inputs } = await connect(
      json({ events: [{ timestamp: 5, message: 'last', ingestionTime: 6 }] }),
      missing,
    );
    const stream = { group, name: 'job/algo-1-1' };
    assert.deepEqual(await logs.tail(stream, 50), [{ timestamp: 5, message: 'last' }]);
    assert.deepEqual(inputs()[0], {
      logGroupName: group,
      logStreamName: 'job/algo-1-1',
      limit: 50,
    });
    assert.deepEqual(await logs.tail(stream, 50), []);
  });

  it('reads from the head, and forward with every token', async () => {
    const { logs, inputs } = await connect(
      json({
        events: [{ timestamp: 5, message: 'one', ingestionTime: 6 }],
        nextForwardToken: 'f/1',
      }),
      json({ events: [], nextForwardToken: 'f/1' }),
    );
    const stream = { group, name: 'job/algo-1-1' };
    const first = await logs.read(stream, undefined);
    assert.deepEqual(first, { events: [{ timestamp: 5, message: 'one' }], token: 'f/1' });
    assert.deepEqual(await logs.read(stream, first.token), { events: [], token: 'f/1' });
    assert.deepEqual(
      inputs().map(({ startFromHead, nextToken }) => [startFromHead, nextToken]),
      [
        [true, undefined],
        [true, 'f/1'],
      ],
    );
  });

  it('passes other failures on', async () => {
    const { logs } = await connect(fault('AccessDeniedException', 'No.'));
    await assert.rejects(logs.streams(group, 'job/'), { reason: 'denied' });
  });
});
