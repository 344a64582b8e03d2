import assert from 'node:assert/strict';
import { Refresher } from '../../../../src/ui/tree/refresher';
import { FakeClock } from '../../../fakes/fakeClock';

describe('the refresher of a view', () => {
  let clock: FakeClock;
  let calls: number;
  let busy: boolean;
  let failing: boolean;
  let refresher: Refresher;

  beforeEach(() => {
    clock = new FakeClock();
    calls = 0;
    busy = true;
    failing = false;
    refresher = new Refresher(
      {
        refresh: () => {
          calls++;
          return failing ? Promise.reject(new Error('down')) : Promise.resolve();
        },
        isBusy: () => busy,
        interval: () => 1000,
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
    refresher.setVisible(true);
    await clock.advance(5_000);
    assert.equal(calls, 5);
  });

  it('stops when nothing is busy any more, and starts again when something is', async () => {
    refresher.setVisible(true);
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
    refresher.setVisible(true);
    refresher.setVisible(false);
    refresher.setVisible(true);
    refresher.setVisible(true);
    await clock.advance(3_000);
    assert.equal(calls, 3);
    refresher.setVisible(false);
    await clock.advance(60_000);
    assert.equal(calls, 3);
  });

  it('asks a failing service less and less often, and soon again once it answers', async () => {
    failing = true;
    refresher.setVisible(true);
    await clock.advance(1_000 + 2_000 + 4_000 + 8_000);
    assert.equal(calls, 4);
    await clock.advance(16_000 + 32_000 + 60_000 + 60_000);
    assert.equal(calls, 8);
    failing = false;
    await clock.advance(60_000 + 1_000);
    assert.equal(calls, 10);
  });
});
