import assert from 'node:assert/strict';
import { lacking } from '../../../../src/core/connections/lacking';

describe('what cannot be done in a connection', () => {
  it('is what it has no console for', () => {
    assert.deepEqual(lacking({ consoleUrl: 'https://console/' }), []);
    assert.deepEqual(lacking({}), ['console']);
  });
});
