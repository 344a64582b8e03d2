import assert from 'node:assert/strict';
import type { Connection } from '../../../../src/aws/connection';
import { AppError } from '../../../../src/core/errors';
import type { LogEvent } from '../../../../src/core/logs/logLine';
import type { Remembered } from '../../../../src/platform/state';
import { FailureCauses } from '../../../../src/ui/jobs/failureCauses';
import { TreeModel } from '../../../../src/ui/tree/treeModel';
import type { ResourceNode, TreeNode } from '../../../../src/ui/tree/treeNode';
import { FakeKind, fakeConnection, job } from '../../../fakes/fakeKind';

describe('the jobs tree', () => {
  let kind: FakeKind;
  let states: string[];
  let changes: (readonly TreeNode[] | undefined)[];
  let openFailure: Error | undefined;
  let model: TreeModel;
  let events: LogEvent[];
  let kept: Map<string, unknown>;

  const connection = (): Connection => ({
    ...fakeConnection(),
    logs: {
      streams: (_group, prefix) => Promise.resolve([`${prefix}algo-1-1700000000`]),
      read: () => Promise.reject(new Error('not asked')),
      tail: () => Promise.resolve(events),
    },
  });

  beforeEach(() => {
    kind = new FakeKind();
    states = [];
    changes = [];
    openFailure = undefined;
    events = [];
    kept = new Map();
    model = create();
  });

  const create = (): TreeModel =>
    new TreeModel({
      causes: new FailureCauses({
        get: <K extends keyof Remembered>(key: K) => kept.get(key) as Remembered[K] | undefined,
        set: (key, value) => Promise.resolve(void kept.set(key, value)),
      }),
      open: () => (openFailure ? Promise.reject(openFailure) : Promise.resolve(connection())),
      kinds: () => Promise.resolve([kind]),
      changed: (nodes) => changes.push(nodes),
      show: (state) => states.push(state),
      failed: () => undefined,
    });

  const rows = async (): Promise<readonly ResourceNode[]> => {
    const [group] = await model.roots();
    return group ? model.children(group).filter((node) => node.type === 'resource') : [];
  };
  const names = async (): Promise<readonly string[]> => (await rows()).map(({ item }) => item.name);

  it('shows the first rows with one call, running first, then the newest', async () => {
    kind.items = [
      job('new', 'Completed', 3),
      job('old', 'Failed', 1),
      job('busy', 'InProgress', 2),
    ];
    assert.deepEqual(await names(), ['busy', 'new', 'old']);
    assert.deepEqual(kind.calls, ['list']);
    assert.equal(states.at(-1), 'rows');
  });

  it('gives its rows in the order in which it shows them', async () => {
    kind.items = [job('a', 'InProgress', 1)];
    await names();
    kind.items = [job('a', 'Completed', 1), job('b', 'Completed', 2)];
    await model.refresh();
    assert.deepEqual(
      model.rows.map(({ item }) => item.name),
      ['b', 'a'],
    );
  });

  it('has no rows and says so when there are no jobs', async () => {
    assert.deepEqual(await model.roots(), []);
    assert.equal(states.at(-1), 'empty');
  });

  it('shows everything anew when the first job comes and when the last one goes', async () => {
    await model.roots();
    kind.items = [job('a', 'InProgress')];
    await model.refresh();
    assert.deepEqual(changes, [undefined]);
    assert.equal(states.at(-1), 'rows');
    kind.items = [];
    await model.refresh();
    assert.deepEqual(changes, [undefined, undefined]);
    assert.equal(states.at(-1), 'empty');
  });

  it('changes only the rows that are different', async () => {
    kind.items = [job('a', 'InProgress', 2), job('b', 'Completed', 1)];
    const [a] = await rows();
    kind.items = [job('a', 'Completed', 2), job('b', 'Completed', 1)];
    await model.refresh();
    assert.deepEqual(changes, [[a]]);
    assert.equal(a?.item.status, 'Completed');
  });

  it('changes the group when rows come or change places', async () => {
    kind.items = [job('a', 'InProgress', 1), job('b', 'Completed', 2)];
    const [group] = await model.roots();
    kind.items = [job('a', 'Completed', 1), job('b', 'Completed', 2)];
    await model.refresh();
    assert.deepEqual(changes, [[group]]);
    assert.deepEqual(await names(), ['b', 'a']);
  });

  it('asks once why a job failed when it leaves its busy state, and never about old ones', async () => {
    kind.items = [job('a', 'InProgress', 2), job('old', 'Failed', 1)];
    const [a] = await rows();
    kind.items = [job('a', 'Failed', 2), job('old', 'Failed', 1)];
    kind.descriptions['a'] = { FailureReason: 'ClientError: No data. At all.' };
    await model.refresh();
    await model.refresh();
    assert.equal(a?.cause, 'No data.');
    assert.deepEqual(kind.calls, ['list', 'list', 'describe a', 'list']);
  });

  it('still says why a job failed after a reload, without asking again', async () => {
    kind.items = [job('a', 'InProgress', 2)];
    await rows();
    kind.items = [job('a', 'Failed', 2)];
    kind.descriptions['a'] = { FailureReason: 'ClientError: No data. At all.' };
    await model.refresh();
    kind.calls.length = 0;
    model = create();
    assert.equal((await rows())[0]?.cause, 'No data.');
    await model.refresh();
    assert.equal((await rows())[0]?.cause, 'No data.');
    assert.deepEqual(kind.calls, ['list', 'list']);
  });

  it('says nothing of an earlier job of the same name', async () => {
    kind.items = [job('a', 'InProgress', 2)];
    await rows();
    kind.items = [job('a', 'Failed', 2)];
    kind.descriptions['a'] = { FailureReason: 'ClientError: No data. At all.' };
    await model.refresh();
    kind.items = [job('a', 'Failed', 3)];
    await model.refresh();
    assert.equal((await rows())[0]?.cause, undefined);
  });

  it('asks the log why a job failed where its container has kept nothing of that', async () => {
    kind.items = [job('a', 'InProgress')];
    const [a] = await rows();
    kind.items = [job('a', 'Failed')];
    kind.descriptions['a'] = {
      FailureReason:
        'AlgorithmError: ExecuteUserScriptError:\nExitCode 1\nErrorMessage ""\nCommand "x"',
    };
    events = [{ timestamp: 1, message: 'KeyError: 1' }];
    await model.refresh();
    assert.equal(a?.cause, 'KeyError: 1');
  });

  it('keeps a row the same object through refreshes', async () => {
    kind.items = [job('a', 'InProgress')];
    const [before] = await rows();
    kind.items = [job('a', 'Completed')];
    await model.refresh();
    const [after] = await rows();
    assert.ok(before);
    assert.equal(after, before);
    assert.equal(model.parent(before)?.type, 'group');
  });

  it('loads more, then refreshes as many pages as are shown, without doubles', async () => {
    kind.pageSize = 2;
    kind.items = ['e', 'd', 'c', 'b', 'a'].map((name, i) => job(name, 'Completed', 5 - i));
    const [group] = await model.roots();
    assert.ok(group);
    assert.deepEqual(await names(), ['e', 'd']);
    assert.equal(model.children(group).at(-1)?.type, 'more');
    await model.loadMore('trainingJob');
    assert.deepEqual(await names(), ['e', 'd', 'c', 'b']);
    kind.items = [job('f', 'Completed', 6), ...kind.items];
    await model.refresh();
    assert.deepEqual(await names(), ['f', 'e', 'd', 'c']);
    await model.loadMore('trainingJob');
    assert.deepEqual(await names(), ['f', 'e', 'd', 'c', 'b', 'a']);
    assert.notEqual(model.children(group).at(-1)?.type, 'more');
  });

  it('loads more also while a refresh is under way', async () => {
    kind.pageSize = 1;
    kind.items = [job('b', 'Completed', 2), job('a', 'Completed', 1)];
    await model.roots();
    await Promise.all([
      model.refresh(),
      model.loadMore('trainingJob'),
      model.loadMore('trainingJob'),
    ]);
    assert.deepEqual(await names(), ['b', 'a']);
    await model.loadMore('trainingJob');
    assert.deepEqual(await names(), ['b', 'a']);
  });

  it('sees by a refresh what happened while another was under way', async () => {
    kind.items = [job('a', 'InProgress')];
    await model.roots();
    const early = model.refresh();
    kind.items = [job('b', 'InProgress', 1), ...kind.items];
    await Promise.all([early, model.refresh()]);
    assert.ok(model.find('trainingJob', 'b'));
  });

  it('shows that a job has failed though its cause could not be asked', async () => {
    kind.items = [job('a', 'InProgress')];
    const [a] = await rows();
    kind.items = [job('a', 'Failed')];
    kind.describe = () => Promise.reject(new AppError('throttled', 'Too many calls.'));
    await model.refresh();
    assert.deepEqual(changes, [[a]]);
  });

  it('explains in a row what failed, and recovers by a refresh', async () => {
    kind.failure = new AppError('denied', 'You may not list training jobs.');
    const [row] = await model.roots();
    assert.equal(row?.type === 'error' && row.error.message, 'You may not list training jobs.');
    kind.failure = undefined;
    kind.items = [job('a', 'Completed')];
    await model.refresh();
    assert.deepEqual(await names(), ['a']);
    assert.equal(model.loadProblem, undefined);
  });

  it('offers first what mends a sign-in that has ended', async () => {
    const mend = { act: 'signIn', connectionId: 'x', command: ['aws', 'login'] } as const;
    kind.failure = new AppError('expired', 'Sign in.', { mend });
    const [, ...offered] = await model.roots();
    assert.deepEqual(
      offered.map((node) => node.type === 'action' && node.action),
      ['signIn', 'retry', 'choose', 'output'],
    );
  });

  it('leaves the page to the welcome text when the sandbox or the profile is missing', async () => {
    openFailure = new AppError('sandboxUnavailable', 'It did not start.');
    assert.deepEqual(await model.roots(), []);
    assert.equal(states.at(-1), 'sandboxFailed');
    assert.equal(model.loadProblem, openFailure);
    openFailure = new AppError('notFound', 'No such profile.');
    model.reset();
    assert.deepEqual(await model.roots(), []);
    assert.equal(states.at(-1), 'noConnection');
  });

  it('asks once more for whoever needs rows that could not be loaded', async () => {
    kind.items = [job('a', 'Completed')];
    openFailure = new AppError('sandboxUnavailable', 'It did not start.');
    await assert.rejects(model.loadedRows(), openFailure);
    await assert.rejects(model.loadedRows(), openFailure);
    openFailure = undefined;
    assert.deepEqual(
      (await model.loadedRows()).map(({ item }) => item.name),
      ['a'],
    );
    await model.loadedRows();
    assert.deepEqual(kind.calls, ['list']);
  });

  it('keeps its rows and tells the caller when a refresh fails', async () => {
    kind.items = [job('a', 'Completed')];
    await rows();
    kind.failure = new AppError('network', 'No answer.');
    await assert.rejects(model.refresh(), kind.failure);
    assert.deepEqual(await names(), ['a']);
  });

  it('does not show rows of a connection that is no longer the chosen one', async () => {
    kind.items = [job('a', 'Completed')];
    const loading = model.roots();
    model.reset();
    assert.equal((await loading).length, 1);
    assert.deepEqual(await names(), ['a']);
  });
});
