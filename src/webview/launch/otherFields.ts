import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { LaunchState } from '../../shared/contracts/launch';
import { fieldError, textArea } from '../fields';
import type { LaunchSession } from './launchSession';
import { words } from './pageWords';

/** What of the request no other field says, as JSON. */
export const otherFields = (
  session: LaunchSession,
  { errors, settings, original }: LaunchState,
): TemplateResult | typeof nothing => {
  if (settings === null && original === undefined) {
    return nothing;
  }
  const error = errors['otherFields'];
  const { otherFields: text = '' } = session.draft;
  // What is wrong must be seen.
  const isOpen = session.folds.has('fold-other') || error !== undefined;
  const told = Object.keys(namesIn(text)).join(', ');
  const title = isOpen || told === '' ? words.otherFields : words.folded(words.otherFields, told);
  return html`<details
    id="fold-other"
    .open=${live(isOpen)}
    @toggle=${(event: Event) =>
      session.setOpen('fold-other', (event.currentTarget as HTMLDetailsElement).open)}
  >
    <summary>${title}</summary>
    ${
      isOpen
        ? html`<div class="note">${words.otherFieldsNote}</div>
            ${textArea({
              id: 'other-fields',
              label: words.otherFields,
              value: text,
              error,
              rows: Math.min(20, Math.max(4, text.split('\n').length + 1)),
              onInput: (value) => session.edit({ otherFields: value }),
            })}
            ${fieldError(error)}`
        : nothing
    }
  </details>`;
};

/** None while it is being typed. */
function namesIn(text: string): object {
  try {
    return { ...(JSON.parse(text) as object) };
  } catch {
    return {};
  }
}
