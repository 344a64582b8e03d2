import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sharedTags } from '../../../../src/core/resources/sharedTags';

describe('the tags of several resources', () => {
  it('are told with what all have first, and with their values', () => {
    assert.deepEqual(
      sharedTags([
        { b: '1', team: 'ml', a: '' },
        { b: '1', team: 'web' },
        { b: '1', team: 'ml', z: '7' },
      ]),
      [
        { key: 'b', count: 3, values: ['1'] },
        { key: 'team', count: 3, values: ['ml', 'web'] },
        { key: 'a', count: 1, values: [''] },
        { key: 'z', count: 1, values: ['7'] },
      ],
    );
    assert.deepEqual(sharedTags([{}, {}]), []);
  });

  it('are each counted once, whatever they are called', () => {
    const tags = fc.dictionary(fc.constantFrom('a', '__proto__', 'toString', 'b'), fc.string());
    fc.assert(
      fc.property(fc.array(tags), (all) => {
        const shared = sharedTags(all);
        assert.deepEqual(
          new Set(shared.map(({ key }) => key)),
          new Set(all.flatMap((one) => Object.keys(one))),
        );
        for (const { key, count, values } of shared) {
          const own = all.filter((one) => Object.hasOwn(one, key));
          assert.equal(count, own.length);
          assert.deepEqual(new Set(values), new Set(own.map((one) => one[key])));
        }
      }),
    );
  });
});
