import assert from 'node:assert/strict';
import { lacking } from '../../../../src/core/connections/lacking';

describe('what cannot be done in a connection', () => {
  it('is what it has no console for, and no way to launch', () => {
    const consoleUrl = 'https://console/';
    assert.deepEqual(lacking({ consoleUrl }), []);
    assert.deepEqual(lacking({ consoleUrl, launchRefusal: 'Not built yet.' }), ['again']);
    assert.deepEqual(lacking({}), ['console']);
  });
});
