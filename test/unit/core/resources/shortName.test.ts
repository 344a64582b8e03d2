import assert from 'node:assert/strict';
import fc from 'fast-check';
import { shortName } from '../../../../src/core/resources/shortName';

describe('a name in a row', () => {
  it('keeps its beginning and its time', () => {
    assert.equal(
      shortName('churn-baseline-with-all-features-2026-11-21-10-02-33-123'),
      'churn-baseline-w…2026-11-21-10-02-33-123',
    );
    assert.equal(shortName('penguins-2026-11-21-10-02-33-123'), 'penguins-2026-11-21-10-02-33-123');
  });

  it('is never longer than 40 characters, and itself up to there', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9-]{0,63}$/), (name) => {
        const short = shortName(name);
        assert.equal(short.length, Math.min(40, name.length));
        const [start = '', end = ''] = short.split('…');
        assert.ok(name.startsWith(start) && name.endsWith(end));
      }),
    );
  });
});
