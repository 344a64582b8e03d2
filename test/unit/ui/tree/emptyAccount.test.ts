import assert from 'node:assert/strict';
import { FakeKind, job } from '../../../fakes/fakeKind';
import { TreeWorld } from '../../../fakes/treeWorld';

describe('an account that has nothing', () => {
  let training: FakeKind;
  let tuning: FakeKind;
  let world: TreeWorld;

  beforeEach(() => {
    training = new FakeKind();
    training.items = [job('a', 'Completed', 1)];
    tuning = new FakeKind('tuningJob');
    tuning.items = [job('sweep', 'Completed', 1)];
    world = new TreeWorld({ jobs: [training, tuning] });
  });

  it('is told by all lists, which are asked at once where the first is empty', async () => {
    training.items = [];
    assert.equal((await world.model.roots('jobs')).length, 2);
    assert.deepEqual(
      [training, tuning].map(({ calls }) => calls.length),
      [1, 1],
    );
    tuning.items = [];
    world.model.reset();
    assert.deepEqual(await world.model.roots('jobs'), []);
    assert.equal(world.states.at(-1), 'empty');
  });

  it('is found once the last row of the first list has gone', async () => {
    await world.names();
    assert.equal(tuning.calls.length, 0);
    training.items = [];
    await world.model.refresh();
    assert.deepEqual(world.changes, [undefined]);
    assert.equal((await world.model.roots('jobs')).length, 2);
    assert.equal(tuning.calls.length, 1);
    await world.model.refresh();
    assert.ok(!world.changes.slice(1).includes(undefined), 'once');
    tuning.items = [];
    await world.below('tuningJob');
    await world.model.refresh();
    assert.deepEqual(await world.model.roots('jobs'), []);
    assert.equal(world.states.at(-1), 'empty');
  });
});
