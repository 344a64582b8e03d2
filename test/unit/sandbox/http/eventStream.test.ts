import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudWatchLogsClient, StartLiveTailCommand } from '@aws-sdk/client-cloudwatch-logs';
import { EventStream, type StreamEvent } from '../../../../src/sandbox/http/eventStream';
import { signClaim } from '../../../../src/sandbox/http/sigV4';
import type { RunningSandbox } from '../../../../src/sandbox/server';
import { removeTemporaryFolders, startTestSandbox } from '../../../fakes/startedSandbox';

describe('an answer that goes on', () => {
  let sandbox: RunningSandbox;
  let client: CloudWatchLogsClient;
  const reported: unknown[] = [];
  /** What the service sends; set by each test. */
  let events: (signal: AbortSignal) => AsyncIterable<StreamEvent>;

  before(async () => {
    const StartLiveTail = () => Promise.resolve(new EventStream((signal) => events(signal)));
    const service = { target: 'Logs_20140328', operations: { StartLiveTail } };
    sandbox = await startTestSandbox({
      reported,
      jobs: { routes: [{ signingName: 'logs', service }] },
    });
    const { endpoint, region, ...credentials } = sandbox.announcement;
    client = new CloudWatchLogsClient({ endpoint, region, credentials, disableHostPrefix: true });
  });

  after(async () => {
    client.destroy();
    await sandbox.stop('test');
    await removeTemporaryFolders();
    assert.deepEqual(reported, []);
  });

  const tail = async () => {
    const answer = await client.send(new StartLiveTailCommand({ logGroupIdentifiers: ['x'] }));
    return answer.responseStream ?? assert.fail();
  };
  const update = (message: string): StreamEvent => {
    const sessionResults = [{ message }];
    return { kind: 'event', type: 'sessionUpdate', payload: { sessionResults } };
  };

  it('is read event by event, as each comes, and ends', async () => {
    const go = new AbortController();
    events = async function* () {
      yield update('first é');
      await once(go.signal, 'abort');
      yield update('second');
    };
    const seen: unknown[] = [];
    for await (const event of await tail()) {
      seen.push(event.sessionUpdate?.sessionResults?.[0]?.message);
      // The second waits for it.
      go.abort();
    }
    assert.deepEqual(seen, ['first é', 'second']);
  });

  it('ends with the exception of the service', async () => {
    events = async function* () {
      await sleep(1);
      const payload = { message: 'over' };
      yield { kind: 'exception', type: 'SessionTimeoutException', payload };
    };
    const read = async () => {
      for await (const event of await tail()) assert.fail(JSON.stringify(event));
    };
    await assert.rejects(read(), { name: 'SessionTimeoutException', message: 'over' });
  });

  it('is told when its client has gone', async () => {
    let signal: AbortSignal | undefined;
    events = async function* (gone) {
      signal = gone;
      yield update('one');
      await once(gone, 'abort');
    };
    for await (const event of await tail()) {
      assert.ok(event.sessionUpdate);
      break;
    }
    client.destroy();
    while (signal?.aborted !== true) await sleep(5);
  });

  it('waits for a client that does not read', async () => {
    let made = 0;
    let ended = false;
    const isEnded = () => ended;
    events = async function* () {
      try {
        for (; ; made++) {
          yield update('x'.repeat(100_000));
          await sleep(0);
        }
      } finally {
        ended = true;
      }
    };
    const { port, host } = new URL(sandbox.announcement.endpoint);
    const body = '{"logGroupIdentifiers":["x"]}';
    const hash = createHash('sha256').update(body).digest('hex');
    const headers = new Map([
      ['host', host],
      ['x-amz-target', 'Logs_20140328.StartLiveTail'],
      ['x-amz-content-sha256', hash],
    ]);
    const signed = signClaim(
      { method: 'POST', path: '/', query: [], headers },
      { region: 'us-east-1', service: 'logs', now: Date.now() },
      sandbox.announcement,
      hash,
    );
    const call = request({ host: '127.0.0.1', port, method: 'POST', headers: signed.headers });
    call.end(body);
    const [answer] = (await once(call, 'response')) as [IncomingMessage];
    answer.pause();
    let before = -1;
    while (made !== before) {
      before = made;
      await sleep(200);
    }
    // The sockets' buffers hold some megabytes.
    assert.ok(made < 300, `${made} events were made for nobody`);
    call.destroy();
    while (!isEnded()) await sleep(5);
  });
});
