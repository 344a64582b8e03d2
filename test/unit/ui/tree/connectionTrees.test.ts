import assert from 'node:assert/strict';
import { AppError } from '../../../../src/core/errors';
import type { TreeNode } from '../../../../src/ui/tree/treeNode';
import { job } from '../../../fakes/fakeKind';
import { SideBySide } from '../../../fakes/sideBySide';

describe('connections side by side', () => {
  let world: SideBySide;

  beforeEach(() => {
    world = new SideBySide('prod', 'test');
    world.account('prod').jobs.items = [job('same', 'Completed', 1)];
    world.account('test').jobs.items = [job('same', 'InProgress', 1), job('other', 'Failed', 2)];
  });

  afterEach(() => world.trees.dispose());

  const calls = (id: string): number =>
    world.account(id).jobs.calls.filter((call) => call === 'list').length;

  it('stand below a row each, alike and apart', async () => {
    assert.deepEqual(await world.drawn(), [
      'prod',
      '  Training',
      '    same',
      'test',
      '  Training',
      '    same',
      '    other',
    ]);
    assert.equal(world.states.at(-1), 'rows');
  });

  it('are not told apart where there is but one', async () => {
    world.show('prod');
    assert.deepEqual(await world.drawn(), ['Training', '  same']);
    world.show('test');
    assert.deepEqual(await world.drawn(), ['Training', '  same', '  other']);
    world.account('test').jobs.items = [];
    await world.trees.refresh();
    assert.deepEqual(await world.drawn(), []);
    assert.equal(world.states.at(-1), 'empty', 'which the view has a page for');
  });

  it('give each row the connection that it belongs to, and an id of its own', async () => {
    const nodes: TreeNode[] = [];
    for (const top of await world.trees.roots('jobs')) {
      const [group] = await world.trees.children(top);
      assert.ok(group);
      const [row] = await world.trees.children(group);
      assert.ok(row?.type === 'resource');
      assert.equal(row.connectionId, top.type === 'connection' && top.connectionId);
      assert.equal(world.trees.parent(row), group);
      assert.equal(world.trees.parent(group), top);
      assert.equal(world.trees.parent(top), undefined);
      nodes.push(group, row);
    }
    const ids = nodes.map((node) => ('id' in node ? node.id : ''));
    assert.equal(new Set(ids).size, 4);
  });

  it('are asked only when they are unfolded', async () => {
    const [prod] = await world.trees.roots('jobs');
    assert.ok(prod);
    const [group] = await world.trees.children(prod);
    assert.ok(group);
    await world.trees.children(group);
    await world.trees.refresh();
    assert.deepEqual([calls('prod'), calls('test')], [2, 0]);
  });

  it('are followed each within its own budget, and not at all out of sight', async () => {
    world.account('prod').jobs.items = [job('busy', 'InProgress', 1)];
    await world.drawn();
    const before = [calls('prod'), calls('test')];
    const since = (): readonly number[] => [
      calls('prod') - (before[0] ?? 0),
      calls('test') - (before[1] ?? 0),
    ];
    world.trees.check();
    await world.clock.advance(10 * 60_000);
    for (const count of since()) {
      assert.ok(count >= 18 && count <= 20, `${count} calls in ten minutes`);
    }
    world.trees.setOpen(await world.top('test'), false);
    world.trees.check();
    const [, folded] = since();
    await world.clock.advance(10 * 60_000);
    assert.equal(since()[1], folded, 'folded');
    world.visible.clear();
    world.trees.check();
    const [hidden] = since();
    await world.clock.advance(10 * 60_000);
    assert.equal(since()[0], hidden, 'hidden');
  });

  it('ask nothing any more once they are hidden', async () => {
    await world.drawn();
    world.trees.check();
    world.show('prod');
    const before = calls('test');
    await world.clock.advance(10 * 60_000);
    assert.equal(calls('test'), before);
    assert.equal(world.trees.of('test'), undefined);
  });

  it('hear nothing of one that was hidden while it was asked, when it is shown anew', async () => {
    await world.drawn();
    const { jobs } = world.account('test');
    let release = (): void => undefined;
    const list = jobs.list.bind(jobs);
    jobs.list = async (...asked) => {
      await new Promise<void>((resolve) => (release = resolve));
      return list(...asked);
    };
    world.trees.check();
    await world.clock.advance(60_000);
    jobs.list = list;
    world.show('prod');
    world.show('test');
    await world.drawn();
    release();
    await world.clock.advance(0);
    const before = calls('test');
    await world.clock.advance(10 * 60_000);
    assert.ok(calls('test') - before <= 20, `${calls('test') - before} calls in ten minutes`);
    assert.deepEqual(world.failures, []);
  });

  it('say what one lacks, below its row, while the others go on', async () => {
    const mend = { act: 'signIn', connectionId: 'test', command: ['aws', 'login'] } as const;
    world.account('test').openFailure = new AppError('expired', 'Sign in.', { mend });
    const lines = ['prod', '  Training', '    same', 'test', '  Sign in.'];
    const acts = ['  signIn', '  retry', '  hide', '  output'];
    assert.deepEqual(await world.drawn(), [...lines, ...acts]);
    const below = await world.trees.children(await world.top('test'));
    const action = below.find((node) => node.type === 'action');
    assert.deepEqual(action, { type: 'action', connectionId: 'test', action: 'signIn', mend });
    world.account('test').openFailure = undefined;
    await world.trees.of('test')?.refresh();
    assert.deepEqual((await world.drawn()).slice(3), [
      'test',
      '  Training',
      '    same',
      '    other',
    ]);
  });

  it('say in rows what a view of its own would have a page for', async () => {
    const account = world.account('test');
    account.openFailure = new AppError('notFound', 'No such profile.');
    const below = async (): Promise<readonly string[]> => (await world.drawn()).slice(4);
    assert.deepEqual(await below(), ['  No such profile.', '  retry', '  hide', '  output']);
    account.openFailure = undefined;
    account.jobs.items = [];
    world.trees.renew('test');
    assert.deepEqual(await below(), ['  empty']);
    const [models] = await world.trees.roots('models');
    assert.ok(models);
    assert.deepEqual(await world.trees.children(models), [
      { type: 'note', connectionId: 'prod', note: 'noKinds' },
    ]);
    assert.equal(world.states.at(-1), 'rows');
  });

  it('offer what fills the chosen one, where a launch can go there', async () => {
    world.show('prod', 'test');
    world.account('prod').jobs.items = world.account('test').jobs.items = [];
    assert.deepEqual(await world.drawn(), ['prod', '  empty', '  train', 'test', '  empty']);
  });

  it('refresh the others though one fails, and tell that', async () => {
    await world.drawn();
    const denied = new AppError('denied', 'You may not.');
    world.account('prod').jobs.failure = denied;
    world.account('test').jobs.items = [job('new', 'Completed', 3)];
    await assert.rejects(world.trees.refresh(), denied);
    assert.deepEqual(await world.drawn(), [
      ...['prod', '  Training', '    You may not.', '    retry', '    same'],
      ...['test', '  Training', '    new'],
    ]);
  });

  it('begin anew alone when the files change', async () => {
    await world.drawn();
    world.changes.length = 0;
    world.trees.renew('test');
    assert.deepEqual(world.changes, [[await world.top('test')]], 'only its row is told');
    await world.drawn();
    assert.deepEqual([calls('prod'), calls('test')], [1, 2]);
  });

  it('stay as they are when another becomes the chosen one', async () => {
    await world.drawn();
    const tops = await world.trees.roots('jobs');
    world.changes.length = 0;
    world.show('test', 'prod');
    assert.deepEqual(world.changes, [undefined], 'the words of both rows have changed');
    assert.deepEqual(await world.trees.roots('jobs'), tops);
    await world.drawn();
    assert.deepEqual([calls('prod'), calls('test')], [1, 1]);
  });

  it('do not show the rows of one that was hidden while it was asked', async () => {
    world.show('prod');
    const [states] = [world.states.length];
    const late = world.trees.roots('jobs');
    world.show('test');
    const [group] = await late;
    assert.equal(group?.type === 'group' && group.connectionId, 'test');
    assert.ok(!world.states.slice(states).includes('noKinds'));
  });

  it('are filtered each by itself', async () => {
    await world.drawn();
    await world.queries.set({ connectionId: 'test', kindId: 'trainingJob' }, { text: 'other' });
    assert.deepEqual(await world.drawn(), [
      ...['prod', '  Training', '    same'],
      ...['test', '  Training', '    other'],
    ]);
  });
});
