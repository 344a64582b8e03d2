import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { workOff } from '../../../src/core/workOff';

describe('work on several', () => {
  it('is done in order, on some of them at once', async () => {
    const begun: number[] = [];
    let running = 0;
    let most = 0;
    await workOff([1, 2, 3, 4, 5], 2, async (item) => {
      begun.push(item);
      most = Math.max(most, ++running);
      await setImmediate();
      running--;
    });
    assert.deepEqual([begun, most], [[1, 2, 3, 4, 5], 2]);
  });

  it('begins nothing once it is aborted', async () => {
    const abort = new AbortController();
    const begun: number[] = [];
    const work = (item: number): Promise<void> => {
      begun.push(item);
      abort.abort();
      return Promise.resolve();
    };
    await workOff([1, 2, 3], 1, work, abort.signal);
    assert.deepEqual(begun, [1]);
  });

  it('fails as the work does, after what runs has ended', async () => {
    let ended = false;
    const work = async (item: number): Promise<void> => {
      if (item === 1) {
        throw new Error('first');
      }
      await setImmediate();
      ended = true;
    };
    await assert.rejects(workOff([1, 2], 2, work), { message: 'first' });
    assert.ok(ended);
  });
});
