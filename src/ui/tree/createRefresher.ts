import type { Clock } from '../../core/clock';
import { pollPause, Refresher } from './refresher';
import type { TreeModel } from './treeModel';

/** The pause of AWS, until the connection is open and tells its own. */
const firstPause = 30_000;

/** What follows the rows of one connection, as often as its service bears. */
export function createRefresher(
  model: TreeModel,
  { clock, failed }: { readonly clock: Clock; readonly failed: (error: unknown) => void },
): Refresher {
  const { refreshing } = model;
  const pause = (): number =>
    model.shownConnection?.info.traits.statusPollMilliseconds ?? firstPause;
  return new Refresher(
    {
      refresh: () => refreshing.follow(),
      isBusy: () => refreshing.isBusy,
      interval: () => pollPause(pause(), refreshing.lastCalls),
      jitter: () => Math.random(),
      failed,
    },
    clock,
  );
}
