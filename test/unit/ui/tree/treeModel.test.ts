import assert from 'node:assert/strict';
import type { LogEvent } from '../../../../src/core/logs/logLine';
import { AppError } from '../../../../src/core/errors';
import type { TreeNode } from '../../../../src/ui/tree/treeNode';
import { FakeKind, fakeConnection, job } from '../../../fakes/fakeKind';
import { TreeWorld } from '../../../fakes/treeWorld';

describe('the jobs tree', () => {
  let kind: FakeKind;
  let world: TreeWorld;
  let events: LogEvent[];

  beforeEach(() => {
    kind = new FakeKind();
    events = [];
    world = new TreeWorld({ jobs: [kind] });
    world.connection = {
      ...fakeConnection(),
      logs: {
        streams: (_group, prefix) => Promise.resolve([`${prefix}algo-1-1700000000`]),
        read: () => Promise.reject(new Error('not asked')),
        tail: () => Promise.resolve(events),
      },
    };
  });

  it('shows the first rows with one call, running first, then the newest', async () => {
    kind.items = [
      job('new', 'Completed', 3),
      job('old', 'Failed', 1),
      job('busy', 'InProgress', 2),
    ];
    assert.deepEqual(await world.names(), ['busy', 'new', 'old']);
    assert.deepEqual(kind.calls, ['list']);
    assert.equal(world.states.at(-1), 'rows');
  });

  it('has no rows and says so when there are no jobs', async () => {
    assert.deepEqual(await world.model.roots('jobs'), []);
    assert.equal(world.states.at(-1), 'empty');
  });

  it('shows everything anew when the first job comes and when the last one goes', async () => {
    await world.model.roots('jobs');
    kind.items = [job('a', 'InProgress')];
    await world.model.refresh();
    assert.deepEqual(world.changes, [undefined]);
    assert.deepEqual(await world.names(), ['a']);
    assert.equal(world.states.at(-1), 'rows');
    kind.items = [];
    await world.model.refresh();
    assert.deepEqual(world.changes, [undefined, undefined]);
    await world.model.roots('jobs');
    assert.equal(world.states.at(-1), 'empty');
  });

  it('changes only the rows that are different', async () => {
    kind.items = [job('a', 'InProgress', 2), job('b', 'Completed', 1)];
    const [a] = await world.rows();
    kind.items = [job('a', 'Completed', 2), job('b', 'Completed', 1)];
    await world.model.refresh();
    assert.deepEqual(world.changes, [[a]]);
    assert.equal(a?.item.status, 'Completed');
  });

  it('changes the group when rows come or change places', async () => {
    kind.items = [job('a', 'InProgress', 1), job('b', 'Completed', 2)];
    await world.rows();
    const group = await world.group();
    kind.items = [job('a', 'Completed', 1), job('b', 'Completed', 2)];
    await world.model.refresh();
    assert.deepEqual(world.changes, [[group]]);
    assert.deepEqual(await world.names(), ['b', 'a']);
  });

  it('asks once why a job failed when it leaves its busy state, and never about old ones', async () => {
    kind.items = [job('a', 'InProgress', 2), job('old', 'Failed', 1)];
    const [a] = await world.rows();
    kind.items = [job('a', 'Failed', 2), job('old', 'Failed', 1)];
    kind.descriptions['a'] = { FailureReason: 'ClientError: No data. At all.' };
    await world.model.refresh();
    await world.model.refresh();
    assert.equal(a?.cause, 'No data.');
    assert.deepEqual(kind.calls, ['list', 'list', 'describe a', 'list']);
  });

  it('still says why a job failed after a reload, without asking again', async () => {
    kind.items = [job('a', 'InProgress', 2)];
    await world.rows();
    kind.items = [job('a', 'Failed', 2)];
    kind.descriptions['a'] = { FailureReason: 'ClientError: No data. At all.' };
    await world.model.refresh();
    kind.calls.length = 0;
    world.model = world.create();
    assert.equal((await world.rows())[0]?.cause, 'No data.');
    await world.model.refresh();
    assert.equal((await world.rows())[0]?.cause, 'No data.');
    assert.deepEqual(kind.calls, ['list', 'list']);
  });

  it('says nothing of an earlier job of the same name', async () => {
    kind.items = [job('a', 'InProgress', 2)];
    await world.rows();
    kind.items = [job('a', 'Failed', 2)];
    kind.descriptions['a'] = { FailureReason: 'ClientError: No data. At all.' };
    await world.model.refresh();
    kind.items = [job('a', 'Failed', 3)];
    await world.model.refresh();
    assert.equal((await world.rows())[0]?.cause, undefined);
  });

  it('asks the log why a job failed where its container has kept nothing of that', async () => {
    kind.items = [job('a', 'InProgress')];
    kind.capabilities = () => ['logs'];
    const [a] = await world.rows();
    kind.items = [job('a', 'Failed')];
    kind.descriptions['a'] = {
      FailureReason:
        'AlgorithmError: ExecuteUserScriptError:\nExitCode 1\nErrorMessage ""\nCommand "x"',
    };
    events = [{ timestamp: 1, message: 'KeyError: 1' }];
    await world.model.refresh();
    assert.equal(a?.cause, 'KeyError: 1');
  });

  it('keeps a row the same object through refreshes', async () => {
    kind.items = [job('a', 'InProgress')];
    const [before] = await world.rows();
    kind.items = [job('a', 'Completed')];
    await world.model.refresh();
    const [after] = await world.rows();
    assert.ok(before);
    assert.equal(after, before);
    assert.equal(world.model.parent(before)?.type, 'group');
  });

  it('loads more, then refreshes as many pages as are shown, without doubles', async () => {
    kind.pageSize = 2;
    kind.items = ['e', 'd', 'c', 'b', 'a'].map((name, i) => job(name, 'Completed', 5 - i));
    assert.deepEqual(await world.names(), ['e', 'd']);
    assert.equal((await world.below()).at(-1)?.type, 'more');
    await world.more('page');
    assert.deepEqual(await world.names(), ['e', 'd', 'c', 'b']);
    kind.items = [job('f', 'Completed', 6), ...kind.items];
    await world.model.refresh();
    assert.deepEqual(await world.names(), ['f', 'e', 'd', 'c']);
    await world.more('page');
    assert.deepEqual(await world.names(), ['f', 'e', 'd', 'c', 'b', 'a']);
    assert.notEqual((await world.below()).at(-1)?.type, 'more');
  });

  it('loads all', async () => {
    kind.pageSize = 2;
    kind.items = ['e', 'd', 'c', 'b', 'a'].map((name, i) => job(name, 'Completed', 5 - i));
    await world.names();
    await world.more('all');
    assert.deepEqual(await world.names(), ['e', 'd', 'c', 'b', 'a']);
    assert.equal(kind.calls.length, 3);
  });

  it('loads more also while a refresh is under way', async () => {
    kind.pageSize = 1;
    kind.items = [job('b', 'Completed', 2), job('a', 'Completed', 1)];
    await world.model.roots('jobs');
    await Promise.all([world.model.refresh(), world.more('page'), world.more('page')]);
    assert.deepEqual(await world.names(), ['b', 'a']);
    await world.more('page');
    assert.deepEqual(await world.names(), ['b', 'a']);
  });

  it('sees by a refresh what happened while another was under way', async () => {
    kind.items = [job('a', 'InProgress')];
    await world.rows();
    const early = world.model.refresh();
    kind.items = [job('b', 'InProgress', 1), ...kind.items];
    await Promise.all([early, world.model.refresh()]);
    assert.ok(world.model.shown('trainingJob', { name: 'b' }));
  });

  it('shows that a job has failed though its cause could not be asked', async () => {
    kind.items = [job('a', 'InProgress')];
    const [a] = await world.rows();
    kind.items = [job('a', 'Failed')];
    kind.describe = () => Promise.reject(new AppError('throttled', 'Too many calls.'));
    await world.model.refresh();
    assert.deepEqual(world.changes, [[a]]);
  });

  it('explains in a row what failed, and recovers by a refresh', async () => {
    kind.failure = new AppError('denied', 'You may not list training jobs.');
    const [row] = await world.below();
    assert.equal(row?.type === 'error' && row.error.message, 'You may not list training jobs.');
    kind.failure = undefined;
    kind.items = [job('a', 'Completed')];
    await world.model.refresh();
    assert.deepEqual(await world.names(), ['a']);
    assert.equal(world.model.loadProblem, undefined);
  });

  it('offers first what mends a sign-in that has ended', async () => {
    const mend = { act: 'signIn', connectionId: 'x', command: ['aws', 'login'] } as const;
    kind.failure = new AppError('expired', 'Sign in.', { mend });
    const actions = (nodes: readonly TreeNode[]) =>
      nodes.slice(1).map((node) => node.type === 'action' && node.action);
    assert.deepEqual(actions(await world.below()), ['signIn', 'retry']);
    world.openFailure = kind.failure;
    world.model.reset();
    const offered = actions(await world.model.roots('jobs'));
    assert.deepEqual(offered, ['signIn', 'retry', 'choose', 'output']);
  });

  it('leaves the page to the welcome text when the sandbox or the profile is missing', async () => {
    world.openFailure = new AppError('sandboxUnavailable', 'It did not start.');
    assert.deepEqual(await world.model.roots('jobs'), []);
    assert.equal(world.states.at(-1), 'sandboxFailed');
    assert.equal(world.model.loadProblem, world.openFailure);
    world.openFailure = new AppError('notFound', 'No such profile.');
    world.model.reset();
    assert.deepEqual(await world.model.roots('jobs'), []);
    assert.equal(world.states.at(-1), 'noConnection');
  });

  it('asks once more for whoever needs rows that could not be loaded', async () => {
    const loaded = () => world.model.rowsOf('trainingJob');
    kind.items = [job('a', 'Completed')];
    world.openFailure = new AppError('sandboxUnavailable', 'It did not start.');
    await assert.rejects(loaded(), world.openFailure);
    await assert.rejects(loaded(), world.openFailure);
    world.openFailure = undefined;
    const names = (await loaded()).map(({ item }) => item.name);
    assert.deepEqual(names, ['a']);
    assert.deepEqual(kind.calls, ['list']);
  });

  it('keeps its rows and tells the caller when a refresh fails', async () => {
    kind.items = [job('a', 'Completed')];
    await world.rows();
    kind.failure = new AppError('network', 'No answer.');
    await assert.rejects(world.model.refresh(), kind.failure);
    assert.deepEqual(await world.names(), ['a']);
    assert.deepEqual(world.failures, []);
    const [error] = await world.below();
    assert.equal(error?.type === 'error' && error.error, kind.failure);
  });

  it('does not show rows of a connection that is no longer the chosen one', async () => {
    kind.items = [job('a', 'Completed')];
    const loading = world.model.roots('jobs');
    world.model.reset();
    assert.equal((await loading).length, 1);
    assert.deepEqual(await world.names(), ['a']);
  });
});
