import assert from 'node:assert/strict';
import { pollPause, Refresher } from '../../../../src/ui/tree/refresher';
import { FakeClock } from '../../../fakes/fakeClock';

describe('the refresher of a view', () => {
  let clock: FakeClock;
  let calls: number;
  let busy: boolean;
  let failing: boolean;
  let visible: boolean;
  let jitter: number;
  let refresher: Refresher;
  let show: (isVisible: boolean) => void;

  beforeEach(() => {
    clock = new FakeClock();
    calls = 0;
    busy = true;
    failing = false;
    visible = false;
    jitter = 0;
    show = (isVisible) => {
      visible = isVisible;
      refresher.check();
    };
    refresher = new Refresher(
      {
        refresh: () => {
          calls++;
          return failing ? Promise.reject(new Error('down')) : Promise.resolve();
        },
        isBusy: () => busy && visible,
        interval: () => 1000,
        jitter: () => jitter,
        failed: () => undefined,
      },
      clock,
    );
  });

  afterEach(() => refresher.dispose());

  it('asks nothing while the view is hidden', async () => {
    refresher.check();
    await clock.advance(60_000);
    assert.equal(calls, 0);
  });

  it('asks once per interval while something is busy', async () => {
    show(true);
    await clock.advance(5_000);
    assert.equal(calls, 5);
  });

  it('stops when nothing is busy any more, and starts again when something is', async () => {
    show(true);
    await clock.advance(1_000);
    busy = false;
    await clock.advance(10_000);
    assert.equal(calls, 2);
    busy = true;
    refresher.check();
    await clock.advance(2_000);
    assert.equal(calls, 4);
  });

  it('stops when the view is hidden and does not poll twice when it comes back', async () => {
    show(true);
    show(false);
    show(true);
    show(true);
    await clock.advance(3_000);
    assert.equal(calls, 3);
    show(false);
    await clock.advance(60_000);
    assert.equal(calls, 3);
  });

  it('asks a failing service less and less often, and soon again once it answers', async () => {
    failing = true;
    show(true);
    await clock.advance(1_000 + 2_000 + 4_000 + 8_000);
    assert.equal(calls, 4);
    await clock.advance(16_000 + 32_000 + 60_000 + 60_000);
    assert.equal(calls, 8);
    failing = false;
    await clock.advance(60_000 + 1_000);
    assert.equal(calls, 10);
  });

  it('waits a little longer than asked for, so that windows do not ask together', async () => {
    jitter = 0.5;
    show(true);
    await clock.advance(1_049);
    assert.equal(calls, 0);
    await clock.advance(1);
    assert.equal(calls, 1);
  });

  it('takes at most six calls a minute with the pause of AWS, however many lists are followed', () => {
    for (const lists of [1, 2, 3, 5, 12]) {
      const looksPerMinute = 60_000 / pollPause(30_000, lists);
      assert.ok(looksPerMinute * lists <= 6, `${lists} lists`);
    }
    assert.equal(pollPause(500, 2), 500);
  });
});
