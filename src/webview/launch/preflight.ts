import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type {
  LaunchState,
  PreflightLine,
  PreflightLink,
  PreflightTone,
} from '../../shared/contracts/launch';
import { icon, spinner } from '../icon';
import type { LaunchSession } from './launchSession';
import { words } from './pageWords';

const toneIcon: Readonly<Record<PreflightTone, () => TemplateResult>> = {
  ok: () => icon('pass', 'tone-ok'),
  info: () => icon('info'),
  warning: () => icon('warning', 'tone-warning'),
  error: () => icon('error', 'tone-error'),
  busy: spinner,
};

const fixLink = (session: LaunchSession, { id, label }: PreflightLink): TemplateResult =>
  html`<button class="link" @click=${() => session.fix(id)}>${label}</button>`;

/** What mends a line or leads there; one beside the other. */
export const links = (
  session: LaunchSession,
  { links: offered = [] }: Pick<PreflightLine, 'links'>,
): TemplateResult | typeof nothing =>
  offered.length === 0
    ? nothing
    : html`<span class="links">${offered.map((link) => fixLink(session, link))}</span>`;

/** The detail folds out, because what only hovering shows is out of the keyboard's reach. */
const said = ({ message, detail }: Pick<PreflightLine, 'message' | 'detail'>): TemplateResult =>
  detail
    ? html`<details>
        <summary title=${detail}>${message}</summary>
        <div class="note detail">${detail}</div>
      </details>`
    : html`<span>${message}</span>`;

/** What stands in the way of a start can be led to, whether or not something in it takes the focus. */
const preflightLine = (session: LaunchSession, line: PreflightLine): TemplateResult => html`
  <li data-tone=${line.tone} tabindex=${line.tone === 'error' ? -1 : nothing}>
    ${toneIcon[line.tone]()}<span class="unseen">${words.tone[line.tone]}:</span>
    <div>${said(line)} ${links(session, line)}</div>
  </li>
`;

const heading = (session: LaunchSession, { refusal, preflight }: LaunchState): string => {
  if (session.isStarting()) {
    return words.starting;
  }
  if (refusal !== null) {
    return words.notReady;
  }
  return preflight.some(({ tone }) => tone === 'busy') ? words.checking : words.ready;
};

export const preflight = (session: LaunchSession, state: LaunchState): TemplateResult => html`
  <section class="preflight" aria-label=${words.ready}>
    <h2>${heading(session, state)}</h2>
    <ul>
      ${repeat(
        state.preflight,
        ({ id }) => id,
        (line) => preflightLine(session, line),
      )}
    </ul>
    <dl>
      <dt>${words.cost}</dt>
      <dd id="cost">${said({ message: state.cost, detail: state.costDetail ?? undefined })}</dd>
    </dl>
  </section>
`;

const failureLink = ({ failure: failed, draft }: LaunchState): string => {
  const ofInstances = draft.settings.groups.length > 0 ? 'group:0:type' : 'setting:instanceType';
  return failed?.isOfInstances === true ? `field:${ofInstances}` : 'failure';
};

const waysOut = (state: LaunchState): readonly PreflightLink[] => {
  const { links: offered = [], fix = null } = state.failure ?? {};
  return [...offered, ...(fix === null ? [] : [{ id: failureLink(state), label: fix }])];
};

const failure = (session: LaunchSession, state: LaunchState): TemplateResult => {
  const message = state.failure?.message ?? session.notice;
  const shown = message !== undefined && !session.isStarting();
  return html`<div role="alert">
    ${
      shown
        ? html`<div class="failure">
            ${icon('error')}
            <div>
              ${state.failure ? html`<strong>${words.startFailed}</strong>` : nothing}
              <div>${message}</div>
              ${links(session, { links: waysOut(state) })}
            </div>
          </div>`
        : nothing
    }
  </div>`;
};

const progress = (session: LaunchSession, { progress: step }: LaunchState): TemplateResult => {
  const { message = words.starting, fraction = null } = step ?? {};
  return html`
    <div class="progress">
      <vscode-progress-bar
        .ariaLabel=${message}
        .value=${fraction === null ? undefined : fraction * 100}
        ?indeterminate=${fraction === null}
      ></vscode-progress-bar>
      <div class="step">
        <span role="status">${message}</span>
        ${fraction === null ? nothing : percentage(fraction)}
      </div>
      <vscode-button id="cancel" secondary @click=${() => session.cancel()}
        >${words.cancel}</vscode-button
      >
    </div>
  `;
};

/** The bar says it to screen readers. */
const percentage = (fraction: number): TemplateResult =>
  html`<span aria-hidden="true">${Math.floor(fraction * 100)} %</span>`;

const startKeys = navigator.platform.startsWith('Mac') ? '⌘⏎' : 'Ctrl+Enter';

/** What leads to what is to be mended before a start; `undefined`: nothing on the page does. */
const problemLink = (state: LaunchState): string | undefined => {
  switch (state.refusalPlace) {
    case 'fields':
      return words.showWrong(Object.keys(state.errors).length);
    case 'checks':
      return words.showErrors(state.preflight.filter(({ tone }) => tone === 'error').length);
    case null:
      return undefined;
  }
};

const refusalText = (session: LaunchSession, state: LaunchState): TemplateResult => {
  const link = problemLink(state);
  return html`${icon('info')}
    <div>
      ${state.refusal}
      ${
        link === undefined
          ? nothing
          : html`<button class="link" @click=${() => session.showProblem()}>${link}</button>`
      }
    </div>`;
};

const buttons = (session: LaunchSession, state: LaunchState): TemplateResult => {
  const isRefused = state.refusal !== null;
  const leadsToProblem = problemLink(state) !== undefined;
  return html`
    <div class="buttons">
      <vscode-button
        id="start"
        aria-keyshortcuts="Control+Enter Meta+Enter"
        aria-disabled=${String(isRefused)}
        aria-describedby="refusal"
        ?disabled=${isRefused && !leadsToProblem}
        @click=${() => session.start()}
        >${words.start}</vscode-button
      >
      <kbd aria-hidden="true">${startKeys}</kbd>
      <button class="link" @click=${() => session.keep('preview')}>${words.preview}</button>
    </div>
    <div id="refusal" class="refusal" role="status">
      ${isRefused ? refusalText(session, state) : nothing}
    </div>
  `;
};

/** Start and what became of it; on a narrow page this stays at the lower edge. */
export const startPart = (session: LaunchSession, state: LaunchState): TemplateResult => html`
  <section class="start" aria-label=${words.start}>
    ${failure(session, state)}
    ${session.isStarting() ? progress(session, state) : buttons(session, state)}
    <div role="status">
      ${session.startedJob === undefined ? nothing : words.started(session.startedJob)}
    </div>
  </section>
`;
