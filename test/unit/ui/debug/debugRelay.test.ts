import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import '../../../fakes/fakeVscode';
import { DebugRelay } from '../../../../src/ui/debug/debugRelay';
import {
  MessageReader,
  writeMessage,
  type ProtocolMessage,
} from '../../../../src/ui/debug/messageReader';

const request = (command: string, args?: object) =>
  ({ type: 'request', seq: 7, command, ...(args && { arguments: args }) }) as ProtocolMessage;

describe('what stands between the workbench and the adapter', () => {
  let server: Server;
  let adapter: Socket;
  let relay: DebugRelay;
  let order: string[];
  let toWorkbench: Readonly<Record<string, unknown>>[];
  let toAdapter: Readonly<Record<string, unknown>>[];
  let failures: unknown[];
  let refuses: boolean;

  beforeEach(async () => {
    server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const ours = connect((server.address() as AddressInfo).port, '127.0.0.1');
    [adapter] = (await once(server, 'connection')) as [Socket];
    const reader = new MessageReader();
    order = [];
    toWorkbench = [];
    toAdapter = [];
    failures = [];
    refuses = false;
    adapter.on('data', (chunk: Buffer) => {
      for (const message of reader.push(chunk)) {
        toAdapter.push(message);
        order.push(String(message['command']));
      }
    });
    relay = new DebugRelay(ours, {
      attach: { pathMappings: [] },
      stop: () => {
        order.push('the job is stopped');
        return refuses ? Promise.reject(new Error('no')) : Promise.resolve();
      },
      failed: (error) => failures.push(error),
    });
    relay.onDidSendMessage((message) => toWorkbench.push(message));
  });

  afterEach(() => {
    relay.dispose();
    server.close();
  });

  /** Longer than a message takes on loopback; what shall not happen has had its time. */
  const settled = () => sleep(50);

  const handle = async (message: ProtocolMessage) => {
    relay.handleMessage(message);
    await settled();
  };
  const receive = async (message: object) => {
    adapter.write(writeMessage(message));
    await settled();
  };

  it('attaches where the workbench launches, and keeps that to itself', async () => {
    await handle(request('launch', { script: '/a.py' }));
    assert.deepEqual(toAdapter, [
      { type: 'request', seq: 7, command: 'attach', arguments: { pathMappings: [] } },
    ]);
    await receive({ type: 'response', request_seq: 7, command: 'attach', success: true });
    assert.equal(toWorkbench[0]?.['command'], 'launch');
  });

  it('lets everything else through as it is, but no telemetry', async () => {
    const step = request('next', { threadId: 1 });
    await handle(step);
    assert.deepEqual(toAdapter, [step]);
    const output = { type: 'event', event: 'output', body: { category: 'stdout', output: 'a' } };
    await receive({ type: 'event', event: 'output', body: { category: 'telemetry' } });
    await receive(output);
    assert.deepEqual(toWorkbench, [output]);
  });

  it('stops the job as such when the person stops the session', async () => {
    await handle(request('launch', {}));
    await handle(request('terminate', {}));
    assert.deepEqual(order, ['attach', 'the job is stopped']);
    assert.deepEqual(toWorkbench, [
      { type: 'response', seq: 0, request_seq: 7, command: 'terminate', success: true },
    ]);
    await handle(request('disconnect', { terminateDebuggee: true }));
    assert.deepEqual(order.slice(2), ['the job is stopped', 'disconnect']);
    assert.deepEqual(toAdapter.at(-1)?.['arguments'], { terminateDebuggee: false });
  });

  it('stops the job also when the session ends before it has begun', async () => {
    await handle(request('initialize'));
    await handle(request('disconnect'));
    assert.deepEqual(order, ['initialize', 'the job is stopped', 'disconnect']);
  });

  it('answers also when the job cannot be stopped', async () => {
    refuses = true;
    await handle(request('terminate'));
    assert.equal(toWorkbench.length, 1);
    assert.equal(failures.length, 1);
  });

  it('lets the job go on when the person only disconnects, or the window is closed', async () => {
    await handle(request('launch', {}));
    await handle(request('disconnect', { terminateDebuggee: false }));
    relay.dispose();
    assert.deepEqual(order, ['attach', 'disconnect']);
  });

  it('leaves alone a job whose script has ended, which may still be uploading', async () => {
    await handle(request('launch', {}));
    await receive({ type: 'event', event: 'terminated' });
    await handle(request('disconnect', {}));
    assert.deepEqual(order, ['attach', 'disconnect']);
  });

  it('ends the session once when the adapter is gone', async () => {
    await handle(request('launch', {}));
    adapter.destroy();
    await handle(request('threads'));
    assert.deepEqual(
      toWorkbench.map(({ event }) => event),
      ['terminated'],
    );
  });

  it('does not go on with what is no adapter', async () => {
    adapter.write('HTTP/1.1 400 Bad Request\r\n\r\n');
    await handle(request('threads'));
    assert.equal(failures.length, 1);
    assert.equal(toWorkbench[0]?.['event'], 'terminated');
  });
});
