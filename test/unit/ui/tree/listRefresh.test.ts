import assert from 'node:assert/strict';
import { FakeKind, job } from '../../../fakes/fakeKind';
import { TreeWorld } from '../../../fakes/treeWorld';

const names = ['one', 'two', 'three', 'four', 'five'];

describe('jobs that fail together while they are followed', () => {
  let kind: FakeKind;
  let world: TreeWorld;

  /** Calls of the next look. */
  const look = async (): Promise<readonly string[]> => {
    kind.calls.length = 0;
    await world.model.refreshing.follow();
    return [...kind.calls];
  };

  const causes = async () => (await world.rows()).map(({ cause }) => cause);

  beforeEach(async () => {
    kind = new FakeKind();
    kind.items = names.map((name) => job(name, 'InProgress'));
    const described = names.map((name) => [name, { FailureReason: `AlgorithmError: ${name}` }]);
    kind.descriptions = Object.fromEntries(described) as typeof kind.descriptions;
    world = new TreeWorld({ jobs: [kind] });
    await world.rows();
    kind.items = names.map((name) => job(name, 'Failed'));
  });

  it('are asked why a few at a time, and none is left out', async () => {
    assert.equal((await look()).length, 3);
    assert.equal(world.model.refreshing.lastCalls, 3);
    assert.ok(world.model.refreshing.isBusy, 'there are causes to ask for');
    assert.equal((await look()).length, 3);
    assert.equal((await look()).length, 2);
    assert.deepEqual(new Set(await causes()), new Set(names));
    assert.ok(!world.model.refreshing.isBusy);
    assert.deepEqual(await look(), []);
  });

  it('are not asked out of sight, nor when they are gone', async () => {
    await look();
    world.visible.clear();
    assert.ok(!world.model.refreshing.isBusy);
    assert.deepEqual(await look(), []);
    world.visible.add('jobs');
    kind.items = [];
    assert.deepEqual(await look(), ['list']);
    assert.ok(!world.model.refreshing.isBusy);
  });
});
