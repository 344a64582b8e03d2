import type { Connection } from '../../src/aws/connection';
import { AwsHome } from '../fakes/awsHome';
import { FakeClock } from '../fakes/fakeClock';
import { fakeConnection } from '../fakes/fakeKind';
import { BigAccount } from './bigAccount';
import { toFigure, type Figure } from './figure';
import { ShownTree } from './shownTree';

const sizes = { jobs: 10_000, running: 100, endpoints: 1_000 };
const minute = 60_000;
const minutes = 120;
/** Turns of the clock: calls fall into one of them. */
const step = 5_000;

/** How often an account with running jobs is asked, by a clock that is turned. */
export async function followedJobsFigures(): Promise<readonly Figure[]> {
  const traits = await traitsOfAws();
  const followed = await follow(traits, () => undefined);
  const whole = await follow(traits, (shown) =>
    shown.tree.loadAll({ connectionId: 'big', kindId: 'trainingJob' }),
  );
  const hidden = await follow(traits, (shown) => {
    shown.setVisible(false);
    return undefined;
  });
  const folded = await follow(traits, async (shown) =>
    shown.collapse('jobs', await shown.group('jobs')),
  );
  const what = `${String(sizes.running)} running jobs`;
  const figure = (name: string, value: number, budget: number): Figure =>
    toFigure({ name, value, unit: 'calls/min', budget });
  return [
    figure(`${what} followed, busiest minute of ${String(minutes)}`, busiest(followed), 6),
    figure(`the same with ${String(sizes.jobs)} rows loaded`, busiest(whole), 6),
    figure(`${what}, hidden`, busiest(hidden), 0),
    figure(`${what}, folded`, busiest(folded), 0),
  ];
}

/** The connection that a profile of the AWS files makes. */
async function traitsOfAws(): Promise<object> {
  const home = await AwsHome.make();
  try {
    await home.write(
      '[profile big]\nregion = us-east-1\naws_access_key_id = A\naws_secret_access_key = s',
    );
    const { info } = await home.connections().open('profile:big:us-east-1');
    return info.traits;
  } finally {
    await home.remove();
  }
}

/**
 * Calls in each turn of the clock, from when the first rows are there and `then` was done. Every minute a
 * job ends and another begins, every tenth by a failure; once many fail together.
 */
async function follow(
  traits: object,
  then: (shown: ShownTree) => Promise<void> | undefined,
): Promise<readonly number[]> {
  const clock = new FakeClock();
  const account = new BigAccount(sizes, () => clock.now());
  const connection = {
    ...fakeConnection('big', traits),
    ...{ sagemaker: account, account: () => Promise.resolve(undefined) },
  } as unknown as Connection;
  const shown = new ShownTree(connection, clock, true);
  await shown.draw('jobs', await shown.group('jobs'));
  await then(shown);
  const counts: number[] = [];
  for (let time = 0; time < minutes * minute; time += step) {
    if (time % minute === 0) {
      const count = time === (minutes / 2) * minute ? sizes.running / 2 : 1;
      const fails = count > 1 || (time / minute) % 10 === 0;
      Array.from({ length: count }, () => account.turnOver(fails ? 'Failed' : 'Completed'));
    }
    const before = account.calls.length;
    await clock.advance(step);
    counts.push(account.calls.length - before);
  }
  shown.tree.dispose();
  return counts;
}

/** The most calls within any minute. */
function busiest(counts: readonly number[]): number {
  const width = minute / step;
  return Math.max(
    ...counts.map((_, end) =>
      counts.slice(Math.max(0, end - width + 1), end + 1).reduce((sum, one) => sum + one, 0),
    ),
  );
}
