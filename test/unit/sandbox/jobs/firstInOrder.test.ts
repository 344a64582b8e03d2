import assert from 'node:assert/strict';
import fc from 'fast-check';
import { firstInOrder } from '../../../../src/sandbox/services/sagemaker/firstInOrder';

describe('first in order', () => {
  it('is the beginning of the sorted list', () => {
    const items = fc.array(fc.record({ key: fc.nat(9), name: fc.string() }), { maxLength: 60 });
    fc.assert(
      fc.property(items, fc.nat(20), (all, count) => {
        const compare = (a: { key: number }, b: { key: number }) => a.key - b.key;
        // Also among equals: sorting keeps their order.
        assert.deepEqual(firstInOrder(all, count, compare), [...all].sort(compare).slice(0, count));
      }),
    );
  });
});
