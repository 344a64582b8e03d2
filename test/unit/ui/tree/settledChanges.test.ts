import assert from 'node:assert/strict';
import { SettledChanges } from '../../../../src/ui/tree/settledChanges';
import { FakeClock } from '../../../fakes/fakeClock';

const row = (name: string): { name: string } => ({ name });

describe('changes of rows that the workbench is taking in', () => {
  const [jobs, models] = [row('jobs'), row('models')];
  let clock: FakeClock;
  let told: string[];
  let changes: SettledChanges<{ name: string }>;

  beforeEach(() => {
    clock = new FakeClock();
    told = [];
    changes = new SettledChanges(clock, (rows) => {
      told.push(rows?.map(({ name }) => name).join() ?? 'all');
    });
  });

  it('are told at once where nothing is asked', () => {
    changes.changed([jobs, models]);
    changes.changed(undefined);
    assert.deepEqual(told, ['jobs,models', 'all']);
  });

  it('wait until the answer has arrived, and are then told once; others do not wait', async () => {
    let answer = (): void => undefined;
    const asked = changes.answer(jobs, () => new Promise<void>((resolve) => (answer = resolve)));
    changes.changed([jobs, models]);
    changes.changed([jobs]);
    assert.deepEqual(told, ['models']);
    answer();
    await asked;
    assert.deepEqual(told, ['models']);
    await clock.advance(100);
    assert.deepEqual(told, ['models', 'jobs']);
  });

  it('wait for the last of several answers', async () => {
    await changes.answer(jobs, () => Promise.resolve());
    await clock.advance(60);
    await changes.answer(jobs, () => Promise.resolve());
    changes.changed([jobs]);
    await clock.advance(60);
    assert.deepEqual(told, []);
    await clock.advance(60);
    assert.deepEqual(told, ['jobs']);
  });

  it('of everything wait for the rows at the top only', async () => {
    await changes.answer(jobs, () => Promise.resolve());
    changes.changed(undefined);
    await changes.answer(undefined, () => Promise.resolve());
    changes.changed(undefined);
    assert.deepEqual(told, ['all']);
    await clock.advance(100);
    assert.deepEqual(told, ['all', 'all']);
  });

  it('are told also when the answer is an error', async () => {
    const asked = changes.answer(jobs, () => Promise.reject(new Error('gone')));
    changes.changed([jobs]);
    await assert.rejects(asked, /gone/);
    await clock.advance(100);
    assert.deepEqual(told, ['jobs']);
  });
});
