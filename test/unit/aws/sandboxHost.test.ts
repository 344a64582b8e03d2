import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { SandboxHost } from '../../../src/aws/sandbox/sandboxHost';
import type { Environment } from '../../../src/aws/sharedConfig';
import type { Clock } from '../../../src/core/clock';
import { systemClock } from '../../../src/node/systemClock';

const fakeSandbox = fileURLToPath(new URL('../../fakes/fakeSandbox.mjs', import.meta.url));

interface Event {
  readonly started?: number;
  readonly env?: readonly string[];
  readonly operation?: string;
  readonly input?: string;
}

/** A clock on which waiting costs a millisecond. */
function fastClock(): Clock & { readonly slept: number[] } {
  let time = 0;
  const slept: number[] = [];
  return {
    slept,
    now: () => time,
    sleep: async (milliseconds, signal) => {
      slept.push(milliseconds);
      time += milliseconds;
      await systemClock.sleep(1, signal);
    },
  };
}

describe('the sandbox host', function () {
  this.timeout(20_000);
  let folder: string;
  let bundleDir: string;
  const hosts: SandboxHost[] = [];
  const others: number[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'sandbox-host-'));
    bundleDir = path.join(folder, 'bundle');
    await mkdir(path.join(bundleDir, 'shims'), { recursive: true });
    await writeFile(path.join(bundleDir, 'shims', 'shim.py'), 'pass');
  });

  afterEach(async () => {
    hosts.splice(0).forEach((host) => host.dispose());
    const pids = (await events()).flatMap(({ started }) => started ?? []);
    await Promise.all([...pids, ...others.splice(0)].map(end));
    await rm(folder, { recursive: true });
  });

  const dataDir = () => path.join(folder, 'sandbox', 'data');

  const events = async (): Promise<readonly Event[]> => {
    const text = await readFile(path.join(dataDir(), 'events.jsonl'), 'utf8').catch(() => '');
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Event);
  };

  const operations = async () => (await events()).flatMap(({ operation }) => operation ?? []);

  const startedCount = async () => (await events()).filter(({ started }) => started).length;

  const host = (
    options: { behaviour?: string; env?: Environment; clock?: Clock } = {},
  ): SandboxHost => {
    const { behaviour = 'serve', env = {}, clock = systemClock } = options;
    const command = { command: process.execPath, args: [fakeSandbox, behaviour] };
    const made = new SandboxHost({ bundleDir, storageDir: folder, env, clock, command });
    hosts.push(made);
    return made;
  };

  it('starts one sandbox for all who ask at once, and sends heartbeats', async () => {
    const first = host();
    const [one, two] = await Promise.all([first.current(), first.current()]);
    assert.equal(one, two);
    assert.match(one.endpoint, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.equal(await startedCount(), 1);
    await until(async () => (await operations()).includes('Heartbeat'));
  });

  it('beats every half minute until it is disposed', async () => {
    // By this clock, a sandbox that takes a moment to start would take too long.
    await host().current();
    const clock = fastClock();
    const made = host({ clock });
    await made.current();
    const beats = async () => (await operations()).filter((name) => name === 'Heartbeat').length;
    await until(async () => (await beats()) >= 3);
    assert.ok(clock.slept.includes(30_000));
    made.dispose();
    const counted = await beats();
    await sleep(100);
    // One may have been on its way; a living host would have sent dozens.
    assert.ok((await beats()) <= counted + 1);
    await assert.rejects(made.current(), { reason: 'cancelled' });
  });

  it('uses the one that another window started', async () => {
    const one = await host().current();
    const two = await host().current();
    assert.equal(two.endpoint, one.endpoint);
    assert.equal(await startedCount(), 1);
  });

  it('starts another when the first was killed', async () => {
    const made = host();
    const first = await made.current();
    await end(first.pid);
    made.lost(first);
    const second = await made.current();
    assert.notEqual(second.pid, first.pid);
    made.lost(first);
    assert.equal(await made.current(), second, 'an old loss says nothing about the new one');
  });

  it('registers with the one that replaces a killed one, and all interpreters again', async () => {
    const made = host();
    await made.registerPython('/some/python');
    await end((await made.current()).pid);
    await made.registerPython('/other/python');
    assert.equal(await startedCount(), 2);
    const inputs = (await events())
      .filter(({ operation }) => operation === 'RegisterInterpreter')
      .map(({ input }) => (JSON.parse(input ?? '') as { path: string }).path);
    assert.deepEqual(inputs, ['/some/python', '/real/python', '/other/python']);
  });

  it('repeats no order that may have been carried out', async () => {
    const made = host({ behaviour: 'cut' });
    const clear = made.call('Clear', { what: 'everything', stop: [] });
    await assert.rejects(clear, { reason: 'network' });
    assert.equal((await operations()).filter((name) => name === 'Clear').length, 1);
    await made.call('Usage', {});
  });

  it('passes nothing of AWS, VS Code or Node on, but what pip needs', async () => {
    const env = {
      PATH: process.env['PATH'],
      LC_ALL: 'C.UTF-8',
      AWS_SECRET_ACCESS_KEY: 'real',
      AWS_PROFILE: 'real',
      VSCODE_IPC_HOOK: 'x',
      ELECTRON_NO_ASAR: '1',
      NODE_OPTIONS: '--no-warnings',
      PYTHONPATH: '/somewhere',
      GITHUB_TOKEN: 'x',
      PIP_INDEX_URL: 'https://index.example/simple',
      pip_cert: '/etc/own.pem',
      https_proxy: 'http://proxy.example',
    };
    await host({ env }).current();
    const [{ env: seen = [] } = {}] = await events();
    const own = ['__CF_USER_TEXT_ENCODING']; // macOS gives it to every process.
    assert.deepEqual(seen.filter((name) => !own.includes(name)).sort(), [
      'ELECTRON_RUN_AS_NODE',
      'LC_ALL',
      'PATH',
      'PIP_INDEX_URL',
      'https_proxy',
      'pip_cert',
    ]);
  });

  it('says in the words of the sandbox why it did not start', async () => {
    await assert.rejects(host({ behaviour: 'fail', clock: fastClock() }).current(), {
      reason: 'sandboxUnavailable',
      message: 'The local sandbox could not start: The disk is full.',
    });
  });

  it('tries again after a failed start', async () => {
    await assert.rejects(host({ behaviour: 'fail', clock: fastClock() }).current());
    await host().current();
  });

  it('says so when the program cannot be run, or never answers', async () => {
    const command = { command: path.join(folder, 'nothing'), args: [] };
    const options = { bundleDir, storageDir: folder, env: {} };
    const missing = new SandboxHost({ ...options, clock: systemClock, command });
    hosts.push(missing);
    await assert.rejects(missing.current(), {
      reason: 'sandboxUnavailable',
      message: /cannot be run.*ENOENT/,
    });
    await assert.rejects(host({ behaviour: 'hang', clock: fastClock() }).current(), {
      message: 'The local sandbox could not start: it did not answer in time.',
    });
  });

  it('trusts no program that merely answers on the port', async () => {
    await assert.rejects(host({ behaviour: 'stranger', clock: fastClock() }).current(), {
      reason: 'sandboxUnavailable',
    });
  });

  it('runs from a copy, keeps it while the bundle is the same and removes older ones', async () => {
    await writeFile(path.join(bundleDir, 'sandbox.js'), programOf('serve'));
    const start = async (): Promise<readonly string[]> => {
      const made = new SandboxHost({ bundleDir, storageDir: folder, env: {}, clock: systemClock });
      hosts.push(made);
      await made.current();
      const names = await readdir(path.join(folder, 'sandbox'));
      await made.end();
      return names.filter((name) => name.startsWith('bin-'));
    };
    const first = await start();
    assert.equal(first.length, 1);
    const copy = path.join(folder, 'sandbox', first[0] ?? '');
    assert.deepEqual((await readdir(copy)).sort(), ['sandbox.js', 'shims']);
    assert.deepEqual(await start(), first);
    await writeFile(path.join(bundleDir, 'shims', 'shim.py'), 'print()');
    const second = await start();
    assert.equal(second.length, 1);
    assert.notDeepEqual(second, first);
  });

  it('says so when the bundle is not there', async () => {
    await rm(bundleDir, { recursive: true });
    await assert.rejects(host().current(), { reason: 'sandboxUnavailable' });
  });

  it('ends the sandbox and can start it again', async () => {
    const made = host();
    const first = await made.current();
    await made.end();
    await until(() => Promise.resolve(!isAlive(first.pid)));
    assert.notEqual((await made.current()).pid, first.pid);
  });

  it('replaces a sandbox of an older version and leaves a newer one alone', async () => {
    await start('old');
    const replacement = await host().current();
    assert.equal(replacement.protocolVersion, 3);
    assert.equal(await startedCount(), 2);
    await end(replacement.pid);
    await rm(dataDir(), { recursive: true });
    await start('newer');
    await assert.rejects(host().current(), /newer version of the extension/);
  });

  it('registers an interpreter, and says why one is refused', async () => {
    const made = host();
    const python = await made.registerPython('/some/python');
    assert.deepEqual(python, { path: '/real/python', version: '3.11.2' });
    await assert.rejects(made.registerPython('/broken'), {
      reason: 'noPython',
      message: 'This is no Python.',
    });
  });

  /** Runs a sandbox of some behaviour until its lock is there, without a host. */
  async function start(behaviour: string): Promise<void> {
    const args = [fakeSandbox, behaviour, '--data', dataDir()];
    const { pid } = spawn(process.execPath, args, { stdio: 'ignore' });
    assert.ok(pid);
    others.push(pid);
    await until(async () => (await names(dataDir())).includes('sandbox.lock'));
  }
});

const names = (folder: string): Promise<readonly string[]> => readdir(folder).catch(() => []);

/** The fake as a CommonJS file that may stand alone in a bundle. */
function programOf(behaviour: string): string {
  const url = JSON.stringify(pathToFileURL(fakeSandbox).href);
  return `process.argv.splice(2, 0, '${behaviour}'); import(${url});`;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const end_ = Date.now() + 5_000;
  while (!(await condition())) {
    assert.ok(Date.now() < end_, 'it did not happen within five seconds');
    await sleep(10);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function end(pid: number): Promise<void> {
  if (isAlive(pid)) {
    process.kill(pid, 'SIGKILL');
    await until(() => Promise.resolve(!isAlive(pid)));
  }
}
