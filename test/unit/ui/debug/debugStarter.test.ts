import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { press, shown } from '../../../fakes/fakeVscode';
import * as vscode from 'vscode';
import { AppError } from '../../../../src/core/errors';
import type { SandboxOperations, WaitingDebugger } from '../../../../src/core/sandbox/protocol';
import type { TrainingLaunch } from '../../../../src/core/training/launch';
import type { Remembered, Store } from '../../../../src/platform/state';
import type { Backend } from '../../../../src/ui/backend';
import type { ChosenConnection } from '../../../../src/ui/connection/chosenConnection';
import { DebugStarter } from '../../../../src/ui/debug/debugStarter';
import { Launcher } from '../../../../src/ui/launch/launcher';
import { PythonFinder } from '../../../../src/ui/launch/pythonFinder';
import { listingOf } from '../launch/launchPorts';
import { FakeClock } from '../../../fakes/fakeClock';
import { FakeKind, fakeConnection } from '../../../fakes/fakeKind';

type Found = SandboxOperations['FindDebugger']['answer'];

const waiting: WaitingDebugger = { socket: '/run/debugger', codeFolder: '/job/code' };
const interpreter = { path: '/usr/bin/python3', version: '3.11.7' };
const summary = { files: 1, bytes: 1, names: [] };

/** What a job file says. */
const fileLaunch: TrainingLaunch = {
  ...{ jobName: 'birds', sourceDirectory: '/project', script: 'code/train.py' },
  ...{ alsoPacked: ['/shared'], hyperparameters: [], channels: [], metrics: [] },
  ...{ image: 'registry/image', instanceType: 'ml.m5.large', maxRuntimeSeconds: 60 },
  installRequirements: false,
};

class StoppableKind extends FakeKind {
  readonly stopped: string[] = [];
  refusal: Error | undefined;

  stop(_api: unknown, { name }: { readonly name: string }): Promise<void> {
    this.stopped.push(name);
    return this.refusal ? Promise.reject(this.refusal) : Promise.resolve();
  }
}

