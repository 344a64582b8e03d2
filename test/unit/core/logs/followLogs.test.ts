import assert from 'node:assert/strict';
import { AppError, type ErrorReason } from '../../../../src/core/errors';
import { followLogs, type FollowerUpdate } from '../../../../src/core/logs/follower';
import type { LogLine } from '../../../../src/core/logs/logLine';
import { seededRandom } from '../../../fakes/seededRandom';
import { FakeClock, FakeLogs } from './fakeLogs';

const options = (clock: FakeClock, isOver: () => boolean): Parameters<typeof followLogs>[1] => ({
  group: '/aws/sagemaker/TrainingJobs',
  streamPrefix: 'job-1/',
  clock,
  pollMilliseconds: 1000,
  isOver,
});

interface Followed {
  readonly updates: FollowerUpdate[];
  readonly lines: LogLine[];
}

async function follow(logs: FakeLogs, clock: FakeClock, isOver: () => boolean): Promise<Followed> {
  const updates: FollowerUpdate[] = [];
  for await (const update of followLogs(
    logs,
    options(clock, isOver),
    new AbortController().signal,
  )) {
    updates.push(update);
  }
  return { updates, lines: updates.flatMap(({ lines }) => lines) };
}

const phases = (updates: readonly FollowerUpdate[]): string[] => updates.map(({ phase }) => phase);

/** Hosts that write in bursts, calls that fail, pages that are short or empty; all by one seed. */
async function followSeed(seed: number): Promise<void> {
  const random = seededRandom(seed);
  const clock = new FakeClock();
  const logs = new FakeLogs(random, { failureShare: random() * 0.5, largestPage: 5 });
  const hosts = 1 + Math.floor(random() * 4);
  const total = Math.floor(random() * 120);
  let written = 0;
  let over = false;
  clock.onSleep = (): void => {
    for (let burst = Math.floor(random() * 12); burst > 0 && written < total; burst--) {
      const host = 1 + Math.floor(random() * hosts);
      logs.write(`job-1/algo-${host}-1700000000`, clock.now() - random() * 900, `${written++}`);
      logs.write('job-10/algo-1-1700000000', clock.now(), 'of another job');
    }
    over ||= written === total && random() < 0.3;
  };
  const { updates, lines } = await follow(logs, clock, () => over);
  for (let host = 1; host <= hosts; host++) {
    assert.deepEqual(
      lines.filter((line) => line.host === `algo-${host}`).map(({ message }) => message),
      logs.messages(`job-1/algo-${host}-1700000000`),
      `seed ${seed}`,
    );
  }
  assert.equal(lines.length, total, `seed ${seed}`);
  assert.equal(phases(updates).at(-1), 'ended', `seed ${seed}`);
}

