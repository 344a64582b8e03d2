import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { AppError } from '../../../../src/core/errors';
import type { LogEvent } from '../../../../src/core/logs/logLine';
import type { Logs } from '../../../../src/core/logs/logSource';
import { LogsSession } from '../../../../src/ui/logs/logsSession';
import { FakeClock } from '../../../fakes/fakeClock';
import { FakeKind, fakeConnection, job } from '../../../fakes/fakeKind';

/** CloudWatch Logs with one stream that tests write to. */
class FakeLogs implements Logs {
  readonly events: LogEvent[] = [];
  failure: Error | undefined;

  write(...messages: readonly string[]): void {
    this.events.push(...messages.map((message) => ({ timestamp: 1, message })));
  }

  streams(_group: string, prefix: string): Promise<readonly string[]> {
    return this.answer(() => (this.events.length > 0 ? [`${prefix}algo-1-1700000000`] : []));
  }

  read(_stream: object, token = '0'): ReturnType<Logs['read']> {
    return this.answer(() => {
      const events = this.events.slice(Number(token), Number(token) + 1000);
      return { events, token: String(Number(token) + events.length) };
    });
  }

  tail(_stream: object, count: number): Promise<readonly LogEvent[]> {
    return this.answer(() => this.events.slice(-count));
  }

  private answer<T>(make: () => T): Promise<T> {
    return this.failure ? Promise.reject(this.failure) : Promise.resolve(make());
  }
}

