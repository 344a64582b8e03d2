import assert from 'node:assert/strict';
import type { Remembered, Store } from '../../../src/platform/state';
import { FailureCauses } from '../../../src/ui/jobs/failureCauses';
import { job } from '../../fakes/fakeKind';

describe('the causes of failures', () => {
  let kept: Partial<Remembered>;
  let writes: number;
  let causes: FailureCauses;

  beforeEach(() => {
    [kept, writes] = [{}, 0];
    const store: Store = {
      get: (key) => kept[key],
      set: (key, value) => {
        writes++;
        kept = { ...kept, [key]: value };
        return Promise.resolve();
      },
    };
    causes = new FailureCauses(store);
  });

  it('are remembered by connection, name and time, and written once', async () => {
    await causes.remember('sandbox', job('a', 'Failed', 1), 'No data.');
    await causes.remember('sandbox', job('a', 'Failed', 1), 'No data.');
    assert.equal(causes.of('sandbox', job('a', 'Failed', 1)), 'No data.');
    assert.equal(causes.of('sandbox', job('a', 'Failed', 2)), undefined);
    assert.equal(causes.of('profile:x', job('a', 'Failed', 1)), undefined);
    assert.equal(writes, 1);
  });

  it('are those of the newest 500', async () => {
    for (let time = 0; time <= 500; time += 1) {
      await causes.remember('sandbox', job('a', 'Failed', time), `cause ${String(time)}`);
    }
    assert.equal(Object.keys(kept.failureCauses ?? {}).length, 500);
    assert.equal(causes.of('sandbox', job('a', 'Failed', 0)), undefined);
    assert.equal(causes.of('sandbox', job('a', 'Failed', 500)), 'cause 500');
  });

  it('are not kept where they tell a secret', async () => {
    const access = ['AKIA', 'Z7Q3M5KX2PLW9RTB'].join('');
    const told = [
      `InvalidAccessKeyId: ${access}`,
      'HTTPError: 401 for url https://example.org/data?token=4f1c9b',
      'ValueError: password=hunter2hunter2',
    ];
    for (const cause of told) {
      await causes.remember('sandbox', job('a', 'Failed', 1), cause);
    }
    assert.equal(writes, 0);
  });

  it('are forgotten with their jobs', async () => {
    for (const name of ['a', 'b']) {
      await causes.remember('sandbox', job(name, 'Failed', 1), 'No data.');
    }
    const gone = { connectionId: 'sandbox', item: job('a', 'Failed', 1) };
    await causes.forget([gone, { ...gone, connectionId: 'profile:x' }]);
    assert.equal(causes.of('sandbox', job('a', 'Failed', 1)), undefined);
    assert.equal(causes.of('sandbox', job('b', 'Failed', 1)), 'No data.');
    await causes.forget([gone]);
    assert.equal(writes, 3);
  });
});
