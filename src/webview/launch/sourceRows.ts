import { html, nothing, type TemplateResult } from 'lit';
import { shownPath } from '../../core/packaging/shownPath';
import type { LaunchState } from '../../shared/contracts/launch';
import { fieldError, selectField } from '../fields';
import { icon } from '../icon';
import type { LaunchSession } from './launchSession';
import { words } from './pageWords';
import { remarks } from './remarks';

/** Where there is but one folder to choose, it is told and not asked about. */
const folder = (session: LaunchSession, state: LaunchState): TemplateResult => {
  const { sourceFolders, sourceDirectory, errors } = state;
  if (sourceFolders.length < 2) {
    return html`<span class="name">${shownPath(sourceDirectory)}</span>`;
  }
  return html`<div class="controls">
      ${selectField({
        id: 'source-folder',
        label: words.sourceFolder,
        value: session.draft.sourceFolder,
        title: shownPath(sourceDirectory),
        error: errors['sourceFolder'],
        options: sourceFolders.map(({ value, label }) => ({ value, label: shownPath(label) })),
        onChange: (sourceFolder) => session.edit({ sourceFolder }),
      })}
    </div>
    ${fieldError(errors['sourceFolder'])} ${startNote(state)}`;
};

const startNote = ({ entryPoint }: LaunchState): TemplateResult | typeof nothing =>
  entryPoint.includes('/')
    ? html`<div class="note">${words.startsAs(shownPath(entryPoint))}</div>`
    : nothing;

const nameOf = (path: string): string =>
  path.split(/[\\/]/).findLast((part) => part !== '') ?? path;

const remove = (session: LaunchSession, index: number): void => {
  session.focusNext = '#add-packed-folder';
  session.edit({ alsoPacked: session.draft.alsoPacked.toSpliced(index, 1) });
};

const extra = (
  session: LaunchSession,
  index: number,
  { path, error }: { readonly path: string; readonly error: string | undefined },
): TemplateResult => {
  const name = shownPath(nameOf(path));
  const label = words.noLonger(name);
  return html`<li>
    <div class="packed">
      <span><span class="name">${name}</span> <span class="note">${shownPath(path)}</span></span>
      <button
        id=${`also-packed-${index}`}
        class="action"
        title=${label}
        aria-label=${label}
        aria-description=${error ?? nothing}
        ?data-wrong=${error !== undefined}
        @click=${() => remove(session, index)}
      >
        ${icon('close')}
      </button>
    </div>
    ${fieldError(error)}${remarks(session, `alsoPacked:${index}`)}
  </li>`;
};

const extras = (session: LaunchSession, { errors }: LaunchState): TemplateResult => {
  const { alsoPacked } = session.draft;
  return html`${
      alsoPacked.length === 0
        ? nothing
        : html`<ul class="packed-list" aria-label=${words.alsoPacked}>
            ${alsoPacked.map((path, index) =>
              extra(session, index, { path, error: errors[`alsoPacked:${index}`] }),
            )}
          </ul>`
    }
    <div class="links">
      <button
        id="add-packed-folder"
        class="link add"
        title=${words.alsoPackedHint}
        @click=${() => session.alsoPack('folder')}
      >
        ${icon('add')}${words.addFolder}
      </button>
      <button
        class="link add"
        title=${words.alsoPackedHint}
        @click=${() => session.alsoPack('file')}
      >
        ${icon('add')}${words.addFile}
      </button>
    </div>`;
};

/** Which folder is packed, and what with it. */
export const sourceRows = (session: LaunchSession, state: LaunchState): TemplateResult => html`
  <div class="row">
    <span class="term">${words.sourceFolder}</span>
    <div class="value">${folder(session, state)}</div>
  </div>
  <div class="row">
    <span class="term">${words.alsoPacked}</span>
    <div class="value">${extras(session, state)}</div>
  </div>
`;
