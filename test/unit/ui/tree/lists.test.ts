import assert from 'node:assert/strict';
import { AppError } from '../../../../src/core/errors';
import type { ResourceItem } from '../../../../src/core/resources/kind';
import { pollPause, Refresher } from '../../../../src/ui/tree/refresher';
import type { TreeNode } from '../../../../src/ui/tree/treeNode';
import { FakeKind, fakeConnection, job } from '../../../fakes/fakeKind';
import { TreeWorld } from '../../../fakes/treeWorld';

function otherKind(id: string, items: ResourceItem[] = []): FakeKind {
  return Object.assign(new FakeKind(id), { items });
}

const jobs = { connectionId: 'sandbox', kindId: 'trainingJob' };
const day = 86_400_000;

describe('the lists of the trees', () => {
  let training: FakeKind;
  let tuning: FakeKind;
  let models: FakeKind;
  let world: TreeWorld;

  beforeEach(() => {
    training = new FakeKind();
    training.items = [job('a', 'Completed', 1)];
    tuning = otherKind('tuningJob', [job('sweep', 'Completed', 1)]);
    models = otherKind('model', [job('churn', 'Completed', 1)]);
    world = new TreeWorld({ jobs: [training, tuning], models: [models] });
  });

  const types = (nodes: readonly TreeNode[]): readonly string[] => nodes.map(({ type }) => type);

  it('ask for nothing that nobody has unfolded', async () => {
    await world.names();
    await world.model.roots('models');
    await world.model.refresh();
    assert.deepEqual(
      [training, tuning, models].map(({ calls }) => calls.length),
      [2, 0, 0],
    );
    assert.deepEqual(await world.names('tuningJob'), ['sweep']);
    assert.deepEqual(tuning.calls, ['list']);
  });

  it('show the kinds soon though the first does not answer', async () => {
    training.list = () => new Promise(() => undefined);
    const roots = world.model.roots('jobs');
    await world.clock.advance(1000);
    assert.deepEqual(types(await roots), ['group', 'group']);
  });

  it('leave out what the service of a connection does not have', async () => {
    world.connection = fakeConnection('sandbox', { kinds: ['tuningJob'] });
    const roots = await world.model.roots('jobs');
    assert.deepEqual(
      roots.map((node) => node.type === 'group' && node.kindId),
      ['tuningJob'],
    );
    assert.deepEqual(await world.model.roots('models'), []);
  });

  it('say by themselves what is refused, while the others go on', async () => {
    const denied = new AppError('denied', 'You may not do sagemaker:ListModels.');
    tuning.failure = denied;
    await world.names();
    const [error, ...actions] = await world.below('tuningJob');
    assert.equal(error?.type === 'error' && error.error, denied);
    assert.deepEqual(actions, [{ type: 'action', connectionId: 'sandbox', action: 'retry' }]);
    await assert.rejects(world.model.refresh(), denied);
    assert.deepEqual(await world.names(), ['a']);
    await world.below('tuningJob');
    assert.equal(tuning.calls.length, 2, 'drawing it does not ask again');
    tuning.failure = undefined;
    await world.model.refresh();
    assert.deepEqual(await world.names('tuningJob'), ['sweep']);
  });

  it('tell a slow service’s failures only when they last, if nobody has asked', async () => {
    training.items = [job('a', 'InProgress', 1)];
    await world.names();
    training.failure = new AppError('throttled', 'Too many requests.');
    for (const expected of ['resource', 'resource', 'error']) {
      await assert.rejects(world.model.refreshing.follow());
      assert.equal((await world.below())[0]?.type, expected);
    }
  });

  it('log it where what they remember of jobs that are gone cannot be written', async () => {
    training.items = [job('a', 'InProgress', 1)];
    await world.names();
    training.items = [job('a', 'Failed', 1)];
    training.descriptions['a'] = { FailureReason: 'ClientError: No data. At all.' };
    await world.model.refresh();
    const full = new Error('The disk is full.');
    world.store.set = () => Promise.reject(full);
    training.items = [job('b', 'Completed', 2)];
    await world.model.refresh();
    assert.deepEqual(await world.names(), ['b']);
    assert.deepEqual(world.failures, [full]);
  });

  it('filter, count what is hidden, and say when nothing fits', async () => {
    training.items = [job('iris-1', 'Completed', 1), job('churn-1', 'Failed', 2)];
    await world.names();
    await world.queries.set(jobs, { text: 'iris' });
    assert.deepEqual(await world.names(), ['iris-1']);
    const group = await world.group();
    assert.deepEqual([group?.summary.count, group?.summary.hidden], [2, 1]);
    assert.deepEqual(world.changes.at(-1), [group]);
    await world.queries.set(jobs, { text: 'nothing' });
    assert.deepEqual(types(await world.below()), ['empty']);
    await world.queries.clear(jobs);
    assert.equal((await world.names()).length, 2);
    assert.equal(training.calls.length, 1, 'filtering asks nothing');
  });

  it('put pins on top, also of groups', async () => {
    training.items = ['c', 'b', 'a'].map((name, i) => job(name, 'Completed', 10 - i));
    await world.names();
    await world.queries.pin(jobs, ['a'], true);
    assert.deepEqual(await world.names(), ['a', 'c', 'b']);
    assert.deepEqual(
      (await world.rows()).map(({ isPinned }) => isPinned),
      [true, false, false],
    );
    await world.queries.set(jobs, { groupBy: 'prefix' });
    assert.deepEqual(types(await world.below()), ['resource', 'subgroup', 'subgroup']);
  });

  it('group by day, each row in one place, and know the way up', async () => {
    const now = world.clock.now();
    training.items = [job('new', 'Completed', now), job('old', 'Completed', now - 3 * day)];
    await world.queries.set(jobs, { groupBy: 'day' });
    const subgroups = await world.below();
    const rows = await Promise.all(subgroups.map((node) => world.model.children(node)));
    const names = rows.map((all) => all.map((row) => row.type === 'resource' && row.item.name));
    assert.deepEqual(names, [['new'], ['old']]);
    const [[row] = []] = rows;
    assert.ok(row);
    assert.equal(world.model.parent(row), subgroups[0]);
    assert.equal(world.model.parent(subgroups[0] ?? row), await world.group());
    const again = await world.below();
    assert.equal(again[0], subgroups[0], 'what is unfolded stays so');
  });

  it('show tags as soon as they are known, and find them', async () => {
    training.items = [{ ...job('a', 'Completed', 1), arn: 'arn:a' }, job('b', 'Completed', 2)];
    await world.names();
    await world.queries.set(jobs, { tag: { key: 'team' } });
    assert.deepEqual(await world.names(), []);
    world.tags.learn('sandbox', new Map([['arn:a', { team: 'blue' }]]));
    assert.deepEqual(await world.names(), ['a']);
    await world.model.refresh();
    assert.deepEqual((await world.rows())[0]?.item.tags, { team: 'blue' });
  });

  it('show thousands of rows by portions, without a call', async () => {
    training.items = Array.from({ length: 1200 }, (_, i) => job(`j-${i}`, 'Completed', 5000 - i));
    training.pageSize = 1200;
    assert.deepEqual(
      [(await world.names()).length, types(await world.below()).at(-1)],
      [500, 'more'],
    );
    await world.more('show');
    await world.more('show');
    assert.equal((await world.names()).length, 1200);
    assert.equal(training.calls.length, 1);
  });

  it('stand below rows as well, at any depth', async () => {
    const steps = otherKind('step', [job('train', 'Completed', 1)]);
    const runs = otherKind('run', [job('r1', 'Completed', 1)]);
    const below = (kind: FakeKind) => ({
      ...{ id: kind.id, title: kind.title, noun: kind.noun, icon: kind.icon },
      tone: (item: ResourceItem) => kind.tone(item),
      capabilities: () => [],
      below: (parent: ResourceItem) =>
        Object.assign(Object.create(kind) as FakeKind, {
          list: () => {
            kind.calls.push(parent.name);
            const items = kind.items.map((item) => ({ ...item, parent: parent.name }));
            return Promise.resolve({ items });
          },
        }),
    });
    Object.assign(runs, { children: [below(steps)] });
    Object.assign(training, { children: [below(runs)] });
    const [row] = await world.rows();
    assert.ok(row);
    const unfold = async (node: TreeNode) => (await world.model.children(node))[0];
    const group = await unfold(row);
    assert.deepEqual(runs.calls, []);
    const run = group && (await unfold(group));
    const stepGroup = run && (await unfold(run));
    const step = stepGroup && (await unfold(stepGroup));
    assert.equal(step?.type === 'resource' && step.item.parent, 'r1');
    assert.deepEqual([runs.calls, steps.calls], [['a'], ['r1']]);
    const up: (string | undefined)[] = [];
    for (let node: TreeNode | undefined = step; node; node = world.model.parent(node)) {
      up.push(node.type);
    }
    assert.deepEqual(up, ['resource', 'group', 'resource', 'group', 'resource', 'group']);
    training.items = [];
    await world.model.refresh();
    assert.deepEqual(group && (await world.model.children(group)), []);
  });

  describe('while jobs run', () => {
    let refresher: Refresher;

    beforeEach(async () => {
      training.items = Array.from({ length: 100 }, (_, i) => job(`j-${i}`, 'InProgress', 5000 - i));
      tuning.items = training.items;
      await world.names();
      const { refreshing } = world.model;
      refresher = new Refresher(
        {
          refresh: () => refreshing.follow(),
          isBusy: () => refreshing.isBusy,
          interval: () => pollPause(30_000, refreshing.lastCalls),
          jitter: () => 0,
          failed: () => undefined,
        },
        world.clock,
      );
      training.calls.length = 0;
    });

    afterEach(() => refresher.dispose());

    it('follow 100 of them with two calls a minute, however many rows are loaded', async () => {
      const old = Array.from({ length: 900 }, (_, i) => job(`old-${i}`, 'Completed', 900 - i));
      training.items = [...training.items, ...old];
      await world.model.readAll('trainingJob');
      training.calls.length = 0;
      refresher.check();
      await world.clock.advance(10 * 60_000);
      assert.equal(training.calls.length, 20);
    });

    it('follow several lists of small pages with six calls a minute at most', async () => {
      await world.names('tuningJob');
      training.pageSize = 10;
      await world.model.refresh();
      await world.model.readAll('trainingJob');
      refresher.check();
      await world.clock.advance(10 * 60_000);
      training.calls.length = tuning.calls.length = 0;
      await world.clock.advance(60 * 60_000);
      const calls = training.calls.length + tuning.calls.length;
      assert.ok(calls <= 6 * 60 && calls >= 5 * 60, `${calls} calls an hour`);
    });

    it('ask nothing when they are out of sight', async () => {
      world.visible.clear();
      refresher.check();
      await world.clock.advance(10 * 60_000);
      world.visible.add('jobs');
      const group = await world.group();
      assert.ok(group);
      world.model.setOpen(group, false);
      refresher.check();
      await world.clock.advance(10 * 60_000);
      assert.deepEqual(training.calls, []);
    });

    it('ask nothing any more when all have ended, and look again at what comes back into sight', async () => {
      training.items = training.items.map(({ name }) => job(name, 'Completed', 1));
      refresher.check();
      await world.clock.advance(60_000);
      assert.equal(training.calls.length, 1);
      await world.clock.advance(60_000);
      assert.equal(training.calls.length, 1);
      await world.model.refreshing.stale(10_000);
      assert.equal(training.calls.length, 2);
      await world.model.refreshing.stale(10_000);
      assert.equal(training.calls.length, 2);
    });
  });
});
