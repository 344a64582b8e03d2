import assert from 'node:assert/strict';
import { shown } from '../../fakes/fakeVscode';
import { orElsewhere } from '../../../src/commands/afterRefusal';
import { AppError } from '../../../src/core/errors';
import { job } from '../../fakes/fakeKind';

const row = { connectionId: 'prod', kindId: 'trainingJob', item: job('penguins', 'Failed') };
const refused = (reason: 'quota' | 'denied') => () =>
  Promise.reject(new AppError(reason, 'The account-level service limit is 0 instances.'));

describe('a job that is refused', () => {
  beforeEach(() => {
    shown.length = 0;
  });

  it('for want of instances is offered another type or region', async () => {
    await orElsewhere(row, refused('quota'));
    assert.deepEqual(shown, [
      {
        ...{ severity: 'error', message: 'The account-level service limit is 0 instances.' },
        buttons: ['Try Another Type or Region…'],
      },
    ]);
  });

  it('for another reason, or without a row, is told as everything that fails', async () => {
    await assert.rejects(orElsewhere(row, refused('denied')), { reason: 'denied' });
    await assert.rejects(orElsewhere(undefined, refused('quota')), { reason: 'quota' });
    await orElsewhere(row, () => Promise.resolve());
    assert.deepEqual(shown, []);
  });
});
