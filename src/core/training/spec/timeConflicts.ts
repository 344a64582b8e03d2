/** The times of a job, in seconds, and what they have to agree with. */
export interface JobTimes {
  readonly maxRuntime: number;
  readonly isSpot: boolean;
  /** Of waiting and running together. */
  readonly maxWait?: number | undefined;
  /** 0 and absent: the instances go with the job. */
  readonly keepAlive?: number | undefined;
  /** Its instances stand in groups, even if it is one alone. */
  readonly hasGroups: boolean;
}

/**
 * `runtimeTooLong`: above what SageMaker allows. `waitMissing`, `waitTooShort`, `waitUnread`: of spot
 * capacity, and without. `warmSpot`, `warmGroups`: such instances do not stay.
 */
export type TimeConflict =
  'runtimeTooLong' | 'waitMissing' | 'waitTooShort' | 'waitUnread' | 'warmSpot' | 'warmGroups';

/** Seconds: 28 days (API reference, StoppingCondition); the service model has no bound. */
export const longestRuntime = 28 * 24 * 3600;

/**
 * What the times of a job have against each other, wherever they are told: API reference,
 * StoppingCondition; developer guide, "Train using SageMaker managed warm pools", considerations.
 */
export function timeConflicts(times: JobTimes): ReadonlySet<TimeConflict> {
  const { maxRuntime, isSpot, maxWait, keepAlive = 0, hasGroups } = times;
  const isWarm = keepAlive > 0;
  const found: Readonly<Record<TimeConflict, boolean>> = {
    runtimeTooLong: maxRuntime > longestRuntime,
    waitMissing: isSpot && maxWait === undefined,
    waitTooShort: isSpot && maxWait !== undefined && maxWait < maxRuntime,
    waitUnread: !isSpot && maxWait !== undefined,
    warmSpot: isWarm && isSpot,
    warmGroups: isWarm && hasGroups,
  };
  const names = Object.keys(found) as TimeConflict[];
  return new Set(names.filter((name) => found[name]));
}
