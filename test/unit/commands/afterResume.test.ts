import assert from 'node:assert/strict';
import { press, shown, workbench } from '../../fakes/fakeVscode';
import { resumeFromCheckpoint, type ResumeServices } from '../../../src/commands/afterResume';
import type { ResourceRow } from '../../../src/ids';
import type { WatchedJob } from '../../../src/platform/state';
import { FakeKind, fakeConnection, job } from '../../fakes/fakeKind';

const row: ResourceRow = {
  connectionId: 'prod',
  kindId: 'trainingJob',
  item: job('penguins', 'Stopped'),
};
const spot = {
  ...{ EnableManagedSpotTraining: true, SecondaryStatus: 'MaxWaitTimeExceeded' },
  CheckpointConfig: { S3Uri: 's3://bucket/checkpoints/' },
  ResourceConfig: { InstanceType: 'ml.g5.xlarge', InstanceCount: 1, VolumeSizeInGB: 30 },
  StoppingCondition: { MaxRuntimeInSeconds: 3600, MaxWaitTimeInSeconds: 7200 },
};

describe('resuming a job from its checkpoint', () => {
  let kind: FakeKind;
  let billable: boolean;
  let created: unknown[];
  let followed: string[];
  let looked: string[];
  /** Files of the checkpoints, or why they cannot be counted. */
  let kept: number | Error;

  const resume = (): Promise<void> =>
    resumeFromCheckpoint(
      {
        backend: () =>
          Promise.resolve({
            kinds: [kind],
            prices: { known: () => Promise.resolve(undefined), current: () => Promise.resolve() },
            training: {
              again: (_connection: object, name: string, options: object) => {
                created.push([name, Object.keys(options)]);
                return Promise.resolve(`${name}-2`);
              },
              summarizeS3Data: (_connection: object, uri: string) => {
                looked.push(uri);
                return kept instanceof Error
                  ? Promise.reject(kept)
                  : Promise.resolve({ files: kept, bytes: kept, names: [], isComplete: true });
              },
            },
          }),
        chosen: {
          openById: (id: string) =>
            Promise.resolve({
              ...fakeConnection(id, { billable, runsHere: !billable }),
              identity: () => Promise.resolve({ accountId: '123456789012', arn: '' }),
              account: () => Promise.resolve({ id: '123456789012' }),
            }),
        },
        rows: { one: () => Promise.resolve(row) },
        launcher: { usePython: () => Promise.resolve() },
        clock: { now: () => Date.UTC(2026, 10, 21, 10, 2, 33, 5) },
        launchedJobs: {
          repeated: ({ connectionId, name }: WatchedJob, newName: string) =>
            Promise.resolve(followed.push(connectionId, name, newName)),
        },
        started: (_connection: object, name: string) => Promise.resolve(followed.push(name)),
      } as unknown as ResumeServices,
      { row },
    );

  beforeEach(() => {
    kind = new FakeKind();
    kind.items = [row.item];
    kind.descriptions['penguins'] = spot;
    [billable, created, followed, looked, kept] = [true, [], [], [], 3];
    shown.length = 0;
    workbench.settings = {};
  });

  afterEach(() => press(undefined));

  it('says where nothing is that it could go on from', async () => {
    kept = 0;
    await assert.rejects(resume(), { reason: 'cancelled' });
    assert.deepEqual(looked, ['s3://bucket/checkpoints/']);
    assert.match(
      shown[0]?.detail ?? '',
      /There is nothing in s3:\/\/bucket\/checkpoints\/, where penguins .* from the beginning\.$/,
    );
    kept = new Error('Nobody may look.');
    await assert.rejects(resume(), { reason: 'cancelled' });
    assert.match(shown[1]?.detail ?? '', /goes on from the checkpoints of penguins/);
  });

  it('asks as every job that costs money, and says what it goes on from', async () => {
    await assert.rejects(resume(), { reason: 'cancelled' });
    assert.deepEqual(created, [], 'nobody has agreed');
    assert.match(shown[0]?.message ?? '', /penguins-2026-11-21-10-02-33-005/, 'the new one');
    assert.match(shown[0]?.detail ?? '', /1 × ml\.g5\.xlarge, at most 1 h 0 m/);
    assert.match(
      shown[0]?.detail ?? '',
      /A new job goes on from the checkpoints of penguins in s3:\/\/bucket\/checkpoints\/\.$/,
    );
    press('Start');
    await resume();
    assert.equal(created.length, 1);
    assert.deepEqual(followed, [
      'prod',
      'penguins',
      'penguins-2026-11-21-10-02-33-005',
      'penguins-2026-11-21-10-02-33-005',
    ]);
  });

  it('asks nothing where jobs cost nothing', async () => {
    billable = false;
    await resume();
    assert.equal(created.length, 1);
    assert.deepEqual(shown, []);
  });

  for (const [what, change, expected] of [
    ['has no checkpoints', { CheckpointConfig: undefined }, /kept no checkpoints in S3/],
    ['has completed', { TrainingJobStatus: 'Completed' }, /^It has completed/],
    ['is at work', { TrainingJobStatus: 'InProgress' }, /^It has not ended yet: penguins$/],
  ] as const) {
    it(`says why not when the job ${what}`, async () => {
      kind.descriptions['penguins'] = { ...spot, ...change };
      await resume();
      assert.deepEqual(created, []);
      assert.match(shown[0]?.message ?? '', expected);
    });
  }
});
