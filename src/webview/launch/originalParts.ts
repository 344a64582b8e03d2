import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { LaunchChange, LaunchOriginal, LaunchState } from '../../shared/contracts/launch';
import type { SettingName } from '../../shared/contracts/launchSettings';
import type { LaunchSession } from './launchSession';
import { words } from './pageWords';

/** Where the code of a job comes from that has no script here. */
export const originalCode = (
  session: LaunchSession,
  { jobName, code, algorithm }: LaunchOriginal,
): TemplateResult | typeof nothing =>
  algorithm === undefined ? codeOf(session, { jobName, code }) : nothing;

const codeOf = (
  session: LaunchSession,
  { jobName, code }: Pick<LaunchOriginal, 'jobName' | 'code'>,
): TemplateResult => html`
  <section aria-label=${words.code}>
    <h2>${words.code}</h2>
    <p>
      ${jobName === null ? words.codeAsInRequest : words.codeAsIn(jobName)}
      ${
        code === null
          ? html`<span class="note">${words.codeInImage}</span>`
          : html`<span class="name note">${code}</span>`
      }
    </p>
    <button id="use-script" class="link add" @click=${() => session.useScript()}>
      ${words.useScript}
    </button>
  </section>
`;

const fieldName = ({ field, name }: LaunchChange): string => {
  if (field === 'maxRuntimeMinutes') {
    return words.maxRuntime;
  }
  return field?.startsWith('setting:')
    ? words.setting[field.slice('setting:'.length) as SettingName]
    : name;
};

const changeRow = (session: LaunchSession, change: LaunchChange): TemplateResult => {
  const { field, before, after } = change;
  const name = fieldName(change);
  return html`<li>
    ${
      field === null
        ? html`<span class="name">${name}</span>`
        : html`<button class="link name" @click=${() => session.fix(`field:${field}`)}>
            ${name}
          </button>`
    }
    <span class="name">${before ?? words.notThere}</span>
    <span aria-hidden="true">→</span><span class="unseen">${words.becomes}</span>
    <span class="name">${after ?? words.notThere}</span>
  </li>`;
};

function changedFrom({ jobName, algorithm }: NonNullable<LaunchState['original']>): string {
  if (algorithm !== undefined) {
    return words.changedFromDefaults;
  }
  return jobName === null ? words.changedFromRequest : words.changedFrom(jobName);
}

/** What is no longer as it was in the job that the page began with; each leads to its field. */
export const changes = (
  session: LaunchSession,
  { original }: LaunchState,
): TemplateResult | typeof nothing => {
  if (original === undefined) {
    return nothing;
  }
  const { changes: all } = original;
  const title = changedFrom(original);
  return html`<section class="changes" aria-label=${title}>
    <h2>${title}</h2>
    ${
      all.length === 0
        ? html`<p class="note">${words.nothingChanged}</p>`
        : html`<ul>
            ${repeat(
              all,
              // A field may have changed in several parts.
              (change) => JSON.stringify(change),
              (change) => changeRow(session, change),
            )}
          </ul>`
    }
  </section>`;
};
