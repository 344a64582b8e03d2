import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { AppError, type ErrorReason } from '../../../../src/core/errors';
import { FormRefusal, toFailure } from '../../../../src/ui/launch/launchFailure';

describe('what the page shows of a start that failed', () => {
  const failed = (reason: ErrorReason) => toFailure(new AppError(reason, 'Why.'));

  it('leads to the instances where there are no more of them', () => {
    assert.deepEqual(failed('quota'), {
      ...{ message: 'Why.', fix: 'Choose another instance type…', isOfInstances: true },
    });
  });

  it('starts the sandbox anew where that is away, and has no cure for the rest', () => {
    assert.deepEqual(failed('sandboxUnavailable'), { message: 'Why.', fix: 'Restart sandbox' });
    assert.deepEqual(failed('network'), { message: 'Why.', fix: null });
  });

  it('is nothing by the person’s own wish, or where the form says it', () => {
    assert.equal(failed('cancelled'), null);
    assert.equal(toFailure(new FormRefusal('Why.')), null);
  });
});
