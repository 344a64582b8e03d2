import assert from 'node:assert/strict';
import { startLifetime, type Lifetime } from '../../../../src/sandbox/life/lifetime';
import { FakeClock } from '../../../fakes/fakeClock';

const seconds = 1000;

describe('the lifetime of a sandbox', () => {
  let clock: FakeClock;
  let left: string[];
  let running: number;
  let ours: boolean;
  let life: Lifetime;

  function start(leavesWhenIdle = true): void {
    clock = new FakeClock();
    left = [];
    running = 0;
    ours = true;
    life = startLifetime({
      clock,
      leavesWhenIdle,
      running: () => running,
      isOurs: () => Promise.resolve(ours),
      leave: (why) => left.push(why),
    });
  }

  afterEach(() => life.dispose());

  it('leaves two minutes after the last heartbeat', async () => {
    start();
    await clock.advance(100 * seconds);
    life.heartbeat();
    await clock.advance(114 * seconds);
    assert.deepEqual(left, []);
    await clock.advance(11 * seconds);
    assert.equal(left.length, 1);
  });

  it('stays as long as windows send heartbeats', async () => {
    start();
    for (let beat = 0; beat < 20; beat++) {
      await clock.advance(30 * seconds);
      life.heartbeat();
    }
    assert.deepEqual(left, []);
  });

  it('stays while a job runs, and leaves soon after it', async () => {
    start();
    running = 1;
    await clock.advance(3600 * seconds);
    assert.deepEqual(left, []);
    running = 0;
    await clock.advance(5 * seconds);
    assert.equal(left.length, 1);
  });

  it('stays in a terminal', async () => {
    start(false);
    await clock.advance(3600 * seconds);
    assert.deepEqual(left, []);
  });

  it('leaves a data folder that is no longer its own, even in a terminal', async () => {
    start(false);
    await clock.advance(60 * seconds);
    ours = false;
    await clock.advance(5 * seconds);
    assert.equal(left.length, 1);
  });

  it('drains: takes nothing new and leaves with the last job', async () => {
    start(false);
    running = 2;
    assert.equal(life.drain(false), 2);
    assert.equal(life.isDraining(), true);
    await clock.advance(60 * seconds);
    assert.deepEqual(left, []);
    running = 0;
    await clock.advance(1 * seconds);
    assert.equal(left.length, 1);
  });

  it('drains at once when asked to', async () => {
    start(false);
    running = 2;
    assert.equal(life.drain(true), 2);
    await clock.advance(0);
    assert.equal(left.length, 1);
  });

  it('takes nothing new once it ends, whatever ended it', () => {
    start();
    assert.equal(life.isDraining(), false);
    life.dispose();
    assert.equal(life.isDraining(), true);
  });
});
