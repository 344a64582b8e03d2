import assert from 'node:assert/strict';
import path from 'node:path';
import { editing } from '../../../fakes/fakeEditing';
import { press, shown, workbench } from '../../../fakes/fakeVscode';
import * as vscode from 'vscode';
import type { ResourceRow } from '../../../../src/ids';
import type { Backend } from '../../../../src/ui/backend';
import { JobTasks, type JobTaskServices } from '../../../../src/ui/jobFile/jobTasks';
import type { JobTerminal } from '../../../../src/ui/jobFile/jobTerminal';
import { FakeClock } from '../../../fakes/fakeClock';
import { FakeKind, fakeConnection, job } from '../../../fakes/fakeKind';

const folder = path.join(path.sep, 'project');
const logs = {
  streams: () => Promise.resolve([]),
  read: () => Promise.resolve({ events: [], token: 'end' }),
};

/** What the workbench has of a task. */
interface MadeTask {
  readonly definition: vscode.TaskDefinition;
  readonly scope: { readonly name: string } | number;
  readonly name: string;
  readonly execution: {
    callback(definition: vscode.TaskDefinition): Promise<JobTerminal>;
  };
}

describe('tasks of job files', () => {
  let clock: FakeClock;
  let kind: FakeKind;
  let started: string[];
  let followed: string[];
  let stopped: ResourceRow[];
  let failures: unknown[];
  let follow: () => Promise<void>;
  let tasks: JobTasks;

  beforeEach(() => {
    clock = new FakeClock();
    kind = new FakeKind();
    kind.items = [job('birds', 'InProgress')];
    [started, followed, stopped, failures] = [[], [], [], []];
    follow = () => Promise.resolve();
    workbench.folder = folder;
    const connection = { ...fakeConnection(), logs };
    const services = {
      clock,
      backend: () => Promise.resolve({ kinds: [kind] } as unknown as Backend),
      chosen: { open: () => Promise.resolve(connection) },
      jobFileLauncher: {
        start: ({ fsPath }: vscode.Uri) => {
          started.push(fsPath);
          return Promise.resolve({ spec: {}, script: undefined, launch: { jobName: 'birds' } });
        },
      },
      followed: (_connection: unknown, { fsPath }: vscode.Uri) => {
        followed.push(fsPath);
        return follow();
      },
      stop: (row: ResourceRow) => Promise.resolve(void stopped.push(row)),
      failed: (error: unknown) => failures.push(error),
    };
    tasks = new JobTasks(services as unknown as JobTaskServices);
    press(undefined);
    shown.length = 0;
  });
  afterEach(() => {
    workbench.folder = undefined;
    workbench.isTrusted = true;
    editing.found = [];
    press(undefined);
  });

  const inFolder = (name: string) => path.join(folder, name);
  const provided = async () => (await tasks.provide()) as unknown as readonly MadeTask[];
  const resolved = (task: object) =>
    tasks.resolve(task as vscode.Task) as unknown as MadeTask | undefined;

  /** Runs a task; `end` sets the job's status and answers what the terminal has shown. */
  const run = async ({ execution }: MadeTask, definition: vscode.TaskDefinition) => {
    const terminal = await execution.callback(definition);
    const seen = { text: '', codes: [] as number[] };
    terminal.onDidWrite((text) => (seen.text += text));
    terminal.onDidClose((code) => seen.codes.push(code));
    terminal.open();
    await clock.advance(1000);
    return { terminal, seen };
  };
  const endJob = async (status: string): Promise<void> => {
    kind.items = [job('birds', status)];
    await clock.advance(20_000);
  };

  it('are one for each job file of the workspace', async () => {
    editing.found = [vscode.Uri.file(inFolder('a.sagemaker.json'))];
    const [task = assert.fail(), ...others] = await provided();
    assert.deepEqual(others, []);
    assert.deepEqual(task.definition, { type: 'sagemakerWorkbench', jobFile: 'a.sagemaker.json' });
    assert.equal(task.name, 'a.sagemaker.json');
    assert.equal(typeof task.scope === 'object' && task.scope.name, 'project');
  });

  it('start the file and end as its job ends', async () => {
    editing.found = [vscode.Uri.file(inFolder('a.sagemaker.json'))];
    const [task = assert.fail()] = await provided();
    const { seen } = await run(task, task.definition);
    assert.deepEqual([started, followed], [[inFolder('a.sagemaker.json')], started]);
    await endJob('Completed');
    assert.deepEqual([seen.codes, failures], [[0], []]);
  });

  it('of tasks.json keep their definition, and take the file that its variables stand for', async () => {
    const definition = { type: 'sagemakerWorkbench', jobFile: '${config:job}', own: 1 };
    const scope = vscode.workspace.workspaceFolders?.[0];
    const task = resolved({ definition, scope, name: 'mine' }) ?? assert.fail();
    assert.equal(task.definition, definition);
    const { seen } = await run(task, { ...definition, jobFile: 'jobs/b.sagemaker.json' });
    assert.deepEqual(started, [inFolder(path.join('jobs', 'b.sagemaker.json'))]);
    await endJob('Failed');
    assert.deepEqual(seen.codes, [1]);
    assert.equal(resolved({ definition: { type: 'sagemakerWorkbench' }, name: 'none' }), undefined);
  });

  it('follow their job though the rest of the workbench fails to', async () => {
    const failure = new Error('no tree');
    follow = () => Promise.reject(failure);
    const task = resolved({ definition: { jobFile: 'a.sagemaker.json' }, name: 'a' });
    const { seen } = await run(task ?? assert.fail(), { type: 'x', jobFile: 'a.sagemaker.json' });
    await endJob('Completed');
    assert.deepEqual([seen.codes, failures], [[0], [failure]]);
  });

  it('run nothing of a folder that is not trusted', async () => {
    workbench.isTrusted = false;
    const task = resolved({ definition: { jobFile: 'a.sagemaker.json' }, name: 'a' });
    const { seen } = await run(task ?? assert.fail(), { type: 'x', jobFile: 'a.sagemaker.json' });
    assert.deepEqual([started, seen.codes], [[], [1]]);
    assert.match(seen.text, /Trust the workspace/);
  });

  it('offer to stop the job that goes on without them', async () => {
    press('Stop Job');
    const task = resolved({ definition: { jobFile: 'a.sagemaker.json' }, name: 'a' });
    const { terminal } = await run(task ?? assert.fail(), {
      ...{ type: 'x', jobFile: 'a.sagemaker.json' },
    });
    terminal.close();
    await clock.advance(0);
    assert.deepEqual(
      shown.map(({ message }) => message),
      ['The task has ended, and its job goes on: birds'],
    );
    assert.deepEqual(stopped, [
      { connectionId: 'sandbox', kindId: 'trainingJob', item: { name: 'birds' } },
    ]);
  });
});
