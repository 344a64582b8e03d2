import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pythonEnvironment } from '../../scripts/test/pythonEnvironments';
import type { WaitingDebugger } from '../../src/core/sandbox/protocol';
import { DebugClient } from '../fakes/debugClient';
import { JobWorld } from '../fakes/jobWorld';
import { needs } from './environments';
import { listeningPorts } from './listeningPorts';

const wait = { Environment: { SAGEMAKER_WORKBENCH_DEBUG: 'wait' } };
const workspace = '/workspace/project';

const script = `import os, sys
import multiprocessing

def double(value):
    return 2 * value

if __name__ == "__main__":
    epochs = 41
    epochs += 1
    print(sys.argv[1:], epochs, "SAGEMAKER_WORKBENCH_DEBUG" in os.environ)
    if hasattr(os, "fork"):
        with multiprocessing.get_context("fork").Pool(2) as pool:
            print(pool.map(double, [1, 2]))
    with open(os.path.join(os.environ["SM_MODEL_DIR"], "model.txt"), "w") as file:
        file.write("made")
`;

describe('a job under the debugger', function () {
  this.timeout(120_000);
  needs('debugger');

  let world: JobWorld;
  afterEach(() => world.close());

  const open = async (debuggerSeconds = 60) => {
    const python = path.join(await pythonEnvironment('debugger'), 'python');
    world = await JobWorld.open({ python, debuggerSeconds });
  };

  const waiting = async (job: string): Promise<WaitingDebugger> => {
    for (;;) {
      const found = world.debuggers.find(job);
      if (found) return found;
      const { status, failureReason } = await world.record(job);
      assert.equal(status, 'InProgress', failureReason);
      await sleep(20);
    }
  };

  /** Joins as the extension does, with breakpoints in the workspace's own file. */
  const join = async (job: string, lines: readonly number[]): Promise<DebugClient> => {
    const { socket, codeFolder } = await waiting(job);
    const client = await DebugClient.join(socket);
    await client.request('initialize', { adapterID: 'test', pathFormat: 'path' });
    const pathMappings = [{ localRoot: workspace, remoteRoot: codeFolder }];
    const attached = client.request('attach', { pathMappings, justMyCode: true });
    await client.event('initialized');
    const { breakpoints } = await client.request('setBreakpoints', {
      source: { path: `${workspace}/train.py` },
      breakpoints: lines.map((line) => ({ line })),
    });
    const bound = breakpoints as unknown as readonly { verified: boolean }[];
    assert.ok(bound.every(({ verified }) => verified));
    await client.request('setExceptionBreakpoints', { filters: ['uncaught'] });
    await client.request('configurationDone');
    await attached;
    return client;
  };

  /** Where it stands, and what a name is there. */
  const look = async (client: DebugClient, name: string) => {
    const { threadId } = await client.event('stopped');
    const { stackFrames } = await client.request('stackTrace', { threadId });
    const [frame] = stackFrames as unknown as readonly {
      id: number;
      line: number;
      source: { path: string };
    }[];
    const { result } = await client.request('evaluate', {
      expression: name,
      frameId: frame?.id,
      context: 'watch',
    });
    return { threadId, line: frame?.line, file: frame?.source.path, value: String(result) };
  };

  const parameters = {
    HyperParameters: {
      text: '"a b"',
      sagemaker_program: '"train.py"',
      sagemaker_submit_directory: '"s3://bucket/job/sourcedir.tar.gz"',
    },
  };

  it('stops at a breakpoint of the workspace’s file, steps, goes on and completes', async () => {
    await open();
    await world.create('job', script, { ...wait, ...parameters });
    const client = await join('job', [5, 9]);
    const first = await look(client, 'epochs');
    assert.deepEqual(
      [first.line, first.file, first.value],
      [9, path.join(workspace, 'train.py'), '41'],
    );
    await client.request('next', { threadId: first.threadId });
    const second = await look(client, 'epochs');
    assert.deepEqual([second.line, second.value], [10, '42']);
    await client.request('continue', { threadId: second.threadId });
    await client.event('terminated');
    await client.request('disconnect').catch(() => undefined);
    const job = await world.ended('job');
    assert.deepEqual([job.status, job.failureReason], ['Completed', undefined]);
    // Nobody could go on from a breakpoint in a forked process: there it is passed by.
    assert.deepEqual((await world.lines('job')).slice(1), [
      "['--text', 'a b'] 42 False",
      ...(process.platform === 'win32' ? [] : ['[2, 4]']),
    ]);
    assert.deepEqual(await world.archived('out/job/output/model.tar.gz'), { 'model.txt': 'made' });
    assert.deepEqual(world.reported, []);
  });

  it('takes one debugger alone, and goes on without it when it leaves', async () => {
    await open();
    await world.create('job', script, wait);
    const { socket } = await waiting('job');
    const client = await join('job', [9]);
    await client.event('stopped');
    assert.equal(world.debuggers.find('job'), undefined);
    await assert.rejects(
      DebugClient.join(socket).then((second) => second.request('initialize', { adapterID: 'x' })),
    );
    client.close();
    assert.equal((await world.ended('job')).status, 'Completed');
  });

  it('goes on without a debugger that leaves with much unread', async function () {
    // Elsewhere what is unread does not show.
    if (process.platform === 'win32') return this.skip();
    await open();
    await world.create('job', script, wait);
    const client = await join('job', [9]);
    await client.event('stopped');
    client.pause();
    client.send('threads');
    await sleep(500);
    client.close();
    assert.equal((await world.ended('job')).status, 'Completed');
  });

  it('keeps the arguments as the image makes them', async () => {
    await open();
    const Environment = { ...wait.Environment, SAGEMAKER_WORKBENCH_ARGUMENTS: 'as-image' };
    await world.create('job', script, { Environment, ...parameters });
    const client = await join('job', []);
    await client.event('terminated');
    client.close();
    assert.equal((await world.ended('job')).failureReason, undefined);
    assert.match((await world.lines('job'))[1] ?? '', /^\['--text', 'a', 'b'\] 42/);
  });

  it('shows the debugger an exception that nobody catches, and fails as without it', async () => {
    await open();
    await world.create('job', 'rate = 0\nprint(1 / rate)\n', wait);
    const client = await join('job', []);
    const { line, value, threadId } = await look(client, 'rate');
    assert.deepEqual([line, value], [2, '0']);
    await client.request('continue', { threadId });
    await client.event('terminated');
    client.close();
    const { failureReason = '' } = await world.ended('job');
    assert.match(
      failureReason,
      /ExecuteUserScriptError:\nExitCode 1\nErrorMessage "[^]*ZeroDivisionError/,
    );
    assert.match(failureReason, /Command "\S*python\S* train\.py"$/);
  });

  it('can be stopped while it waits, and while it is held at a breakpoint', async () => {
    await open();
    await world.create('waits', script, wait);
    await waiting('waits');
    await world.sagemaker('StopTrainingJob', { TrainingJobName: 'waits' });
    assert.equal((await world.ended('waits')).status, 'Stopped');
    assert.equal(world.debuggers.find('waits'), undefined);

    await world.create('held', script, wait);
    const client = await join('held', [9]);
    await client.event('stopped');
    await world.sagemaker('StopTrainingJob', { TrainingJobName: 'held' });
    await client.event('terminated');
    client.close();
    assert.equal((await world.ended('held')).status, 'Stopped');
  });

  it('fails when no debugger comes', async () => {
    await open(1);
    await world.create('job', script, wait);
    const { status } = await world.ended('job');
    assert.equal(status, 'Failed');
    assert.match((await world.lines('job')).at(-1) ?? '', /^No debugger has joined/);
  });

  it('lets nobody else in, by its folder or by the network', async function () {
    if (process.platform !== 'linux') return this.skip();
    await open();
    await world.create('job', script, wait);
    const { socket, codeFolder } = await waiting('job');
    const temporaryFolder = path.dirname(socket);
    const { mode } = await stat(path.dirname(temporaryFolder));
    assert.equal(mode & 0o077, 0);
    const client = await join('job', [9]);
    await client.event('stopped');
    assert.deepEqual(await listeningPorts(codeFolder), []);
    const ports = await listeningPorts(temporaryFolder);
    // The script's, which asks for a secret before anything else.
    assert.equal(ports.length, 1);
    const stranger = await DebugClient.join(ports[0] ?? 0);
    await assert.rejects(stranger.request('initialize', { adapterID: 'x' }), /not allowed/);
    stranger.close();
    client.close();
    assert.equal((await world.ended('job')).status, 'Completed');
  });
});

