import { html, nothing, type TemplateResult } from 'lit';
import { durationOf, hyperparameterOf, type Trial } from '../../core/tuning/tuningJob';
import type { TuningState } from '../../shared/contracts/tuning';
import { icon } from '../icon';
import { exactTime } from '../logs/timeFormat';
import { statusIcon } from '../statusIcon';
import { metricOf } from './metricOf';
import { words } from './pageWords';
import { shownValue } from './shownValue';
import type { TuningSession } from './tuningSession';

/** The selected trial, else the best one, with all that is known of it. */
export const trialPanel = (session: TuningSession, state: TuningState): TemplateResult => {
  const trial = session.selected ?? session.best;
  const isBest = trial?.name === session.best?.name;
  return html`
    <section class="trial" aria-label=${isBest ? words.bestTrial : words.selectedTrial}>
      <h2>
        ${isBest ? words.bestTrial : words.selectedTrial}${
          !isBest && session.best
            ? html`<button class="link" @click=${() => session.select(undefined)}>
                ${words.showBest}
              </button>`
            : nothing
        }
      </h2>
      ${trial ? details(session, state, trial) : html`<p class="note">${words.noBest}</p>`}
    </section>
  `;
};

const details = (
  session: TuningSession,
  { job }: TuningState,
  trial: Trial,
): TemplateResult => html`
  <p class="what">
    <span>${words.trial(trial.number)}</span>
    <span class="status">${statusIcon(trial.status)}${shownValue(trial.status)}</span>
    ${duration(trial)}
  </p>
  <p class="name selectable">${trial.name}</p>
  ${
    trial.failureReason === ''
      ? nothing
      : html`<p class="reason">
          ${icon('error', 'tone-error')}<span>${trial.failureReason}</span>
        </p>`
  }
  <dl>
    ${pair(metricOf(job, trial), trial.objective || '–')}
    ${trial.definition === '' ? nothing : pair(words.definition, trial.definition)}
    ${session.hyperparameters.map((name) => {
      const value = hyperparameterOf(trial, name);
      return value === undefined ? nothing : pair(name, value);
    })}
  </dl>
  ${trial.objectiveStatus === 'Failed' && trial.objective !== '' ? html`<p class="note">${words.refused}</p>` : nothing}
  <div class="tools">
    <button class="action" @click=${() => session.openLogs(trial)}>
      ${icon('list-flat')}<span class="label">${words.openLogs}</span>
    </button>
    <button class="action" @click=${() => session.describe(trial)}>
      ${icon('json')}<span class="label">${words.trialDescription}</span>
    </button>
  </div>
`;

const duration = (trial: Trial): TemplateResult | typeof nothing => {
  const milliseconds = durationOf(trial, Date.now());
  return milliseconds === undefined
    ? nothing
    : html`<span title=${times(trial)}>${words.duration(milliseconds)}</span>`;
};

const times = ({ startedAt, endedAt }: Trial): string =>
  [startedAt, endedAt].flatMap((time) => (time === null ? [] : exactTime(time))).join('\n');

const pair = (name: string, value: string): TemplateResult =>
  html`<dt class="name">${shownValue(name)}</dt>
    <dd class="name selectable" title=${value}>${shownValue(value)}</dd>`;
