import assert from 'node:assert/strict';
import { readGrowing } from '../../../src/core/growing';

describe('a list that is read page by page', () => {
  it('is shown as it grows, and ends after twenty pages', async () => {
    const parts: (readonly [number, boolean])[] = [];
    const { signal } = new AbortController();
    let asked = 0;
    const whole = await readGrowing<number>(
      () => Promise.resolve({ items: [++asked], next: 'more' }),
      { show: ({ items, isAll }) => parts.push([items.length, isAll]), signal },
    );
    assert.deepEqual([whole.items.length, whole.isAll, asked], [20, false, 20]);
    assert.deepEqual(parts.slice(0, 2), [
      [1, false],
      [2, false],
    ]);
  });

  it('asks no further once it was called off', async () => {
    const stop = new AbortController();
    const reading = readGrowing(
      () => {
        stop.abort();
        return Promise.resolve({ items: [1], next: 'more' });
      },
      { show: () => assert.fail('nobody looks any more'), signal: stop.signal },
    );
    await assert.rejects(reading, { name: 'AbortError' });
  });
});
