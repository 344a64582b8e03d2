import { timeConflicts, type TimeConflict } from '../training/spec/timeConflicts';
import { editField, type Finding } from './finding';
import type { Quota } from './quota';

const day = 86_400;

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
  /** Instances that stand in groups, even if it is one alone. */
  readonly isHeterogeneous: boolean;
}

/**
 * What stands against the times of a launch. `quota`: the account's longest runtime, where it is known.
 */
export function timeFindings(times: LaunchTimes, quota: Quota | undefined): readonly Finding[] {
  const { maxRuntime, spot, keepAlive, isHeterogeneous } = times;
  const conflicts = timeConflicts({
    ...{ maxRuntime, keepAlive, hasGroups: isHeterogeneous },
    ...{ isSpot: spot !== undefined, maxWait: spot?.maxWait },
  });
  return [
    runtimeFinding(times.maxRuntime, conflicts, quota),
    ...spotFindings(times, conflicts),
    keepAliveFinding(conflicts),
  ].filter((finding) => finding !== undefined);
}

type Conflicts = ReadonlySet<TimeConflict>;

function runtimeFinding(
  seconds: number,
  conflicts: Conflicts,
  quota: Quota | undefined,
): Finding | undefined {
  const about = { id: 'maxRuntime', ...editField('maxRuntime', 'Change longest runtime') };
  if (conflicts.has('runtimeTooLong')) {
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
function spotFindings(
  { spot, hasCheckpoints }: LaunchTimes,
  conflicts: Conflicts,
): readonly Finding[] {
  const lost: Finding = {
    ...{ id: 'spotCheckpoints', tone: 'warning' },
    message:
      'Spot capacity can be taken away, and without checkpoints the job then starts from the beginning: add a folder for checkpoints.',
    ...editField('checkpoint', 'Add checkpoints'),
  };
  const short: Finding = {
    ...{ id: 'maxWait', tone: 'error' },
    message:
      'The longest wait counts the runtime as well, and is shorter than it: choose a longer wait or a shorter runtime.',
    ...editField('maxWait', 'Change longest wait'),
  };
  return [
    ...(spot === undefined || hasCheckpoints ? [] : [lost]),
    ...(conflicts.has('waitTooShort') ? [short] : []),
  ];
}

function keepAliveFinding(conflicts: Conflicts): Finding | undefined {
  const about = {
    id: 'keepAlive',
    tone: 'warning',
    ...editField('keepAlive', 'Change keep-alive'),
  } as const;
  if (conflicts.has('warmSpot')) {
    const message =
      'Spot capacity cannot be kept warm: leave the keep-alive time out, or use on-demand capacity.';
    return { ...about, message };
  }
  return conflicts.has('warmGroups')
    ? {
        ...about,
        message:
          'Jobs with groups of instances cannot be kept warm: leave the keep-alive time out, or use one instance type.',
      }
    : undefined;
}

function inDays(seconds: number): string {
  const days = Math.round((seconds / day) * 10) / 10;
  return days === 1 ? '1 day' : `${days} days`;
}
