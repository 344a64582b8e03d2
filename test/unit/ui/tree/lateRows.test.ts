import assert from 'node:assert/strict';
import { FakeKind, job } from '../../../fakes/fakeKind';
import { TreeWorld } from '../../../fakes/treeWorld';

describe('rows that come late', () => {
  it('are waited for below the row of their list, and counted', async () => {
    const training = new FakeKind();
    training.items = [job('a', 'Completed', 1)];
    const world = new TreeWorld({ jobs: [training] });
    const list = training.list.bind(training);
    let answer = (): void => undefined;
    const late = new Promise<void>((resolve) => (answer = resolve));
    training.list = async (...asked) => late.then(() => list(...asked));
    const roots = world.model.roots('jobs');
    await world.clock.advance(1000);
    const [group] = await roots;
    assert.ok(group);
    const below = world.model.children(group);
    answer();
    assert.deepEqual(
      (await below).map(({ type }) => type),
      ['resource'],
    );
    assert.deepEqual(world.changes, [[group]]);
    assert.equal(group.type === 'group' && group.summary.count, 1);
    await world.model.children(group);
    assert.equal(world.changes.length, 1, 'once');
  });
});