describe('the logs of a job', () => {
  let logs: FakeLogs;
  let kind: FakeKind;
  let clock: FakeClock;
  let changes: number;
  let session: LogsSession;

  beforeEach(() => {
    logs = new FakeLogs();
    kind = new FakeKind();
    clock = new FakeClock();
    changes = 0;
    kind.items = [job('penguins', 'InProgress')];
    session = new LogsSession('penguins', {
      connection: { ...fakeConnection(), logs },
      kind,
      clock,
      changed: () => changes++,
      failed: () => undefined,
    });
    void session.run();
  });

  afterEach(() => session.dispose());

  it('waits for the first line and says what the job does meanwhile', async () => {
    kind.descriptions['penguins'] = { SecondaryStatus: 'Downloading' };
    await clock.advance(3_000);
    const { phase, detail, canStop, status } = session.state();
    assert.deepEqual(
      [phase, detail, canStop, status],
      ['waiting', 'Downloading: waiting for the first line', true, 'Downloading'],
    );
    assert.deepEqual([session.state().failedAt, session.state().canTrainAgain], [null, false]);
  });

  it('shows lines as they come and keeps the last of them in the snapshot', async () => {
    logs.write(...Array.from({ length: 2_500 }, (_, i) => `line ${String(i)}`));
    await clock.advance(3_000);
    const { phase, lineCount, tail, hosts } = session.state();
    assert.deepEqual([phase, lineCount, tail.from, tail.lines.length], ['live', 2_500, 2_300, 200]);
    assert.equal(tail.lines.at(-1)?.message, 'line 2499');
    assert.deepEqual(hosts, ['algo-1']);
    assert.equal(session.lines(10, 2).lines[1]?.message, 'line 11');
  });

  it('reads to the last line after the job has ended, then asks nothing more', async () => {
    logs.write('first');
    await clock.advance(1_000);
    kind.items = [job('penguins', 'Completed')];
    logs.write('last');
    await clock.advance(3_000);
    const { phase, status, lineCount, canStop } = session.state();
    assert.deepEqual([phase, status, lineCount, canStop], ['ended', 'Completed', 2, false]);
    const { length } = kind.calls;
    await clock.advance(60_000);
    assert.equal(kind.calls.length, length);
  });

  it('says why the job failed, printed or not', async () => {
    kind.items = [job('penguins', 'Failed')];
    kind.descriptions['penguins'] = {
      FailureReason: 'AlgorithmError: InstallRequirementsError: not installed: a==1.0. Install it.',
    };
    await clock.advance(3_000);
    assert.equal(
      session.state().failure,
      'InstallRequirementsError: not installed: a==1.0. Install it.',
    );
  });

  it('says why the script failed where its container has kept nothing of that', async () => {
    logs.write(
      'Traceback (most recent call last):',
      '  File "/jobs/1/opt/ml/code/lib/model.py", line 7, in forward',
      '  File "/usr/lib/python3.11/runpy.py", line 3, in run',
      '\u001b[31mValueError: 4 features, not 3\u001b[0m',
    );
    kind.items = [job('penguins', 'Failed')];
    kind.descriptions['penguins'] = {
      FailureReason:
        'AlgorithmError: ExecuteUserScriptError:\nExitCode 1\nErrorMessage ""\nCommand "python train.py"',
    };
    await clock.advance(3_000);
    const { failure, failedAt, canTrainAgain } = session.state();
    assert.equal(failure, 'ValueError: 4 features, not 3');
    assert.deepEqual([failedAt, canTrainAgain], [{ path: 'lib/model.py', line: 7 }, true]);
  });

  it('says that and why it tries again, and goes on', async () => {
    logs.failure = new AppError('network', 'The service does not answer.');
    await clock.advance(1_000);
    assert.equal(session.state().phase, 'retrying');
    assert.equal(session.state().detail, 'The service does not answer.');
    logs.failure = undefined;
    logs.write('here');
    await clock.advance(10_000);
    assert.deepEqual([session.state().phase, session.state().detail], ['live', '']);
  });

  it('ends with the reason when there is no use in trying again', async () => {
    logs.failure = new AppError('denied', 'You may not read these logs.');
    await clock.advance(1_000);
    const { phase, detail } = session.state();
    assert.deepEqual([phase, detail], ['ended', 'You may not read these logs.']);
  });

  it('says that the job does not exist any more', async () => {
    kind.describe = () => Promise.reject(new AppError('notFound', 'No such job.'));
    await clock.advance(5_000);
    const { phase, detail } = session.state();
    assert.deepEqual([phase, detail], ['ended', 'The job does not exist any more.']);
    assert.deepEqual([session.state().status, session.state().canStop], ['', false]);
  });

  it('says so at once, though its log is still followed', async () => {
    logs.write('first');
    await clock.advance(1_000);
    assert.equal(session.state().isGone, false);
    kind.describe = () => Promise.reject(new AppError('notFound', 'No such job.'));
    let told = 0;
    for (let step = 0; step < 100 && !session.state().isGone; step++) {
      told = changes;
      await clock.advance(50);
    }
    const { isGone, phase, detail } = session.state();
    assert.deepEqual([isGone, phase, detail], [true, 'live', 'The job does not exist any more.']);
    assert.ok(changes > told, 'the page is told');
    logs.failure = new AppError('network', 'No answer.');
    await clock.advance(1_000);
    assert.deepEqual(
      [session.state().isGone, session.state().phase, session.state().detail],
      [true, 'retrying', 'No answer.'],
    );
  });

  it('says so as well when the job is deleted after its end, and offers its model no more', async () => {
    logs.write('last');
    kind.items = [job('penguins', 'Completed')];
    kind.descriptions['penguins'] = { ModelArtifacts: { S3ModelArtifacts: 's3://b/m.tar.gz' } };
    await clock.advance(3_000);
    assert.deepEqual([session.state().status, session.state().canOpenModel], ['Completed', true]);
    await session.lookAgain();
    assert.equal(session.state().status, 'Completed');
    kind.describe = () => Promise.reject(new AppError('network', 'No answer.'));
    await session.lookAgain();
    assert.equal(session.state().status, 'Completed', 'nothing is known of a deletion');
    kind.describe = () => Promise.reject(new AppError('notFound', 'No such job.'));
    const before = changes;
    await session.lookAgain();
    const { status, canOpenModel, detail, lineCount } = session.state();
    assert.deepEqual(
      [status, canOpenModel, detail, lineCount],
      ['', false, 'The job does not exist any more.', 1],
    );
    assert.ok(changes > before, 'the page is told');
  });

  it('offers no model of a completed job that has left none', async () => {
    kind.items = [job('penguins', 'Completed')];
    await clock.advance(3_000);
    assert.deepEqual([session.state().status, session.state().canOpenModel], ['Completed', false]);
  });

  it('finds among the lines that are there now, colours left out', async () => {
    logs.write('\u001b[31mERROR\u001b[0m one', 'fine', 'error two');
    await clock.advance(1_000);
    const query = { query: 'error', matchCase: false, from: 0, direction: 'next' as const };
    assert.deepEqual(session.find(query), { count: 2, line: 0, ordinal: 1 });
    logs.write('error three');
    await clock.advance(1_000);
    assert.deepEqual(session.find({ ...query, from: 3 }), { count: 3, line: 3, ordinal: 3 });
    assert.equal(session.text(), 'ERROR one\nfine\nerror two\nerror three\n');
    assert.equal(session.text(1, 2), 'fine\n');
  });

  it('stops everything when its page is closed', async () => {
    await clock.advance(1_000);
    session.dispose();
    const before = [changes, kind.calls.length];
    logs.write('unseen');
    await clock.advance(60_000);
    assert.deepEqual([changes, kind.calls.length], before);
  });
});
