import { html, nothing, type TemplateResult } from 'lit';
import { shownPath } from '../../core/packaging/shownPath';
import type { LogState } from '../../shared/contracts/logs';
import { icon, spinner } from '../icon';
import { loadingView } from '../loadingView';
import type { LogSession } from './logSession';
import { toolbar } from './toolbar';
import { words } from './pageWords';

const waits = ({ detail }: LogState): TemplateResult => html`
  <div class="empty">
    <p>${spinner()}<span>${detail || words.waiting}</span></p>
    <p class="note">${words.waitingHint}</p>
  </div>
`;

const troubled = ({ detail }: LogState): TemplateResult => html`
  <div class="empty" role="status">
    <p>${icon('warning', 'tone-warning')}<span>${detail}</span></p>
  </div>
`;

const empty = (state: LogState): TemplateResult | typeof nothing => {
  if (state.lineCount > 0) {
    return nothing;
  }
  if (state.isGone) {
    return troubled(state);
  }
  switch (state.phase) {
    case 'ended':
      return state.detail ? troubled(state) : html`<div class="empty"><p>${words.empty}</p></div>`;
    case 'retrying':
      return troubled(state);
    case 'live':
    case 'waiting':
      return waits(state);
  }
};

/** The cause stays in sight, wherever the log is scrolled to. */
const failure = (session: LogSession, state: LogState): TemplateResult | typeof nothing =>
  state.failure === ''
    ? nothing
    : html`<p class="failure" role="status">
        ${icon('error', 'tone-error')}<span>${state.failure}</span>${failedAt(session, state)}
      </p>`;

const failedAt = (
  session: LogSession,
  { failedAt: place }: LogState,
): TemplateResult | typeof nothing =>
  place === null
    ? nothing
    : html`<button
        class="link"
        title=${words.openCode(shownPath(place.path), place.line)}
        @click=${() => session.openCode(place)}
      >
        ${shownPath(place.path)}:${place.line}
      </button>`;

const newLines = (session: LogSession): TemplateResult | typeof nothing =>
  session.newLines > 0
    ? html`<button class="new-lines" @click=${() => session.setFollow(true)}>
        ${icon('arrow-down')}${words.newLines(session.newLines)}
      </button>`
    : nothing;

const isTroubled = ({ isGone, phase, detail }: LogState): boolean =>
  isGone || phase === 'retrying' || (phase === 'ended' && detail !== '');

const phaseIcon = (state: LogState): TemplateResult | typeof nothing =>
  isTroubled(state) ? icon('warning', 'tone-warning') : nothing;

/** The reason stands where the lines would be as long as there are none. */
const phaseText = ({ phase, detail, lineCount }: LogState): string =>
  words.phase(phase, phase === 'retrying' && lineCount === 0 ? '' : detail);

/** Only the phase is announced; the count would be said again with every line. */
const statusLine = (session: LogSession, state: LogState): TemplateResult => html`
  <footer>
    <span class="count">${words.lines(state.lineCount)}</span>
    <span aria-hidden="true">·</span>
    <span class="phase" role="status">${phaseIcon(state)}${phaseText(state)}</span>
    <span class="notice" role="alert"
      >${session.notice === undefined ? nothing : html`${icon('error', 'tone-error')}${session.notice}`}</span
    >
    <span class="connection note">${state.connection}</span>
  </footer>
`;

/** The whole log page around `log`, the element of the lines. */
export function logView(session: LogSession, log: HTMLElement): TemplateResult {
  const { state } = session;
  if (!state) {
    return loadingView(words.loading);
  }
  return html`
    ${toolbar(session, state)} ${failure(session, state)}
    <main>${log}${empty(state)}${newLines(session)}</main>
    ${statusLine(session, state)}
  `;
}
