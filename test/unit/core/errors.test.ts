import assert from 'node:assert/strict';
import { AppError, asAppError } from '../../../src/core/errors';

describe('asAppError', () => {
  it('leaves ours as they are', () => {
    const ours = new AppError('throttled', 'Too many requests.');
    assert.equal(asAppError(ours), ours);
  });

  it('says what it does not know in its own words, and keeps it', () => {
    const error = new TypeError('no such member');
    const { reason, message, cause } = asAppError(error);
    assert.deepEqual(
      { reason, message, cause },
      { reason: 'unexpected', message: 'TypeError: no such member', cause: error },
    );
    assert.equal(asAppError('odd').message, 'odd');
  });
});
