import { durationOf, hyperparameterOf, objectiveOf, type Trial } from './tuningJob';

/** What a table of trials can be sorted by: a member of the trial, or one of its hyperparameters. */
export type TrialColumn =
  'number' | 'name' | 'status' | 'objective' | 'duration' | `hyperparameter ${string}`;

/** How a table of trials is looked at. */
export interface TrialView {
  readonly sort: TrialColumn;
  readonly descending: boolean;
  /** Words that all have to stand somewhere in the row; case does not matter. */
  readonly text: string;
  /** The one status that is shown; empty: all. */
  readonly status: string;
}

export const hyperparameterColumn = (name: string): TrialColumn => `hyperparameter ${name}`;

/** The text as a column, if it can be one. */
export function toTrialColumn(text: string): TrialColumn | undefined {
  return /^(?:number|name|status|objective|duration|hyperparameter .*)$/s.test(text)
    ? (text as TrialColumn)
    : undefined;
}

type Key = number | string | undefined;

/** The rows that a view shows, in its order; `now` counts for trials that run. */
export function shownTrials(
  trials: readonly Trial[],
  view: TrialView,
  now: number,
): readonly Trial[] {
  const words = view.text.toLowerCase().split(/\s+/).filter(Boolean);
  const key = keyOf(view.sort, now);
  return trials
    .filter((trial) => view.status === '' || trial.status === view.status)
    .filter((trial) => words.length === 0 || hasAll(searchText(trial), words))
    .map((trial) => ({ trial, key: key(trial) }))
    .sort((a, b) => compare(a.key, b.key, view.descending) || a.trial.number - b.trial.number)
    .map(({ trial }) => trial);
}

/** A text as the number that it is written as; none for any other text. */
export function numberOf(text: string): number | undefined {
  const value = text.trim() === '' ? NaN : Number(text);
  return Number.isNaN(value) ? undefined : value;
}

const hasAll = (text: string, words: readonly string[]): boolean =>
  words.every((word) => text.includes(word));

/** Hyperparameters as `eta=0.1`, so that a name finds nothing but its values. */
function searchText(trial: Trial): string {
  const { number, name, status, objective, definition, failureReason } = trial;
  const values = Object.entries(trial.hyperparameters).map(([key, value]) => `${key}=${value}`);
  return [number, name, status, objective, definition, failureReason, ...values]
    .join('\n')
    .toLowerCase();
}

function keyOf(column: TrialColumn, now: number): (trial: Trial) => Key {
  switch (column) {
    case 'number':
      return ({ number }) => number;
    case 'name':
      return ({ name }) => name;
    case 'status':
      return ({ status }) => status;
    case 'objective':
      return objectiveOf;
    case 'duration':
      return (trial) => durationOf(trial, now);
    default: {
      const name = column.slice(hyperparameterColumn('').length);
      return (trial) => {
        const value = hyperparameterOf(trial, name);
        return numberOf(value ?? '') ?? value;
      };
    }
  }
}

/** Numbers before texts; what is missing comes last in both orders. */
function compare(a: Key, b: Key, descending: boolean): number {
  if (a === undefined || b === undefined) {
    return Number(a === undefined) - Number(b === undefined);
  }
  const order =
    typeof a === typeof b ? Number(a > b) - Number(a < b) : typeof a === 'number' ? -1 : 1;
  return descending ? -order : order;
}
