import type { ResourceItem } from '../../resources/kind';
import { isLackOfCapacity } from '../failureCause';

/**
 * Whether a training job that has ended may have lacked instances: it failed for that, or for a cause that
 * nobody has asked for yet (`undefined`), or it has waited too long for spare capacity (`SecondaryStatus` of
 * ListTrainingJobs), which is no failure.
 */
export function mayHaveLackedCapacity(
  { status, phase }: Pick<ResourceItem, 'status' | 'phase'>,
  cause: string | undefined,
): boolean {
  return status === 'Stopped'
    ? phase === 'MaxWaitTimeExceeded'
    : cause === undefined || isLackOfCapacity(cause);
}
