import assert from 'node:assert/strict';
import type { Page, ResourceItem } from '../../../../src/core/resources/kind';
import { FakeKind, job } from '../../../fakes/fakeKind';
import { TreeWorld } from '../../../fakes/treeWorld';

const jobs = { connectionId: 'sandbox', kindId: 'trainingJob' };

describe('pins on pages that were not read', () => {
  it('are found by name, once, and until they are gone', async () => {
    const training = new FakeKind();
    const world = new TreeWorld({ jobs: [training] });
    training.items = [1, 2, 3, 4].map((hour) => job(`iris-${hour}`, 'Completed', 5 - hour));
    training.pageSize = 2;
    const find = (_api: unknown, text: string): Promise<Page<ResourceItem>> => {
      training.calls.push(`find ${text}`);
      return Promise.resolve({ items: training.items.filter(({ name }) => name.includes(text)) });
    };
    Object.assign(training, { find });
    assert.deepEqual(await world.names(), ['iris-1', 'iris-2']);
    await world.queries.pin(jobs, ['iris-4', 'gone'], true);
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(await world.names(), ['iris-4', 'iris-1', 'iris-2']);
    assert.equal((await world.group())?.summary.count, 2, 'read by pages');
    training.items = training.items.slice(0, 3);
    await world.model.refresh();
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(await world.names(), ['iris-1', 'iris-2']);
    assert.deepEqual(
      training.calls.filter((call) => call.startsWith('find')),
      [1, 2].flatMap(() => ['find iris-4', 'find gone']),
    );
    assert.deepEqual(world.failures, []);
  });
});
