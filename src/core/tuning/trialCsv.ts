import { durationOf, hyperparameterOf, type Trial } from './tuningJob';

export interface TrialCsvOptions {
  /** Name of the objective, which heads its column. */
  readonly metric: string;
  /** Whether trials are of several definitions, which then have a column. */
  readonly hasDefinitions: boolean;
  /** Tuned hyperparameters in the order of their columns. */
  readonly hyperparameters: readonly string[];
  /** For trials that run; milliseconds since the epoch. */
  readonly now: number;
}

/** Trials as comma-separated values (RFC 4180): times in UTC, durations in seconds, nothing rounded. */
export function trialCsv(trials: readonly Trial[], options: TrialCsvOptions): string {
  const { metric, hasDefinitions, hyperparameters, now } = options;
  const head = [
    ...['trial', 'training job', 'status', metric || 'objective', 'objective status'],
    ...(hasDefinitions ? ['definition'] : []),
    ...hyperparameters,
    ...['created', 'started', 'ended', 'seconds', 'failure reason'],
  ];
  const rows = trials.map((trial) => [
    String(trial.number),
    trial.name,
    trial.status,
    trial.objective,
    trial.objectiveStatus,
    ...(hasDefinitions ? [trial.definition] : []),
    ...hyperparameters.map((name) => hyperparameterOf(trial, name) ?? ''),
    ...[trial.createdAt, trial.startedAt, trial.endedAt].map(isoTime),
    seconds(durationOf(trial, now)),
    trial.failureReason,
  ]);
  return [head, ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
}

const quoted = (field: string): string =>
  /[",\r\n]|^\s|\s$/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;

const isoTime = (time: number | null): string => (time ? new Date(time).toISOString() : '');

const seconds = (milliseconds: number | undefined): string =>
  milliseconds === undefined ? '' : String(Math.round(milliseconds / 1000));
