import assert from 'node:assert/strict';
import { press, shown } from '../../fakes/fakeVscode';
import { tellJobEnd } from '../../../src/ui/jobs/jobNotifier';

interface Told {
  readonly hasScript?: boolean;
  readonly hasModel?: boolean;
  readonly description?: object;
  readonly failureReason?: string;
  readonly spot?: string;
}

describe('telling the end of a job', () => {
  const claimed = new Set<string>();
  const again: string[] = [];
  const nothing = (): void => undefined;
  const tell = (
    createdAt: Date,
    status = 'Completed',
    { hasScript = false, hasModel = true, description = {}, failureReason, spot }: Told = {},
  ): Promise<void> =>
    tellJobEnd(
      {
        job: { connectionId: 'sandbox', name: 'penguins' },
        item: { name: 'penguins', status, createdAt },
        ...{ hasModel, description, failureReason },
      },
      {
        claim: (key) => Promise.resolve(!claimed.has(key) && Boolean(claimed.add(key))),
        openLogs: nothing,
        openModel: nothing,
        hasScript: () => hasScript,
        trainSameCode: () => void again.push('same'),
        trainCurrentCode: () => void again.push('current'),
        resume: () => void again.push('resume'),
        tryElsewhere: () => void again.push('elsewhere'),
        spotText: () => Promise.resolve(spot),
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

  it('says what spare capacity has saved', async () => {
    await tell(new Date(1), 'Completed', { spot: 'saved 70 %, ≈ $1.68, never interrupted' });
    assert.equal(
      shown[0]?.message,
      'Training job completed: penguins · Spot capacity: saved 70 %, ≈ $1.68, never interrupted.',
    );
  });

  it('offers another type or region where AWS had no instances, and the script elsewhere', async () => {
    press('Try Another Type or Region…');
    const failureReason = 'CapacityError: Unable to provision requested ML compute capacity.';
    await tell(new Date(1), 'Failed', { failureReason, hasScript: true });
    await tell(new Date(2), 'Failed', { failureReason: 'ClientError: no data.' });
    assert.deepEqual(
      shown.map(({ buttons }) => buttons),
      [
        ['Open Logs', 'Try Another Type or Region…'],
        ['Open Logs', 'Train Again (Same Code)'],
      ],
    );
    assert.deepEqual(again, ['elsewhere']);
  });

  it('offers to go on from the checkpoints of a job that was stopped, where it has some', async () => {
    press('Resume from Checkpoint…');
    const CheckpointConfig = { S3Uri: 's3://bucket/checkpoints/' };
    const description = { TrainingJobStatus: 'Stopped', CheckpointConfig };
    await tell(new Date(1), 'Stopped', { description });
    await tell(new Date(2), 'Stopped', { description: { TrainingJobStatus: 'Stopped' } });
    assert.deepEqual(
      shown.map(({ buttons }) => buttons),
      [['Open Logs', 'Resume from Checkpoint…'], ['Open Logs']],
    );
    assert.deepEqual(again, ['resume']);
  });
});