describe('starting to debug a script', () => {
  let folder: string;
  let script: string;
  let remembered: Partial<Remembered>;
  let launched: TrainingLaunch[];
  /** What the sandbox says of the debugger, one answer after the other. */
  let answers: (Found | Error)[];
  let hasDebugger: boolean;
  let told: () => Promise<void>;
  let kind: StoppableKind;
  let starter: DebugStarter;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'debugged-'));
    script = path.join(folder, 'train.py');
    const argument = "parser.add_argument('--epochs', type=int, default=20)";
    await writeFile(
      script,
      `import argparse\nparser = argparse.ArgumentParser()\n${argument}\nparser.parse_args()\n`,
    );
    remembered = {};
    launched = [];
    answers = [
      { waiting: null, hasEnded: false },
      { waiting, hasEnded: false },
    ];
    hasDebugger = true;
    told = () => Promise.resolve();
    kind = new StoppableKind();
    const store: Store = {
      get: (key) => remembered[key],
      set: (key, value) => Promise.resolve(void (remembered = { ...remembered, [key]: value })),
    };
    const backend = () =>
      Promise.resolve({
        kinds: [kind],
        connections: {
          usePython: () => Promise.resolve(interpreter),
          findDebugger: () => {
            const next = answers.shift() ?? assert.fail('asked once more');
            return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
          },
        },
        training: {
          listSource: () => Promise.resolve(listingOf({ 'train.py': 100 })),
          modulesBeside: () => () => undefined,
          sourceScanner: () => ({ scan: () => Promise.resolve({ secrets: [], unread: 0 }) }),
          summarizeData: () => Promise.resolve(summary),
          pythonOnPath: () => Promise.resolve(interpreter),
          hasDebugger: () => Promise.resolve(hasDebugger),
          missingModules: () => Promise.resolve([]),
          launch: (_connection: unknown, launch: TrainingLaunch) =>
            Promise.resolve(void launched.push(launch)),
        },
      } as unknown as Backend);
    const python = new PythonFinder(backend);
    const launcher = new Launcher({
      backend,
      python,
      store,
      shared: store,
      clock: new FakeClock(),
    });
    const chosen = { openLocal: () => Promise.resolve(fakeConnection()) };
    starter = new DebugStarter({
      ...{ backend, launcher, python, store },
      chosen: chosen as unknown as ChosenConnection,
      debugged: () => told(),
      jobFileLauncher: {
        start: (_file, _start, change) => {
          const launch = change?.(fileLaunch) ?? fileLaunch;
          launched.push(launch);
          return Promise.resolve({ spec: {}, launch, script: '/project/code/train.py' });
        },
      },
      debuggedFile: () => told(),
    });
    press(undefined);
    shown.length = 0;
  });
  afterEach(async () => {
    press(undefined);
    await rm(folder, { recursive: true, force: true });
  });

  /** The form of the script with so many epochs. */
  const formWith = (epochs: string) => ({
    ...{ jobName: 'left', values: { epochs }, extra: [], channels: [] },
    ...{ maxRuntimeMinutes: 5, installRequirements: false },
  });
  const epochs = () => launched.map(({ hyperparameters }) => hyperparameters[0]?.value);

  it('takes the form as the launch page was left, else as it was launched, else the script’s', async () => {
    await starter.start(script);
    remembered = { launches: { [script]: formWith('3') } };
    answers = [{ waiting, hasEnded: false }];
    await starter.start(script);
    remembered = { ...remembered, drafts: { [script]: formWith('7') } };
    answers = [{ waiting, hasEnded: false }];
    const job = await starter.start(script);
    // What is the script’s own default is not sent.
    assert.deepEqual(epochs(), [undefined, 3, 7]);
    assert.deepEqual(remembered.drafts, { [script]: formWith('7') });
    const [, , { debug, maxRuntimeSeconds, jobName } = assert.fail()] = launched;
    assert.deepEqual([debug, maxRuntimeSeconds, job.name], ['wait', 86_400, jobName]);
    assert.deepEqual([job.socket, job.codeFolder], [waiting.socket, waiting.codeFolder]);
    assert.deepEqual(kind.stopped, []);
  });

  it('takes what a job file says, and its code from where that says', async () => {
    const job = await starter.startFile(vscode.Uri.file('/project/birds.sagemaker.json'));
    const [{ debug, maxRuntimeSeconds } = assert.fail()] = launched;
    assert.deepEqual([debug, maxRuntimeSeconds, job.name], ['wait', 86_400, 'birds']);
    assert.deepEqual(job.roots, {
      ...{ sourceFolder: '.', directory: '/project', entryPoint: 'code/train.py' },
      alsoPacked: ['/shared'],
    });
  });

  it('asks once whether the debugger may be installed, and starts nothing without', async () => {
    hasDebugger = false;
    await assert.rejects(starter.start(script), { reason: 'cancelled' });
    assert.deepEqual(launched, []);
    press('Install and Debug');
    await starter.start(script);
    answers = [{ waiting, hasEnded: false }];
    await starter.start(script);
    assert.deepEqual(
      launched.map(({ debug }) => debug),
      ['install-and-wait', 'install-and-wait'],
    );
    assert.equal(shown.length, 2);
  });

  it('leaves no job behind that waits for a debugger who will not come', async () => {
    const lost = new AppError('sandboxUnavailable', 'It does not answer.');
    answers = [lost];
    await assert.rejects(starter.start(script), lost);
    told = () => Promise.reject(new Error('The disk is full.'));
    await assert.rejects(starter.start(script), /disk is full/);
    kind.refusal = new Error('It cannot be stopped.');
    await assert.rejects(starter.start(script), /disk is full/);
    assert.deepEqual(
      kind.stopped,
      launched.map(({ jobName }) => jobName),
    );
    assert.equal(launched.length, 3);
  });

  it('says so when the job ended before it could be debugged', async () => {
    answers = [{ waiting: null, hasEnded: true }];
    await assert.rejects(starter.start(script), { reason: 'conflict' });
    assert.deepEqual(kind.stopped, []);
  });
});
