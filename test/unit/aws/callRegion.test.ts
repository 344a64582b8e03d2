import assert from 'node:assert/strict';
import { callRegion } from '../../../src/aws/callRegion';

describe('callRegion', () => {
  it('asks for prices where they are answered, and for all else in the region itself', () => {
    const asked = (region: string) => callRegion('pricing', region);
    assert.equal(asked('us-west-2'), 'us-east-1');
    assert.equal(asked('sa-east-1'), 'us-east-1');
    assert.equal(asked('eu-west-3'), 'eu-central-1');
    assert.equal(asked('me-central-1'), 'eu-central-1');
    assert.equal(asked('ap-northeast-1'), 'ap-south-1');
    assert.equal(asked('cn-north-1'), 'cn-northwest-1');
    assert.equal(asked('us-gov-west-1'), 'us-gov-west-1');
    assert.equal(asked('xx-new-1'), 'us-east-1');
    assert.equal(callRegion('ecr', 'eu-west-3'), 'eu-west-3');
    assert.equal(callRegion('quotas', 'us-west-2'), 'us-west-2');
  });
});
