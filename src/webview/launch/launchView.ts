import { html, nothing, type TemplateResult } from 'lit';
import { shownPath } from '../../core/packaging/shownPath';
import { requirementsLinks } from '../../core/training/requirementsLinks';
import type { LaunchState } from '../../shared/contracts/launch';
import { checkField, fieldError, textField } from '../fields';
import { icon } from '../icon';
import { loadingView } from '../loadingView';
import { argumentRows } from './argumentRows';
import { channelRows } from './channelRows';
import { codeSection } from './codeSection';
import type { LaunchSession } from './launchSession';
import { changes, originalCode } from './originalParts';
import { otherFields } from './otherFields';
import { metricsFold } from './metricsFold';
import { preflight, startPart } from './preflight';
import { remarks, warnings } from './remarks';
import { imageFold, limitFolds, moreSection } from './settingFolds';
import type { SettingsState } from './settingRows';
import { inputModeRow, whereSection } from './whereSection';
import { words } from './pageWords';

const resetAll = (
  session: LaunchSession,
  { isChanged, original }: LaunchState,
): TemplateResult | typeof nothing =>
  isChanged && !session.isStarting()
    ? html`<button
        class="action"
        title=${original ? words.resetOriginalHint : words.resetAllHint}
        @click=${() => session.resetAll()}
      >
        ${icon('discard')}${words.resetAll}
      </button>`
    : nothing;

/** The page of a request stays as it is: another one opens on what is chosen. */
const connection = (session: LaunchSession, state: LaunchState): TemplateResult =>
  html`<button
    class="action"
    title=${words.chooseConnection(state.connection)}
    aria-label=${words.chooseConnection(state.connection)}
    ?disabled=${session.isStarting()}
    @click=${() => session.chooseConnection()}
  >
    ${state.connection}${icon('chevron-down')}
  </button>`;

const requestButtons = (session: LaunchSession): TemplateResult => html`
  <button
    id="paste"
    class="action"
    title=${words.pasteHint}
    ?disabled=${session.isStarting()}
    @click=${() => session.paste()}
  >
    ${icon('clippy')}${words.paste}
  </button>
  <button
    id="copy-as"
    class="action"
    title=${words.copyAsHint}
    ?disabled=${session.isStarting()}
    @click=${() => session.keep('copyAs')}
  >
    ${icon('code')}${words.copyAs}
  </button>
  <button
    id="save-file"
    class="action"
    title=${words.saveFileHint}
    ?disabled=${session.isStarting()}
    @click=${() => session.keep('saveFile')}
  >
    ${icon('save-as')}${words.saveFile}
  </button>
`;

const subject = (session: LaunchSession, { original, script }: LaunchState): TemplateResult =>
  original
    ? html`<span class="name"
        >${original.jobName ?? original.algorithm ?? original.file ?? words.fromClipboard}</span
      >`
    : html`<button
        class="link name"
        title=${words.openScript(shownPath(script))}
        @click=${() => session.openScript(1, false)}
      >
        ${shownPath(script)}
      </button>`;

const pageTitle = ({ original }: LaunchState): string => {
  if (original === undefined) {
    return words.title;
  }
  if (original.algorithm !== undefined) {
    return words.algorithmTitle;
  }
  return original.jobName === null ? words.pastedTitle : words.cloneTitle;
};

const header = (session: LaunchSession, state: LaunchState): TemplateResult => html`
  <header>
    <h1>${subject(session, state)}${icon('chevron-right')}<span>${pageTitle(state)}</span></h1>
    <div class="where">
      ${resetAll(session, state)} ${requestButtons(session)} ${connection(session, state)}
      <span class="name note">${state.region}</span>
    </div>
  </header>
`;

/** What is shown only of jobs that run elsewhere. */
const withSettings = (
  state: LaunchState,
  view: (state: SettingsState) => TemplateResult | typeof nothing,
): TemplateResult | typeof nothing => {
  const { settings } = state;
  return settings === null ? nothing : view({ ...state, settings });
};

const row = (term: string, value: TemplateResult): TemplateResult =>
  html`<div class="row">
    <span class="term">${term}</span>
    <div class="value">${value}</div>
  </div>`;

