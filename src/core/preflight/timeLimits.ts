import { editField, type Finding, type Fix } from './finding';
import type { Quota } from './quota';

const day = 86_400;

/** `MaxRuntimeInSeconds` of the service model: 28 days. */
const longestRuntime = 28 * day;

/** SageMaker's quota "Longest run time for a training job" until it is raised (AWS General Reference). */
const defaultRuntime = 5 * day;

/** The name of that quota. */
export const runtimeQuotaName = 'Longest run time for a training job';

/** What of a launch is about time. Seconds. */
export interface LaunchTimes {
  readonly maxRuntime: number;
  /** Absent: no spot capacity. */
  readonly spot?: { readonly maxWait: number } | undefined;
  readonly hasCheckpoints: boolean;
  readonly keepAlive?: number | undefined;
  /** Several groups of instances. */
  readonly isHeterogeneous: boolean;
}

/**
 * What stands against the times of a launch. `quota`: the account's longest runtime, where it is known.
 */
export function timeFindings(times: LaunchTimes, quota: Quota | undefined): readonly Finding[] {
  return [
    runtimeFinding(times.maxRuntime, quota),
    ...spotFindings(times),
    keepAliveFinding(times),
  ].filter((finding) => finding !== undefined);
}

function runtimeFinding(seconds: number, quota: Quota | undefined): Finding | undefined {
  const about = { id: 'maxRuntime', fix: editField('maxRuntime', 'Change longest runtime') };
  if (seconds > longestRuntime) {
    return {
      ...{ ...about, tone: 'error' },
      message: 'SageMaker stops every job after 28 days at most: choose a shorter longest runtime.',
    };
  }
  if (quota?.isApplied === true) {
    return seconds > quota.value
      ? {
          ...{ ...about, tone: 'error' },
          message: `The quota “${quota.name}” of this account is ${inDays(quota.value)}: choose a shorter longest runtime, or request a higher quota.`,
        }
      : undefined;
  }
  return seconds > defaultRuntime
    ? {
        ...{ ...about, tone: 'warning' },
        message: `Accounts may run a job for ${inDays(defaultRuntime)} unless their quota “${runtimeQuotaName}” was raised: choose a shorter longest runtime, or request a higher quota.`,
      }
    : undefined;
}

/** "Managed spot training" of the developer guide. */
function spotFindings({ spot, maxRuntime, hasCheckpoints }: LaunchTimes): readonly Finding[] {
  if (spot === undefined) {
    return [];
  }
  const lost: Finding = {
    ...{ id: 'spotCheckpoints', tone: 'warning' },
    message:
      'Spot capacity can be taken away, and without checkpoints the job then starts from the beginning: add a folder for checkpoints.',
    fix: editField('checkpoint', 'Add checkpoints'),
  };
  const short: Finding = {
    ...{ id: 'maxWait', tone: 'error' },
    message:
      'The longest wait counts the runtime as well, and is shorter than it: choose a longer wait or a shorter runtime.',
    fix: editField('maxWait', 'Change longest wait'),
  };
  return [...(hasCheckpoints ? [] : [lost]), ...(spot.maxWait < maxRuntime ? [short] : [])];
}

/** `KeepAlivePeriodInSeconds` of the service model: 6 hours. */
const longestKeepAlive = 21_600;

/** "Considerations" of managed warm pools in the developer guide. */
function keepAliveFinding(times: LaunchTimes): Finding | undefined {
  const { keepAlive = 0, spot, isHeterogeneous } = times;
  if (keepAlive === 0) {
    return undefined;
  }
  const fix: Fix = editField('keepAlive', 'Change keep-alive');
  const id = 'keepAlive';
  if (keepAlive > longestKeepAlive) {
    const message = 'Instances stay warm for 6 hours at most: choose a shorter time.';
    return { id, tone: 'error', message, fix };
  }
  if (spot !== undefined) {
    const message =
      'Spot capacity cannot be kept warm: leave the keep-alive time out, or use on-demand capacity.';
    return { id, tone: 'warning', message, fix };
  }
  return isHeterogeneous
    ? {
        ...{ id, tone: 'warning', fix },
        message:
          'Jobs with several groups of instances cannot be kept warm: leave the keep-alive time out, or use one instance type.',
      }
    : undefined;
}

function inDays(seconds: number): string {
  const days = Math.round((seconds / day) * 10) / 10;
  return days === 1 ? '1 day' : `${days} days`;
}
