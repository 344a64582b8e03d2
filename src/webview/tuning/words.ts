import type { Direction, ParameterRange } from '../../core/tuning/tuningJob';
import type { TuningPhase } from '../../shared/contracts/tuning';
import type { Locale } from '../l10n';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/**
 * Every word that the results page says of its own accord, in one place and in the page's language.
 * What the host sends is shown as it is.
 */
export const tuningWords = ({ t, number }: Locale) => ({
  loading: t('Opening the results…'),
  number,
  /** `41 s`, `2 m 10 s`, `3 h 5 m`. */
  duration: (milliseconds: number): string => {
    const whole = Math.max(0, milliseconds);
    if (whole < minute) {
      return t('{0} s', Math.floor(whole / second));
    }
    return whole < hour
      ? t('{0} m {1} s', Math.floor(whole / minute), Math.floor((whole % minute) / second))
      : t('{0} h {1} m', Math.floor(whole / hour), Math.floor((whole % hour) / minute));
  },
  /** A tick of an axis of time, which is a multiple of a round unit. */
  tick: (seconds: number): string => {
    const [minutes, hours] = [Math.floor(seconds / 60), Math.floor(seconds / 3600)];
    if (seconds === 0) {
      return '0';
    }
    if (seconds % 86_400 === 0) {
      return t('{0} d', number(seconds / 86_400));
    }
    if (seconds % 3600 === 0) {
      return t('{0} h', number(hours));
    }
    if (hours > 0) {
      return t('{0} h {1} m', hours, minutes % 60);
    }
    if (seconds % 60 === 0) {
      return t('{0} min', number(minutes));
    }
    return minutes > 0 ? t('{0} m {1} s', minutes, seconds % 60) : t('{0} s', number(seconds));
  },
  trial: (ordinal: number) => t('trial {0}', number(ordinal)),
  ended: (count: number, most: number | null) =>
    most === null
      ? t('{0} ended', number(count))
      : t('{0} of {1} trials ended', number(count), number(most)),
  running: (count: number) => t('{0} running', number(count)),
  failed: (count: number) => t('{0} failed', number(count)),
  stopped: (count: number) => t('{0} stopped', number(count)),
  retried: (count: number) => t('{0} tried again', number(count)),
  best: t('best'),
  objective: t('Objective'),
  aim: (direction: Direction): string => {
    switch (direction) {
      case 'Maximize':
        return t('higher is better');
      case 'Minimize':
        return t('lower is better');
      case '':
        return '';
    }
  },
  /** `xgboost: validation:auc, higher is better` */
  aimOf: (definition: string, aim: string): string => t('{0}: {1}', definition, aim),
  /** `validation:auc of xgboost` */
  valueOf: (metric: string, definition: string) => t('{0} of {1}', metric, definition),
  definition: t('Definition'),
  bestLine: t('line: the best so far'),
  over: t('Drawn over'),
  time: t('over time'),
  overName: (name: string) => t('over {0}', name),
  strategy: (name: string) => t('Strategy: {0}', name),
  stopsEarly: t('Stops unpromising trials early'),
  autotuned: t('Autotune'),
  target: (value: string) => t('Ends at {0}', value),
  atOnce: (count: number) => t('At most {0} at once', number(count)),
  usedOf: (used: string, most: string) => t('{0} of at most {1}', used, most),
  converged: (after: string) => t('Converged after {0}', after),
  warmStart: t('Learnt from'),
  openTuningJob: (name: string) => t('Open the results of {0}', name),
  overallBest: (value: string, job: string) => t('Best with its parents: {0} ({1})', value, job),
  stop: t('Stop'),
  stopHint: (job: string) => t('Stop the tuning job {0} and its running trials', job),
  description: t('Description'),
  openDescription: t('Open the description of the tuning job'),
  tools: t('Tuning job tools'),
  copyTable: t('Copy Table as CSV'),
  copied: (count: number) =>
    count === 1 ? t('{0} row copied', number(count)) : t('{0} rows copied', number(count)),
  filter: t('Filter trials'),
  filterHint: t('Words of names, reasons and hyperparameters, such as eta=0.1'),
  status: t('Status'),
  allStates: t('All states'),
  trials: t('Trials'),
  columns: {
    number: t('Trial'),
    status: t('Status'),
    duration: t('Duration'),
    name: t('Training job'),
  },
  sortBy: (column: string) => t('Sort by {0}', column),
  bestTrial: t('Best trial'),
  selectedTrial: t('Selected trial'),
  showBest: t('Show the best trial'),
  noBest: t('No trial has a value.'),
  openLogs: t('Open Logs'),
  trialDescription: t('Open Description'),
  refused: t('The service has not counted its value.'),
  /** What a range holds: `0.1 to 0.9, Logarithmic`; categories come as one text. */
  range: (kind: ParameterRange['kind'], from: string, to: string, scaling: string): string => {
    const scaled = scaling === '' || scaling === 'Auto' ? '' : `, ${scaling}`;
    switch (kind) {
      case 'categorical':
        return t('one of {0}', from);
      case 'auto':
        return t('chosen by the service, from {0}', from);
      case 'integer':
        return t('{0} to {1}, whole', from, to) + scaled;
      case 'continuous':
        return t('{0} to {1}', from, to) + scaled;
    }
  },
  /** What the curve shows, for whom it is not to be seen. */
  chart: (measured: number) => t('{0} values', number(measured)),
  chartWithBest: (measured: number, value: string, trial: number) =>
    t('{0} values; the best is {1}, of trial {2}', number(measured), value, number(trial)),
  shown: (shown: number, all: number) => {
    if (shown !== all) {
      return t('{0} of {1} trials', number(shown), number(all));
    }
    return all === 1 ? t('{0} trial', number(all)) : t('{0} trials', number(all));
  },
  phase: (phase: TuningPhase, detail: string): string => {
    switch (phase) {
      case 'loading':
        return t('reading');
      case 'live':
        return t('live');
      case 'ended':
        return detail || t('ended');
      case 'retrying':
        return detail ? t('retrying: {0}', detail) : t('retrying');
    }
  },
  tryNow: t('Try Now'),
  noMatch: t('No trial matches.'),
  clearFilter: t('Clear Filter'),
  readingTrials: t('Reading the trials…'),
  noTrials: t('The tuning job has no trials.'),
  noTrialsYet: t('Trials appear here as soon as the tuning job starts them.'),
});
