import assert from 'node:assert/strict';
import type { WatchedJob } from '../../../src/platform/state';
import { JobWatcher, type JobEnd } from '../../../src/ui/jobs/jobWatcher';
import { AppError } from '../../../src/core/errors';
import type { Logs } from '../../../src/core/logs/logSource';
import { FakeClock } from '../../fakes/fakeClock';
import { FakeKind, fakeConnection, job } from '../../fakes/fakeKind';

describe('watching jobs until they end', () => {
  let kind: FakeKind;
  let clock: FakeClock;
  let kept: readonly WatchedJob[];
  let ends: JobEnd[] = [];
  let errors: unknown[];
  let logs: Partial<Logs>;
  let watcher: JobWatcher;

  const create = (): JobWatcher =>
    new JobWatcher(
      {
        open: (id) => Promise.resolve(Object.assign(fakeConnection(id), { logs })),
        kind: () => Promise.resolve(kind),
        load: () => kept,
        save: (jobs) => {
          kept = jobs;
          return Promise.resolve();
        },
        ended: (end) => void ends.push(end),
        failed: (error) => errors.push(error),
      },
      clock,
    );

  const watched = (name: string): WatchedJob => ({ connectionId: 'sandbox', name });

  beforeEach(() => {
    kind = new FakeKind();
    clock = new FakeClock();
    kept = [];
    ends = [];
    errors = [];
    logs = {};
    watcher = create();
  });

  afterEach(() => watcher.dispose());

  it('tells the end once, with the reason of a failure, and then asks nothing more', async () => {
    kind.items = [job('a', 'InProgress')];
    await watcher.watch(watched('a'));
    await clock.advance(3_000);
    assert.equal(ends.length, 0);
    kind.items = [job('a', 'Failed')];
    kind.descriptions['a'] = { FailureReason: 'boom' };
    await clock.advance(2_000);
    assert.deepEqual(
      ends.map(({ job: { name }, item, failureReason }) => [name, item.status, failureReason]),
      [['a', 'Failed', 'boom']],
    );
    assert.deepEqual(kept, []);
    const { length } = kind.calls;
    await clock.advance(60_000);
    assert.equal(kind.calls.length, length);
  });

  it('tells the end with the service’s own words when the log cannot be read', async () => {
    const reason = 'ExecuteUserScriptError:\nExitCode 1\nErrorMessage ""';
    kind.items = [job('a', 'Failed')];
    kind.descriptions['a'] = { FailureReason: reason };
    logs = { streams: () => Promise.reject(new AppError('denied', 'You may not.')) };
    await watcher.watch(watched('a'));
    await clock.advance(2_000);
    assert.deepEqual([ends[0]?.failureReason, errors.length], [reason, 1]);
  });

  it('asks once per round for a hundred jobs of a connection', async () => {
    kind.items = Array.from({ length: 100 }, (_, i) => job(`job-${i}`, 'InProgress'));
    for (const { name } of kind.items) {
      await watcher.watch(watched(name));
    }
    kind.calls.length = 0;
    await clock.advance(10_000);
    assert.deepEqual([...new Set(kind.calls)], ['list']);
    assert.equal(kind.calls.length, 10);
  });

  it('goes on with the jobs of an earlier window', async () => {
    kept = [watched('a')];
    kind.items = [job('a', 'Completed')];
    watcher.resume();
    await clock.advance(1_000);
    assert.deepEqual([ends[0]?.item.status, ends[0]?.hasModel], ['Completed', false]);
  });

  it('tells whether the job has left a model', async () => {
    kind.items = [job('a', 'Completed')];
    kind.descriptions['a'] = { ModelArtifacts: { S3ModelArtifacts: 's3://bucket/a/model.tar.gz' } };
    await watcher.watch(watched('a'));
    await clock.advance(1_000);
    assert.equal(ends[0]?.hasModel, true);
  });

  it('finds a job that is too old for the first page', async () => {
    kind.pageSize = 1;
    kind.items = [job('new', 'Completed'), job('a', 'InProgress')];
    await watcher.watch(watched('a'));
    await clock.advance(2_000);
    assert.equal(ends.length, 0);
    kind.items = [job('new', 'Completed'), job('a', 'Stopped')];
    await clock.advance(1_000);
    assert.equal(ends[0]?.item.status, 'Stopped');
  });

  it('forgets a job that was deleted', async () => {
    kind.items = [];
    kind.describe = () => Promise.reject(new AppError('notFound', 'No such job.'));
    await watcher.watch(watched('a'));
    await clock.advance(1_000);
    assert.deepEqual([kept, ends, errors], [[], [], []]);
  });

  it('keeps watching through failures, asking less often', async () => {
    kind.items = [job('a', 'InProgress')];
    kind.failure = new AppError('network', 'No answer.');
    await watcher.watch(watched('a'));
    await clock.advance(2_000 + 4_000 + 8_000);
    assert.equal(errors.length, 4);
    kind.failure = undefined;
    kind.items = [job('a', 'Completed')];
    await clock.advance(16_000);
    assert.equal(ends.length, 1);
  });
});
