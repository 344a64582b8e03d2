import assert from 'node:assert/strict';
import { lacking } from '../../../../src/core/connections/lacking';

describe('what cannot be done in a connection', () => {
  it('is what it has no console for', () => {
    assert.deepEqual(lacking({ consoleUrl: 'https://console/', runsHere: false }), []);
    assert.deepEqual(lacking({ runsHere: false }), ['console']);
  });

  it('is another instance type or region where jobs run on this computer', () => {
    assert.deepEqual(lacking({ runsHere: true }), ['console', 'elsewhere']);
  });
});
