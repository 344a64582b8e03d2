import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { press, shown, workbench } from '../../fakes/fakeVscode';
import { TrainingJobCommands, type TrainingJobServices } from '../../../src/commands/trainingJobs';
import type { TrainingLaunch } from '../../../src/core/training/launch';
import type { Remembered, Store } from '../../../src/platform/state';
import type { Backend } from '../../../src/ui/backend';
import { LaunchedJobs } from '../../../src/ui/jobs/launchedJobs';
import { Launcher } from '../../../src/ui/launch/launcher';
import { PythonFinder } from '../../../src/ui/launch/pythonFinder';
import type { Launched } from '../../../src/ui/panels/launchPanel';
import { FakeClock } from '../../fakes/fakeClock';
import { FakeKind, fakeConnection, job } from '../../fakes/fakeKind';
import { listingOf } from '../ui/launch/launchPorts';
import { noSettings } from '../../../src/shared/contracts/launchSettings';

const scriptText = `import argparse
parser = argparse.ArgumentParser()
parser.add_argument('--epochs', type=int, default=20)
parser.parse_args()
`;

describe('training a job again with the current code', () => {
  let folder: string;
  let script: string;
  let remembered: Partial<Remembered>;
  let jobs: LaunchedJobs;
  let created: TrainingLaunch[];
  let told: Launched[];
  let pages: unknown[][];
  let opened: string[];
  let commands: TrainingJobCommands;

  const interpreter = { path: '/usr/bin/python3', version: '3.11.7' };

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'again-'));
    script = path.join(folder, 'train.py');
    await writeFile(script, scriptText);
    [remembered, created, told, pages, opened] = [{}, [], [], [], []];
    const store: Store = {
      get: (key) => remembered[key],
      set: (key, value) => Promise.resolve(void (remembered = { ...remembered, [key]: value })),
    };
    const backend = () =>
      Promise.resolve({
        kinds: [new FakeKind()],
        connections: { usePython: () => Promise.resolve(interpreter) },
        training: {
          listSource: () => Promise.resolve(listingOf({ 'train.py': 100 })),
          modulesBeside: () => () => undefined,
          sourceScanner: () => ({
            scan: () => Promise.resolve({ secrets: [], unreadable: [], beyond: 0 }),
          }),
          summarizeData: () => Promise.resolve({ files: 1, bytes: 1, names: [] }),
          pythonOnPath: () => Promise.resolve(interpreter),
          missingModules: () => Promise.resolve([]),
          launch: (_connection: unknown, launch: TrainingLaunch) =>
            Promise.resolve(void created.push(launch)),
          again: () => Promise.resolve('penguins-2'),
        },
      } as unknown as Backend);
    const python = new PythonFinder(backend);
    jobs = new LaunchedJobs(store);
    commands = new TrainingJobCommands({
      backend,
      clock: new FakeClock(),
      launcher: new Launcher({ backend, python, store, shared: store, clock: new FakeClock() }),
      launchedJobs: jobs,
      chosen: {
        openById: (id: string) =>
          Promise.resolve(void opened.push(id)).then(() => fakeConnection()),
      },
      rows: { one: ({ row }: { row: object }) => Promise.resolve(row) },
      openLaunchPage: (...page: unknown[]) => Promise.resolve(void pages.push(page)),
      launched: (launch: Launched) => Promise.resolve(void told.push(launch)),
      started: () => Promise.resolve(),
    } as unknown as TrainingJobServices);
    shown.length = 0;
  });

  afterEach(async () => {
    workbench.isTrusted = true;
    press(undefined);
    await rm(folder, { recursive: true, force: true });
  });

  const called = (name: string) => ({
    row: { connectionId: 'sandbox', kindId: 'trainingJob', item: job(name, 'Failed') },
  });
  const formWith = (epochs: string) => ({
    ...{ jobName: 'x', values: { epochs }, extra: [], channels: [] },
    ...{ maxRuntimeMinutes: 5, installRequirements: false },
  });
  const remember = (name: string, draft: unknown): Promise<void> =>
    jobs.remember({ connectionId: 'sandbox', name, script, draft });
  const epochs = () => created.map(({ hyperparameters }) => hyperparameters[0]?.value);

  it('takes the values of that job, not of the script’s last launch, and the script as it is', async () => {
    await remember('first', formWith('3'));
    await remember('second', formWith('7'));
    remembered = { ...remembered, launches: { [script]: formWith('7') } };
    // A new default is no value of the job.
    await writeFile(script, scriptText.replace('default=20', 'default=50'));
    await commands.trainCurrentCode(called('first'));
    const [launch] = created;
    assert.deepEqual(launch?.hyperparameters, [{ name: 'epochs', value: 3 }]);
    assert.deepEqual(
      [launch.sourceDirectory, launch.script, launch.maxRuntimeSeconds],
      [folder, 'train.py', 300],
    );
    assert.deepEqual(opened, ['sandbox']);
    assert.deepEqual(
      told.map(({ jobName, script: of }) => [jobName, of]),
      [[launch.jobName, script]],
    );
  });

  it('leaves out what the script does not have any more', async () => {
    await remember('first', formWith('3'));
    await writeFile(script, scriptText.replace('--epochs', '--rounds'));
    await commands.trainCurrentCode(called('first'));
    assert.deepEqual(created[0]?.hyperparameters, []);
  });

  it('knows the script of a job that repeats another one with the same code', async () => {
    await remember('first', formWith('3'));
    await commands.trainAgain(called('first'));
    await commands.trainCurrentCode(called('first-2026-11-21-12-00-00-000'));
    assert.deepEqual(epochs(), [3]);
  });

  it('says plainly when the script is not known here, and offers the code of the job', async () => {
    await remember('first', formWith('3'));
    await commands.trainCurrentCode(called('of-another-client'));
    assert.deepEqual(created, []);
    assert.deepEqual(shown, [
      {
        severity: 'info',
        message:
          'The script of of-another-client is not known here: the job was not started from this workspace, or too long ago.',
        buttons: ['Train Again (Same Code)'],
      },
    ]);
  });

  it('says that the script is gone', async () => {
    await remember('first', formWith('3'));
    await rm(script);
    await assert.rejects(commands.trainCurrentCode(called('first')), {
      reason: 'notFound',
      message: `The script cannot be read: ${script}`,
    });
  });

  it('opens the launch page where something must be mended first', async () => {
    const job = { connectionId: 'profile:x', name: 'first' };
    await jobs.remember({ ...job, script, draft: formWith('three') });
    remembered = { ...remembered, drafts: { [script]: formWith('9') } };
    await assert.rejects(
      commands.trainCurrentCode({
        row: { ...called('first').row, connectionId: 'profile:x' },
      }),
      { reason: 'invalid' },
    );
    const own = { sourceFolder: '.', alsoPacked: [] };
    const draft = {
      ...formWith('three'),
      ...own,
      leftOutMetrics: [],
      settings: noSettings,
    };
    assert.deepEqual(
      [created, opened, pages],
      [[], ['profile:x'], [[script, { connectionId: 'profile:x', draft }]]],
    );
  });

  it('runs nothing of a folder that is not trusted', async () => {
    workbench.isTrusted = false;
    await remember('first', formWith('3'));
    await commands.trainCurrentCode(called('first'));
    assert.deepEqual([created, shown.map(({ severity }) => severity)], [[], ['warning']]);
  });

  it('remembers the newest jobs only, each once', async () => {
    for (let count = 0; count < 205; count += 1) {
      await remember(`job-${String(count)}`, formWith('1'));
    }
    await remember('job-204', formWith('2'));
    assert.equal(remembered.launchedJobs?.length, 200);
    assert.equal(jobs.find('sandbox', 'job-4'), undefined);
    assert.deepEqual(jobs.find('sandbox', 'job-204')?.draft, formWith('2'));
    assert.equal(jobs.find('profile:x', 'job-204'), undefined);
  });
});
