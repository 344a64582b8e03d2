import assert from 'node:assert/strict';
import { press, shown } from '../../fakes/fakeVscode';
import { tellJobEnd } from '../../../src/ui/jobs/jobNotifier';

describe('telling the end of a job', () => {
  const claimed = new Set<string>();
  const again: string[] = [];
  const nothing = (): void => undefined;
  const tell = (
    createdAt: Date,
    status = 'Completed',
    { hasScript = false, hasModel = true }: { hasScript?: boolean; hasModel?: boolean } = {},
  ): Promise<void> =>
    tellJobEnd(
      {
        job: { connectionId: 'sandbox', name: 'penguins' },
        item: { name: 'penguins', status, createdAt },
        hasModel,
      },
      {
        claim: (key) => Promise.resolve(!claimed.has(key) && Boolean(claimed.add(key))),
        openLogs: nothing,
        openModel: nothing,
        hasScript: () => hasScript,
        trainSameCode: () => void again.push('same'),
        trainCurrentCode: () => void again.push('current'),
      },
    );

  beforeEach(() => {
    shown.length = 0;
    claimed.clear();
    again.length = 0;
  });

  afterEach(() => press(undefined));

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

  it('says whose code a failed job is trained with again, and takes that', async () => {
    press('Train Again (Current Code)');
    await tell(new Date(1), 'Failed', { hasScript: true });
    press('Train Again (Same Code)');
    await tell(new Date(2), 'Failed');
    assert.deepEqual(
      shown.map(({ buttons }) => buttons.at(-1)),
      ['Train Again (Current Code)', 'Train Again (Same Code)'],
    );
    assert.deepEqual(again, ['current', 'same']);
  });
});
