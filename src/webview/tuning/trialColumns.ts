import { html, nothing, type TemplateResult } from 'lit';
import { hyperparameterColumn, numberOf, type TrialColumn } from '../../core/tuning/trialTable';
import {
  durationOf,
  hyperparameterOf,
  type ParameterRange,
  type Trial,
  type TuningJob,
} from '../../core/tuning/tuningJob';
import { icon } from '../icon';
import { statusIcon } from '../statusIcon';
import { aimsOf, metricOf } from './metricOf';
import { words } from './pageWords';
import { shownValue } from './shownValue';
import type { TuningSession } from './tuningSession';

/** A column of the table of trials. */
export interface Column {
  readonly id: TrialColumn;
  readonly label: string;
  /** More about it on hover. */
  readonly hint: string;
  /** Width in characters, which does not change while the same trials are there. */
  readonly width: number;
  readonly isNumeric: boolean;
  readonly text: (trial: Trial) => string;
  readonly cell?: (trial: Trial) => TemplateResult;
}

const widest = 26;
const narrowest = 7;

/** The columns that the trials of a session have, what tells most on the left. */
export function columnsOf(session: TuningSession): readonly Column[] {
  const trials = session.state?.trials ?? [];
  const job = session.state?.job;
  const ranges = new Map((job?.ranges ?? []).map((range) => [range.name, range]));
  return [
    {
      ...column('number', words.columns.number, ({ number }) => words.number(number)),
      isNumeric: true,
    },
    objectiveColumn(job, session.best),
    statusColumn(),
    ...session.hyperparameters.map((name) => hyperparameter(name, ranges.get(name), trials)),
    {
      ...column('duration', words.columns.duration, durationText),
      isNumeric: true,
      width: 12,
    },
    {
      ...column('name', words.columns.name, ({ name }) => name),
      width: widthOf(
        trials.map(({ name }) => name),
        40,
      ),
    },
  ];
}

/** Of several definitions, values can be of different metrics: each says whose it is. */
function objectiveColumn(job: TuningJob | null | undefined, best: Trial | undefined): Column {
  const names = (job?.definitions ?? []).map(({ definition }) => definition);
  const longest = widthOf(names, widest);
  return {
    ...column('objective', metricOf(job), (trial) => objectiveText(job, trial)),
    hint: aimsOf(job),
    isNumeric: true,
    width: names.length === 0 ? 16 : 16 + longest,
    cell: ({ name, objective, definition }) =>
      html`${
        names.length === 0 || objective === ''
          ? nothing
          : html`<span class="definition note">${shownValue(definition)}</span>`
      }${name === best?.name ? icon('star-full', 'best') : nothing}${shownValue(objective)}`,
  };
}

const objectiveText = (job: TuningJob | null | undefined, trial: Trial): string =>
  job?.definitions.length === 0 || trial.objective === ''
    ? trial.objective
    : `${trial.objective}\n${words.valueOf(metricOf(job, trial), trial.definition)}`;

const statusColumn = (): Column => ({
  ...column('status', words.columns.status, ({ status, failureReason }) =>
    [status, failureReason].filter(Boolean).join('\n'),
  ),
  width: 15,
  cell: ({ status }) => html`${statusIcon(status)}<span class="text">${shownValue(status)}</span>`,
});

const durationText = (trial: Trial): string => {
  const milliseconds = durationOf(trial, Date.now());
  return milliseconds === undefined ? '' : words.duration(milliseconds);
};

const column = (id: TrialColumn, label: string, text: Column['text']): Column => ({
  ...{ id, label, text },
  hint: '',
  width: narrowest,
  isNumeric: false,
});

function hyperparameter(
  name: string,
  range: ParameterRange | undefined,
  trials: readonly Trial[],
): Column {
  const valueOf = (trial: Trial): string => hyperparameterOf(trial, name) ?? '';
  const values = trials.map(valueOf);
  return {
    ...column(hyperparameterColumn(name), name, valueOf),
    hint: range ? rangeText(range) : '',
    width: widthOf([...values.map(shownValue), `${name}   `], widest),
    isNumeric:
      range?.kind !== 'categorical' &&
      values.every((value) => value === '' || numberOf(value) !== undefined),
  };
}

const rangeText = ({ kind, values, scaling }: ParameterRange): string =>
  kind === 'categorical'
    ? words.range(kind, values.join(', '), '', '')
    : words.range(kind, values[0] ?? '', values[1] ?? '', scaling);

const widthOf = (texts: readonly string[], most: number): number =>
  Math.min(
    most,
    texts.reduce((width, { length }) => Math.max(width, length + 1), narrowest),
  );
