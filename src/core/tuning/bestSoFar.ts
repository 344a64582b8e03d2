import { objectiveOf, type Direction, type Trial } from './tuningJob';

/** One measured trial in the order of time, and the best value up to and with it. */
export interface Measured {
  readonly trial: Trial;
  /** When its value was final, or it was created; milliseconds since the epoch. */
  readonly at: number;
  readonly value: number;
  /** None where the service does not say which way is better. */
  readonly best: number | undefined;
}

/**
 * The trials that have a finite value, by the time of it. A value that the service has refused
 * (`ObjectiveStatus` Failed) is shown and is never the best.
 */
export function bestSoFar(trials: readonly Trial[], direction: Direction): readonly Measured[] {
  let best: number | undefined;
  return trials
    .flatMap((trial) => {
      const value = objectiveOf(trial);
      return value === undefined ? [] : [{ trial, value, at: trial.endedAt ?? trial.createdAt }];
    })
    .sort((a, b) => a.at - b.at || a.trial.number - b.trial.number)
    .map((measured) => {
      if (counts(measured.trial) && isBetter(measured.value, best, direction)) {
        best = measured.value;
      }
      return { ...measured, best };
    });
}

/** The best trial by its value, the earlier of equal ones; none where no direction is known. */
export function bestTrial(trials: readonly Trial[], direction: Direction): Trial | undefined {
  let best: { readonly trial: Trial; readonly value: number } | undefined;
  for (const { trial, value } of bestSoFar(trials, direction)) {
    if (counts(trial) && isBetter(value, best?.value, direction)) {
      best = { trial, value };
    }
  }
  return best?.trial;
}

const counts = ({ objectiveStatus }: Trial): boolean => objectiveStatus !== 'Failed';

function isBetter(value: number, than: number | undefined, direction: Direction): boolean {
  if (direction === '') {
    return false;
  }
  return than === undefined || (direction === 'Maximize' ? value > than : value < than);
}