describe('debugpy', function () {
  this.timeout(180_000);
  let world: JobWorld;
  beforeEach(async () => {
    world = await JobWorld.open();
  });
  afterEach(() => world.close());

  it('is not installed without consent', async () => {
    await world.create('job', script, wait);
    const { failureReason = '' } = await world.ended('job');
    assert.match(
      failureReason,
      /debugpy is not installed .*SAGEMAKER_WORKBENCH_DEBUG=install-and-wait/,
    );
    assert.equal(existsSync(path.join(world.dataDir, 'environments')), false);
  });

  it('is installed with consent, and does not change what the script imports', async () => {
    const Environment = { SAGEMAKER_WORKBENCH_DEBUG: 'install-and-wait' };
    const tell = 'import sys; print(sys.prefix, [p for p in sys.path if "environments" in p])';
    await world.create('job', tell, { Environment });
    let found: WaitingDebugger | undefined;
    while ((found = world.debuggers.find('job')) === undefined) {
      const { status, failureReason } = await world.record('job');
      assert.equal(status, 'InProgress', failureReason);
      await sleep(100);
    }
    const client = await DebugClient.join(found.socket);
    await client.request('initialize', { adapterID: 'test', pathFormat: 'path' });
    const attached = client.request('attach', { justMyCode: true });
    await client.event('initialized');
    await client.request('configurationDone');
    await attached;
    await client.event('terminated');
    client.close();
    assert.equal((await world.ended('job')).failureReason, undefined);
    assert.match((await world.lines('job')).at(-1) ?? '', / \[\]$/);
    const made = await readdir(path.join(world.dataDir, 'environments'));
    assert.ok(made.length > 0);
  });
});
