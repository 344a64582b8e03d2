import assert from 'node:assert/strict';
import { shown } from '../../fakes/fakeVscode';
import { tellJobEnd } from '../../../src/ui/jobs/jobNotifier';

describe('telling the end of a job', () => {
  const claimed = new Set<string>();
  const nothing = (): void => undefined;
  const tell = (
    createdAt: Date,
    status = 'Completed',
    { script, hasModel = true }: { script?: string; hasModel?: boolean } = {},
  ): Promise<void> =>
    tellJobEnd(
      {
        job: { connectionId: 'sandbox', name: 'penguins', script },
        item: { name: 'penguins', status, createdAt },
        hasModel,
      },
      {
        claim: (key) => Promise.resolve(!claimed.has(key) && Boolean(claimed.add(key))),
        openLogs: nothing,
        openModel: nothing,
        trainAgain: nothing,
      },
    );

  beforeEach(() => {
    shown.length = 0;
    claimed.clear();
  });

  it('tells it in one of the windows that ask', async () => {
    await tell(new Date(1));
    await tell(new Date(1));
    assert.deepEqual(
      shown.map(({ message, buttons }) => [message, buttons]),
      [['Training job completed: penguins', ['Open Logs', 'Open Model']]],
    );
  });

  it('offers no model where the job has left none', async () => {
    await tell(new Date(1), 'Completed', { hasModel: false });
    assert.deepEqual(shown[0]?.buttons, ['Open Logs']);
  });

  it('tells it of a later job of the same name as well', async () => {
    await tell(new Date(1));
    await tell(new Date(2));
    assert.equal(shown.length, 2);
  });

  it('says whose code a failed job is trained with again', async () => {
    await tell(new Date(1), 'Failed', { script: '/projects/penguins/train.py' });
    await tell(new Date(2), 'Failed');
    assert.deepEqual(
      shown.map(({ buttons }) => buttons.at(-1)),
      ['Train Again (Current Code)', 'Train Again (Same Code)'],
    );
  });
});
