import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import { html, nothing, type TemplateResult } from 'lit';
import type { Measured } from '../../core/tuning/bestSoFar';
import type { Direction } from '../../core/tuning/tuningJob';
import type { TuningState } from '../../shared/contracts/tuning';
import { selectField, textField } from '../fields';
import { icon } from '../icon';
import type { ChartAxis } from './chartAxis';
import { jobFacts, summary } from './jobSummary';
import { metricOf } from './metricOf';
import { words } from './pageWords';
import { shownValue } from './shownValue';
import { trialPanel } from './trialPanel';
import type { TuningSession } from './tuningSession';

/** What the page is made of; table and chart draw themselves. */
export interface TuningParts {
  readonly session: TuningSession;
  readonly table: HTMLElement;
  readonly chart: HTMLElement;
  /** The trial under the pointer in the chart. */
  hovered: Measured | undefined;
}

/** The whole results page. */
export function tuningView(parts: TuningParts): TemplateResult {
  const { session } = parts;
  const { state } = session;
  if (!state) {
    return html`<main class="loading" aria-busy="true">
      <vscode-progress-bar indeterminate .ariaLabel=${words.loading}></vscode-progress-bar>
      <p class="note" role="status">${words.loading}</p>
    </main>`;
  }
  return html`
    ${summary(session, state)} ${failure(state)} ${jobFacts(session, state)}
    <main>
      <div class="overview">${figure(parts, state)} ${trialPanel(session, state)}</div>
      ${filterBar(session)}
      <div class="table">${parts.table}${noRows(session, state)}</div>
    </main>
    ${statusLine(session, state)}
  `;
}

const failure = ({ job }: TuningState): TemplateResult | typeof nothing =>
  job && job.failureReason !== ''
    ? html`<p class="failure" role="status">
        ${icon('error', 'tone-error')}<span>${job.failureReason}</span>
      </p>`
    : nothing;

const figure = (
  { session, chart, hovered }: TuningParts,
  { job }: TuningState,
): TemplateResult => html`
  <figure class=${session.measured.length === 0 ? 'empty' : ''}>
    <div class="heading">
      <h2>${shownValue(metricOf(job))}</h2>
      ${selectField({
        id: 'over',
        label: words.over,
        value: session.axis.isTime ? '' : session.over,
        options: [
          { value: '', label: words.time },
          ...session.hyperparameters.map((name) => ({ value: name, label: words.overName(name) })),
        ],
        onChange: (name) => session.drawOver(name),
      })}
    </div>
    ${chart}
    <figcaption class="note">
      ${hovered ? pointText(hovered, session.axis) : legend(job?.direction ?? '', session.axis)}
    </figcaption>
    ${session.measured.length === 0 ? html`<p class="none note">${words.noBest}</p>` : nothing}
  </figure>
`;

const legend = (direction: Direction, { isTime }: ChartAxis): string =>
  [words.aim(direction), isTime && direction !== '' ? words.bestLine : '']
    .filter(Boolean)
    .join(' · ');

const pointText = (measured: Measured, axis: ChartAxis): string =>
  [
    words.trial(measured.trial.number),
    shownValue(measured.trial.objective),
    axis.text(measured),
  ].join(' · ');

const filterBar = (session: TuningSession): TemplateResult => html`
  <div class="filter" role="search">
    ${textField({
      id: 'filter',
      label: words.filter,
      placeholder: words.filter,
      hint: words.filterHint,
      title: words.filterHint,
      value: session.view.text,
      onInput: (text) => session.filter(text),
    })}
    ${selectField({
      id: 'status',
      label: words.status,
      value: session.view.status,
      options: [
        { value: '', label: words.allStates },
        ...statuses(session).map((status) => ({ value: status, label: status })),
      ],
      onChange: (status) => session.filterStatus(status),
    })}
    <button class="action" title=${words.copyTable} @click=${() => session.copyTable()}>
      ${icon('copy')}<span class="label">${words.copyTable}</span>
    </button>
  </div>
`;

/** A chosen state stays to be chosen, though no trial is in it any more. */
const statuses = ({ statuses: all, view }: TuningSession): readonly string[] =>
  view.status === '' || all.includes(view.status) ? all : [...all, view.status];

const noRows = (session: TuningSession, state: TuningState): TemplateResult | typeof nothing => {
  if (session.rows.length > 0) {
    return nothing;
  }
  return state.trials.length > 0
    ? html`<p class="none" role="status">
        <span>${words.noMatch}</span>
        <button class="link" @click=${() => session.clearFilter()}>${words.clearFilter}</button>
      </p>`
    : html`<p class="none note" role="status">${whyNone(state)}</p>`;
};

const whyNone = ({ isWhole, phase, detail }: TuningState): string => {
  if (!isWhole) {
    return detail || words.readingTrials;
  }
  return phase === 'ended' ? words.noTrials : words.noTrialsYet;
};

const statusLine = (session: TuningSession, state: TuningState): TemplateResult => html`
  <footer>
    <span class="count">${words.shown(session.rows.length, state.trials.length)}</span>
    <span aria-hidden="true">·</span>
    <span class="phase" role="status"
      >${state.detail ? icon('warning', 'tone-warning') : nothing}${words.phase(state.phase, state.detail)}</span
    >
    ${mending(session, state)}
    <span class="notice" role="alert"
      >${session.notice === undefined ? nothing : html`${icon('error', 'tone-error')}${session.notice}`}</span
    >
    <span class="note" role="status"
      >${session.copied === undefined ? nothing : words.copied(session.copied)}</span
    >
    <span class="connection note">${state.connection}</span>
  </footer>
`;

const mending = (session: TuningSession, state: TuningState): TemplateResult | typeof nothing =>
  state.phase !== 'retrying'
    ? nothing
    : html`${
          state.mend === ''
            ? nothing
            : html`<button class="link" @click=${() => session.act('mend')}>${state.mend}</button>`
        }<button class="link" @click=${() => session.act('refresh')}>${words.tryNow}</button>`;