const framework = ({ framework: known }: LaunchState): TemplateResult =>
  known
    ? html`${known.label} <span class="note">· ${known.origin}</span>`
    : html`<span class="note">${words.noFramework}</span>`;

const requirements = (
  session: LaunchSession,
  { requirements: file }: LaunchState,
): TemplateResult | typeof nothing =>
  file === null
    ? nothing
    : row(
        words.requirements,
        html`<div class="links">
            <button class="link name" @click=${() => session.fix(requirementsLinks.open)}>
              ${file}
            </button>
            <button class="link" @click=${() => session.fix(requirementsLinks.check)}>
              ${words.checkAgain}
            </button>
          </div>
          ${checkField({
            id: 'install-requirements',
            label: words.installRequirements,
            text: words.installRequirements,
            hint: words.installHint,
            checked: session.draft.installRequirements,
            onChange: (installRequirements) => session.edit({ installRequirements }),
          })}
          <div class="note">${words.installHint}</div>`,
      );

const what = (session: LaunchSession, state: LaunchState): TemplateResult => html`
  <section aria-label=${words.what}>
    <h2>${words.what}</h2>
    ${row(
      words.jobName,
      html`<div class="controls">
          ${textField({
            id: 'job-name',
            label: words.jobName,
            value: session.draft.jobName,
            error: state.errors['jobName'],
            kind: 'name wide',
            onInput: (jobName) => session.edit({ jobName }),
          })}
        </div>
        ${fieldError(state.errors['jobName'])}`,
    )}
    ${
      state.original
        ? nothing
        : row(
            words.script,
            html`<button class="link name" @click=${() => session.openScript(1, true)}>
              ${shownPath(state.script)}
            </button>`,
          )
    }
    ${row(words.framework, framework(state))}
    ${withSettings(state, (own) => imageFold(session, own))} ${requirements(session, state)}
    ${argumentRows(session, state)} ${state.original ? nothing : metricsFold(session, state)}
  </section>
`;

const data = (session: LaunchSession, state: LaunchState): TemplateResult => html`
  <section aria-label=${words.data}>
    <h2>${words.data}</h2>
    ${channelRows(session, state)} ${withSettings(state, (own) => inputModeRow(session, own))}
  </section>
`;

const limits = (session: LaunchSession, state: LaunchState): TemplateResult => {
  const error = session.runtimeValid ? state.errors['maxRuntimeMinutes'] : words.wholeMinutes;
  const minutes = session.draft.maxRuntimeMinutes;
  return html`
    <section aria-label=${words.limits}>
      <h2>${words.limits}</h2>
      ${row(
        words.maxRuntime,
        html`<div class="controls">
            ${textField({
              id: 'max-runtime',
              label: `${words.maxRuntime}, ${words.minutes}`,
              value: session.runtimeText,
              error,
              hint: [warnings(session, 'maxRuntimeMinutes'), words.maxRuntimeHint]
                .filter(Boolean)
                .join('. '),
              title: words.maxRuntimeHint,
              kind: 'name number',
              onInput: (text) => session.setRuntime(text),
            })}<span class="note"
              >${words.minutes}${minutes >= 60 ? ` = ${words.duration(minutes)}` : nothing}</span
            >
          </div>
          ${fieldError(error)} ${remarks(session, 'maxRuntimeMinutes')}`,
      )}
      ${withSettings(state, (own) => limitFolds(session, own))}
    </section>
  `;
};

/** The whole launch page. */
export function launchView(session: LaunchSession): TemplateResult {
  const { state } = session;
  if (!state) {
    return loadingView(words.loading);
  }
  return html`
    ${header(session, state)}
    <main>
      <div class="form" role="form" aria-label=${words.form} ?inert=${session.isStarting()}>
        ${what(session, state)}
        ${state.original ? originalCode(session, state.original) : codeSection(session, state)}
        ${data(session, state)} ${withSettings(state, (own) => whereSection(session, own))}
        ${limits(session, state)} ${withSettings(state, (own) => moreSection(session, own))}
        ${otherFields(session, state)}
      </div>
      <aside>
        ${changes(session, state)} ${preflight(session, state)} ${startPart(session, state)}
      </aside>
    </main>
  `;
}
