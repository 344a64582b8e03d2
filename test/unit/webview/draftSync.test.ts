import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { LaunchDraft, LaunchState } from '../../../src/shared/contracts/launch';
import { DraftSync, mergeDraft } from '../../../src/webview/launch/draftSync';
import { noSettings } from '../../../src/shared/contracts/launchSettings';

const draft: LaunchDraft = {
  jobName: 'job',
  values: { epochs: '20', rate: null },
  extra: [],
  channels: [{ name: 'train', path: 'data' }],
  sourceFolder: '.',
  alsoPacked: [],
  maxRuntimeMinutes: 60,
  installRequirements: false,
  leftOutMetrics: [],
  settings: noSettings,
};

const plain = { noNullPrototype: true } as const;

const anyDraft: fc.Arbitrary<LaunchDraft> = fc.record(
  {
    jobName: fc.constantFrom('a', 'b', 'c'),
    values: fc.record(
      {
        epochs: fc.constantFrom('1', '2', null),
        rate: fc.constantFrom('1', '2', null),
      },
      plain,
    ),
    extra: fc.array(
      fc.record({ name: fc.constantFrom('x', 'y'), value: fc.constant('1') }, plain),
      {
        maxLength: 2,
      },
    ),
    channels: fc.array(
      fc.record({ name: fc.constantFrom('x', 'y'), path: fc.constant('p') }, plain),
      {
        maxLength: 2,
      },
    ),
    sourceFolder: fc.constantFrom('.', '..'),
    alsoPacked: fc.subarray(['/libs/a', '/libs/b']),
    maxRuntimeMinutes: fc.nat(3),
    installRequirements: fc.boolean(),
    leftOutMetrics: fc.subarray(['loss', 'acc']),
    settings: fc.record(
      {
        fields: fc.record(
          { roleArn: fc.constantFrom('r', ''), instanceCount: fc.constantFrom('1', '2') },
          plain,
        ),
        tags: fc.constantFrom([], [{ name: 'a', value: 'b' }]),
        environment: fc.constantFrom([], [{ name: 'A', value: 'b' }]),
        groups: fc.constantFrom([], [{ name: 'g', type: 'ml.m5.large', count: '1' }]),
      },
      plain,
    ),
  },
  plain,
);

const snapshot = (of: LaunchDraft, draftVersion: number): LaunchState =>
  ({ draft: of, draftVersion }) as LaunchState;

/** A host that takes drafts when told to, and a timer that fires when told to. */
class Bench {
  readonly sent: LaunchDraft[] = [];
  private readonly answers: ((taken: boolean) => void)[] = [];
  private pending: (() => void) | undefined;
  readonly sync = new DraftSync({
    send: (sent) => {
      this.sent.push(sent);
      return new Promise((resolve) => this.answers.push(resolve));
    },
    later: (action) => {
      this.pending = action;
      return () => (this.pending = undefined);
    },
  });

  pause(): void {
    const action = this.pending;
    this.pending = undefined;
    action?.();
  }

  async answer(taken = true): Promise<void> {
    this.answers.shift()?.(taken);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('DraftSync', () => {
  let bench: Bench;
  beforeEach(() => {
    bench = new Bench();
    bench.sync.take(snapshot(draft, 1));
  });

  it('takes the first draft and sends nothing', () => {
    assert.equal(bench.sync.draft, draft);
    bench.pause();
    assert.deepEqual(bench.sent, []);
  });

  it('sends what was typed once, after a pause', () => {
    bench.sync.change({ ...draft, jobName: 'a' });
    bench.sync.change({ ...draft, jobName: 'ab' });
    bench.pause();
    bench.pause();
    assert.deepEqual(
      bench.sent.map(({ jobName }) => jobName),
      ['ab'],
    );
  });

  it('is not changed by a snapshot of a draft that the host did not change', () => {
    bench.sync.change({ ...draft, jobName: 'ab' });
    assert.equal(bench.sync.take(snapshot(draft, 1)), false);
    assert.equal(bench.sync.draft?.jobName, 'ab');
  });

  it('keeps what is not acknowledged when the host changes the draft, and sends both', async () => {
    bench.sync.change({ ...draft, jobName: 'mine' });
    bench.pause();
    bench.sync.take(snapshot({ ...draft, channels: [] }, 2));
    await bench.answer();
    bench.pause();
    assert.deepEqual(bench.sync.draft, { ...draft, jobName: 'mine', channels: [] });
    assert.deepEqual(bench.sent.at(-1), bench.sync.draft);
  });

  it('gives way where the person’s change was acknowledged before', async () => {
    bench.sync.change({ ...draft, jobName: 'mine' });
    bench.pause();
    await bench.answer();
    bench.sync.take(snapshot({ ...draft, jobName: 'host' }, 2));
    assert.equal(bench.sync.draft?.jobName, 'host');
  });

  it('still has what a host refused to take', async () => {
    bench.sync.change({ ...draft, jobName: 'mine' });
    bench.pause();
    await bench.answer(false);
    bench.sync.take(snapshot({ ...draft, maxRuntimeMinutes: 5 }, 2));
    assert.deepEqual(bench.sync.draft, { ...draft, jobName: 'mine', maxRuntimeMinutes: 5 });
  });

  it('flushes at once, and awaits what is under way', async () => {
    bench.sync.change({ ...draft, jobName: 'mine' });
    let flushed = false;
    void bench.sync.flush().then(() => (flushed = true));
    assert.equal(bench.sent.length, 1);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(flushed, false);
    await bench.answer();
    assert.equal(flushed, true);
  });
});

describe('mergeDraft', () => {
  it('is the host’s where nothing was typed, and mine where the host changed nothing', () => {
    fc.assert(
      fc.property(anyDraft, anyDraft, (base, other) => {
        assert.deepEqual(mergeDraft(base, base, other), other);
        assert.deepEqual(mergeDraft(base, other, base), other);
      }),
    );
  });
});
