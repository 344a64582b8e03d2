import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { AppError } from '../../../../src/core/errors';
import { toTuningJob } from '../../../../src/core/tuning/fromService';
import type { Trial } from '../../../../src/core/tuning/tuningJob';
import { tuningJob as kind } from '../../../../src/resources/kinds/tuningJob';
import type { TuningBackend } from '../../../../src/ui/backend';
import { TuningSession } from '../../../../src/ui/tuning/tuningSession';
import { FakeClock } from '../../../fakes/fakeClock';
import { fakeConnection } from '../../../fakes/fakeKind';
import { trial } from '../../core/tuning/trials';

/** A service with one tuning job; counts what it is asked. */
class FakeTuning implements TuningBackend {
  readonly kind = kind;
  status = 'InProgress';
  trials: Trial[] = [];
  failure: Error | undefined;
  /** What is asked at the moment, in words. */
  calls: string[] = [];

  describe(): ReturnType<TuningBackend['describe']> {
    return this.answer('describe', () =>
      toTuningJob({
        HyperParameterTuningJobName: 'sweep',
        HyperParameterTuningJobStatus: this.status,
        HyperParameterTuningJobConfig: {
          HyperParameterTuningJobObjective: { Type: 'Maximize', MetricName: 'auc' },
        },
      }),
    );
  }

  listTrials(_c: unknown, _name: string, token = '0'): ReturnType<TuningBackend['listTrials']> {
    return this.answer(`list ${token}`, () => {
      const newestFirst = this.trials.toReversed();
      const end = Number(token) + 100;
      const nextToken = end < newestFirst.length ? String(end) : undefined;
      return { items: newestFirst.slice(Number(token), end), nextToken };
    });
  }

  /** What has been asked since the last time. */
  take(): readonly string[] {
    return this.calls.splice(0);
  }

  start(count: number): void {
    for (let i = 0; i < count; i++) {
      const more = { status: 'InProgress', objectiveStatus: 'Pending', objective: '' };
      this.trials.push(trial(this.trials.length + 1, { ...more, endedAt: null }));
    }
  }

  end(number: number, objective: string): void {
    this.trials = this.trials.map((each) =>
      each.number === number ? trial(number, { objective }) : each,
    );
  }

  private answer<T>(call: string, make: () => T): Promise<T> {
    this.calls.push(call);
    return this.failure ? Promise.reject(this.failure) : Promise.resolve(make());
  }
}

