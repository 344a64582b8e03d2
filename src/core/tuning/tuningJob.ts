/** Which way the objective is better; empty where the service does not say. */
export type Direction = 'Maximize' | 'Minimize' | '';

/** Where a tuning job looks for the best value of one hyperparameter. */
export interface ParameterRange {
  readonly name: string;
  readonly kind: 'continuous' | 'integer' | 'categorical' | 'auto';
  /** Ends of a range, the categories, or the one value that the service starts from. */
  readonly values: readonly string[];
  /** How a range is searched, such as `Logarithmic`; else empty. */
  readonly scaling: string;
}

/** What the trials of one training definition are measured by. */
interface TrialObjective {
  /** Name of the definition. */
  readonly definition: string;
  readonly metric: string;
  readonly direction: Direction;
}

/** Trials by their state, as the service counts them. */
interface TrialCounters {
  readonly completed: number;
  readonly running: number;
  /** Failed through a fault of the service, and tried again. */
  readonly retried: number;
  readonly failed: number;
  readonly stopped: number;
}

/** One training job of a tuning job. All of it has a JSON form, for it goes to a page. */
export interface Trial {
  /** Name of the training job. */
  readonly name: string;
  /** Its place in the order of creation, from 1. */
  readonly number: number;
  readonly status: string;
  /** Whether the service has counted its objective: `Succeeded`, `Pending`, `Failed` or empty. */
  readonly objectiveStatus: string;
  /** The objective's last value as JavaScript writes it, `NaN` too; empty while there is none. */
  readonly objective: string;
  readonly hyperparameters: Readonly<Record<string, string>>;
  /** Which of several definitions it was started from; else empty. */
  readonly definition: string;
  /** Milliseconds since the epoch, like all times here; 0 where the service does not say. */
  readonly createdAt: number;
  /** From and to when its instances ran. */
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  /** Why it failed; else empty. */
  readonly failureReason: string;
}

/** What the results page shows of a tuning job besides its trials. */
export interface TuningJob {
  readonly name: string;
  readonly arn: string;
  readonly status: string;
  readonly failureReason: string;
  /** The objective that all definitions share; empty where they differ. */
  readonly metric: string;
  readonly direction: Direction;
  /** The objectives of several definitions; none where there is one. */
  readonly definitions: readonly TrialObjective[];
  /** The objective's value at which the job is content, if any. */
  readonly target: number | null;
  readonly strategy: string;
  readonly stopsEarly: boolean;
  readonly isAutotuned: boolean;
  readonly createdAt: number;
  readonly endedAt: number | null;
  readonly counters: TrialCounters;
  readonly limits: {
    readonly trials: number | null;
    readonly atOnce: number | null;
    readonly seconds: number | null;
  };
  readonly usedSeconds: number | null;
  readonly ranges: readonly ParameterRange[];
  /** Tuning jobs that it has learnt from, and how. */
  readonly parents: readonly string[];
  readonly warmStart: string;
  /** When the service has seen that nothing better is to come. */
  readonly convergedAt: number | null;
  /** What the service says is best of its own trials, and of its parents' too. */
  readonly best: Trial | null;
  readonly overallBest: { readonly trial: Trial; readonly job: string } | null;
}

/** The value of a hyperparameter as it was given to the trial; none where it has none of that name. */
export const hyperparameterOf = (
  { hyperparameters }: Pick<Trial, 'hyperparameters'>,
  name: string,
): string | undefined => (Object.hasOwn(hyperparameters, name) ? hyperparameters[name] : undefined);

/** A trial's objective as a number; none where there is no finite one. */
export function objectiveOf({ objective }: Pick<Trial, 'objective'>): number | undefined {
  const value = objective === '' ? NaN : Number(objective);
  return Number.isFinite(value) ? value : undefined;
}

/** Whether nothing of a trial can change any more. */
export const isSettled = ({ status, objectiveStatus }: Trial): boolean =>
  ['Completed', 'Failed', 'Stopped'].includes(status) && objectiveStatus !== 'Pending';

/** Milliseconds that a trial's instances have run by `now`; none before they start. */
export function durationOf({ startedAt, endedAt }: Trial, now: number): number | undefined {
  return startedAt === null ? undefined : Math.max(0, (endedAt ?? now) - startedAt);
}

/** Trials in the order of their creation, numbered. */
export function numbered(trials: Iterable<Trial>): readonly Trial[] {
  return [...trials]
    .sort((a, b) => a.createdAt - b.createdAt || (a.name < b.name ? -1 : 1))
    .map((trial, index) => (trial.number === index + 1 ? trial : { ...trial, number: index + 1 }));
}

/** Names of the tuned hyperparameters: as they were defined, then what trials have besides. */
export function hyperparameterNames(
  ranges: readonly ParameterRange[],
  trials: readonly Trial[],
): readonly string[] {
  const names = new Set(ranges.map(({ name }) => name));
  trials.forEach(({ hyperparameters }) =>
    Object.keys(hyperparameters).forEach((name) => names.add(name)),
  );
  return [...names];
}
