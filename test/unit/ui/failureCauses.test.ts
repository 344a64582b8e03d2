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
});