describe('the results of a tuning job', () => {
  const interval = 30_000;
  let tuning: FakeTuning;
  let clock: FakeClock;
  let failures: unknown[];
  let session: TuningSession;

  beforeEach(() => {
    tuning = new FakeTuning();
    clock = new FakeClock();
    failures = [];
    session = new TuningSession('sweep', {
      connection: fakeConnection('aws', { statusPollMilliseconds: interval }),
      ...{ clock, tuning },
      changed: () => undefined,
      failed: (error) => failures.push(error),
    });
  });

  afterEach(() => session.dispose());

  const look = async (): Promise<void> => {
    session.setVisible(true);
    await clock.advance(1);
  };
  const statuses = (): Record<string, number> => {
    const counts: Record<string, number> = {};
    session.state().trials.forEach(({ status }) => {
      counts[status] = (counts[status] ?? 0) + 1;
    });
    return counts;
  };

  it('are all read at first, then as far as something may have changed', async () => {
    tuning.start(250);
    tuning.trials.slice(0, 246).forEach(({ number }) => tuning.end(number, '0.5'));
    await look();
    assert.deepEqual(tuning.take(), ['describe', 'list 0', 'list 100', 'list 200']);
    assert.deepEqual(statuses(), { Completed: 246, InProgress: 4 });
    assert.equal(session.state().phase, 'live');
    tuning.end(250, '0.9');
    tuning.start(1);
    await clock.advance(interval);
    assert.deepEqual(tuning.take(), ['describe', 'list 0']);
    assert.deepEqual(statuses(), { Completed: 247, InProgress: 4 });
  });

  it('cost at most six calls a minute while they are looked at, and none when they are not', async () => {
    tuning.start(100);
    await look();
    tuning.take();
    await clock.advance(60 * 60_000);
    assert.ok(tuning.take().length <= 60 * 6);
    session.setVisible(false);
    await clock.advance(60 * 60_000);
    assert.deepEqual(tuning.take(), []);
    await look();
    assert.deepEqual(tuning.take(), ['describe', 'list 0']);
  });

  it('are not asked for faster by who goes to and fro between pages', async () => {
    tuning.start(3);
    await look();
    tuning.take();
    for (let i = 0; i < 20; i++) {
      session.setVisible(false);
      await look();
    }
    assert.deepEqual(tuning.take(), []);
    await clock.advance(interval);
    assert.deepEqual(tuning.take(), ['describe', 'list 0']);
  });

  it('lose none that came while nobody looked, however many', async () => {
    tuning.start(10);
    await look();
    session.setVisible(false);
    tuning.start(500);
    await clock.advance(interval);
    await look();
    assert.equal(session.state().trials.length, 510);
  });

  it('find the end of an old trial that outlasts hundreds', async () => {
    tuning.start(600);
    tuning.trials.slice(1).forEach(({ number }) => tuning.end(number, '0.5'));
    await look();
    tuning.end(1, '0.9');
    await clock.advance(5 * interval);
    assert.deepEqual(statuses(), { Completed: 600 });
  });

  it('are read as a whole once more when the job has ended, and then no more', async () => {
    tuning.start(150);
    await look();
    tuning.take();
    tuning.trials.forEach(({ number }) => tuning.end(number, '0.5'));
    tuning.trials = tuning.trials.slice(1);
    tuning.status = 'Completed';
    await clock.advance(interval);
    assert.deepEqual(tuning.take(), ['describe', 'list 0', 'list 100']);
    assert.deepEqual(statuses(), { Completed: 149 }, 'a deleted training job is gone');
    assert.equal(session.state().phase, 'ended');
    assert.equal(session.state().canStop, false);
    await clock.advance(60 * 60_000);
    assert.deepEqual(tuning.take(), []);
  });

  it('say when the job has been deleted since', async () => {
    tuning.status = 'Completed';
    await look();
    session.setVisible(false);
    tuning.failure = new AppError('notFound', 'no such thing');
    await clock.advance(interval);
    await look();
    const { phase, detail, job } = session.state();
    assert.deepEqual([phase, detail], ['ended', 'The tuning job does not exist any more.']);
    assert.equal(job?.status, 'Completed', 'what is known of it stays');
    await clock.advance(60 * 60_000);
    assert.deepEqual(tuning.take(), ['describe', 'list 0', 'describe']);
  });

  it('are asked for less and less often while the service fails, and come back', async () => {
    tuning.start(3);
    await look();
    tuning.take();
    const mend = { act: 'signIn', connectionId: 'aws', command: ['aws', 'sso', 'login'] } as const;
    tuning.failure = new AppError('expired', 'The sign-in has expired.', { mend });
    await clock.advance(10 * 60_000);
    assert.ok(tuning.take().length <= 12);
    const { phase, detail, mend: label, trials } = session.state();
    assert.deepEqual([phase, detail], ['retrying', 'The sign-in has expired.']);
    assert.deepEqual([label, trials.length], ['Sign In', 3]);
    assert.deepEqual(session.mend, mend);
    tuning.failure = undefined;
    session.refresh();
    await clock.advance(1);
    assert.deepEqual([session.state().phase, session.state().mend], ['live', '']);
  });

  it('begin anew after a failure in the middle of the pages', async () => {
    tuning.start(250);
    const list = tuning.listTrials.bind(tuning);
    tuning.listTrials = (c, name, token) =>
      token === '100' ? Promise.reject(new AppError('network', 'cut')) : list(c, name, token);
    await look();
    assert.deepEqual([session.state().trials.length, session.state().isWhole], [100, false]);
    tuning.listTrials = list;
    await clock.advance(2 * interval);
    assert.deepEqual([session.state().trials.length, session.state().isWhole], [250, true]);
    assert.deepEqual([session.state().phase, failures.length], ['live', 1]);
  });

  it('are copied as they are looked at', async () => {
    tuning.start(3);
    tuning.end(1, '0.5');
    tuning.end(2, '0.7');
    await look();
    const view = { sort: 'objective', descending: true, text: '', status: 'Completed' } as const;
    const [head, ...rows] = session.csv(view).trim().split('\r\n');
    assert.ok(head?.startsWith('trial,training job,status,auc,'));
    assert.deepEqual(
      rows.map((row) => row.split(',')[0]),
      ['2', '1'],
    );
  });
});
