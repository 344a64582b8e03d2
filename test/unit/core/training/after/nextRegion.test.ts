import assert from 'node:assert/strict';
import { nextRegion } from '../../../../../src/core/training/after/nextRegion';

describe('the region next to one', () => {
  it('is the next of the same part of the world, round to the first', () => {
    assert.equal(nextRegion('us-east-1'), 'us-east-2');
    assert.equal(nextRegion('us-west-2'), 'us-east-1');
    assert.equal(nextRegion('eu-west-3'), 'eu-central-1');
  });

  it('is never in another partition, and may not be there', () => {
    assert.equal(nextRegion('us-gov-east-1'), 'us-gov-west-1');
    assert.equal(nextRegion('cn-north-1'), 'cn-northwest-1');
    assert.equal(nextRegion('sa-east-1'), undefined);
  });
});
