import assert from 'node:assert/strict';
import { TextCache } from '../../../../src/sandbox/store/textCache';

describe('text cache', () => {
  it('forgets what was not used for longest when all are too long', () => {
    const cache = new TextCache(10);
    cache.set('a', 'xxxx');
    cache.set('b', 'xxxx');
    assert.equal(cache.get('a'), 'xxxx');
    cache.set('c', 'xxxx');
    assert.deepEqual(
      ['a', 'b', 'c'].map((key) => cache.get(key)),
      ['xxxx', undefined, 'xxxx'],
    );
  });

  it('counts a text once, however often it is set, and not when it is gone', () => {
    const cache = new TextCache(10);
    cache.set('a', 'xxxx');
    for (let round = 0; round < 9; round++) cache.set('b', 'xxxxxx');
    assert.equal(cache.get('a'), 'xxxx');
    cache.delete('b');
    cache.delete('b');
    cache.set('c', 'xxxxxx');
    assert.equal(cache.get('a'), 'xxxx');
  });

  it('keeps no text that is longer than all may be', () => {
    const cache = new TextCache(3);
    cache.set('a', 'xxxx');
    assert.equal(cache.get('a'), undefined);
  });
});