describe('followLogs', () => {
  it('brings every line once and in order, whatever happens', async () => {
    for (let seed = 1; seed <= 400; seed++) {
      await followSeed(seed);
    }
  });

  it('reads on at once while there is more, and then at the pace that was asked for', async () => {
    const clock = new FakeClock();
    const logs = new FakeLogs(() => 0.99, { failureShare: 0, largestPage: 10 });
    for (let index = 0; index < 100; index++) {
      logs.write('job-1/algo-1-1700000000', index, `line ${index}`);
    }
    let polls = 0;
    clock.onSleep = (): void => {
      polls += 1;
    };
    const { lines } = await follow(logs, clock, () => polls > 3);
    assert.equal(lines.length, 100);
    assert.deepEqual(clock.slept, [1000, 1000, 1000, 1000, 1000]);
  });

  it('shows a line within a poll of its writing, and lines that come late', async () => {
    const clock = new FakeClock();
    const logs = new FakeLogs(() => 0.99, { failureShare: 0, largestPage: 10 });
    const seen: [number, string][] = [];
    clock.onSleep = (slept): void => {
      if (slept === 3) {
        logs.write('job-1/algo-1-1700000000', clock.now(), 'first');
      }
      if (slept === 5) {
        logs.write('job-1/algo-1-1700000000', clock.now(), 'after the end');
      }
    };
    const isOver = (): boolean => clock.slept.length >= 4;
    const signal = new AbortController().signal;
    for await (const update of followLogs(logs, options(clock, isOver), signal)) {
      seen.push([clock.slept.length, update.lines[0]?.message ?? update.phase]);
    }
    assert.deepEqual(seen, [
      [0, 'waiting'],
      [3, 'first'],
      [5, 'after the end'],
      [6, 'ended'],
    ]);
  });

  it('merges hosts by time', async () => {
    const clock = new FakeClock();
    const logs = new FakeLogs(() => 0.99, { failureShare: 0, largestPage: 10 });
    for (const [host, time] of [
      [1, 10],
      [2, 5],
      [1, 30],
      [2, 20],
      [2, 19],
    ] as const) {
      logs.write(`job-1/algo-${host}-1700000000`, time, `${host} at ${time}`);
    }
    const { lines } = await follow(logs, clock, () => true);
    assert.deepEqual(
      lines.map(({ message }) => message),
      ['2 at 5', '1 at 10', '2 at 20', '2 at 19', '1 at 30'],
    );
  });

  it('finds a host that comes later', async () => {
    const clock = new FakeClock();
    const logs = new FakeLogs(() => 0.99, { failureShare: 0, largestPage: 10 });
    logs.write('job-1/algo-1-1700000000', 1, 'one');
    clock.onSleep = (slept): void => {
      if (slept === 2) {
        logs.write('job-1/algo-2-1700000001', 2, 'two');
      }
    };
    const { lines } = await follow(logs, clock, () => clock.slept.length > 8);
    assert.deepEqual(
      lines.map(({ host }) => host),
      ['algo-1', 'algo-2'],
    );
    assert.ok(logs.listings < 8);
  });

  const reasons: readonly ErrorReason[] = ['throttled', 'network', 'expired', 'sandboxUnavailable'];
  for (const reason of reasons) {
    it(`says why it retries when it is ${reason}, ever more slowly, and goes on`, async () => {
      const clock = new FakeClock();
      const logs = new FakeLogs(() => 0.99, { failureShare: 0, largestPage: 10 });
      logs.write('job-1/algo-1-1700000000', 1, 'one');
      clock.onSleep = (slept): void => {
        logs.failure = slept >= 1 && slept <= 3 ? new AppError(reason, `It is ${reason}.`) : null;
        if (slept === 4) {
          logs.write('job-1/algo-1-1700000000', 2, 'two');
        }
      };
      const { updates } = await follow(logs, clock, () => clock.slept.length > 4);
      assert.deepEqual(phases(updates), ['waiting', 'live', 'retrying', 'live', 'ended']);
      assert.equal(updates[2]?.detail, `It is ${reason}.`);
      assert.deepEqual(clock.slept.slice(0, 5), [1000, 1000, 2000, 4000, 1000]);
    });
  }

  it('throws what does not pass, after the lines that it had', async () => {
    const clock = new FakeClock();
    const logs = new FakeLogs(() => 0.99, { failureShare: 0, largestPage: 10 });
    logs.write('job-1/algo-1-1700000000', 1, 'one');
    logs.write('job-1/algo-2-1700000000', 1, 'two');
    logs.failingStream = 'job-1/algo-2-1700000000';
    const updates: FollowerUpdate[] = [];
    const signal = new AbortController().signal;
    await assert.rejects(
      async () => {
        for await (const update of followLogs(
          logs,
          options(clock, () => false),
          signal,
        )) {
          updates.push(update);
        }
      },
      (error) => AppError.is(error, 'denied'),
    );
    assert.deepEqual(
      updates.flatMap(({ lines }) => lines.map(({ message }) => message)),
      ['one'],
    );
  });

  it('stops with the reason of its signal', async () => {
    const clock = new FakeClock();
    const abort = new AbortController();
    const reason = new Error('closed');
    clock.onSleep = (slept): void => {
      if (slept === 2) {
        abort.abort(reason);
      }
    };
    const logs = new FakeLogs(() => 0.99, { failureShare: 0, largestPage: 10 });
    const lines = followLogs(
      logs,
      options(clock, () => false),
      abort.signal,
    );
    await assert.rejects(async () => {
      for (let next = await lines.next(); next.done !== true; next = await lines.next());
    }, reason);
  });
});
