import { html, nothing, type TemplateResult } from 'lit';
import { quoteWords } from '../../core/training/argv/quoteWords';
import { shownPath } from '../../core/packaging/shownPath';
import type { CommandLine, LaunchState } from '../../shared/contracts/launch';
import { icon } from '../icon';
import type { LaunchSession } from './launchSession';
import { words } from './pageWords';

type Part = CommandLine['parts'][number];

/** One to a line, as a shell would take it, so that spaces and quotes are seen. */
const part = ({ built, received }: Part): TemplateResult =>
  html`<div>${quoteWords(built)}</div>
    ${received === null ? nothing : html`<div class="note">${words.received(quoteWords(received))}</div>`}`;

/** The exact arguments that the image makes of the form. */
export const commandLine = (
  session: LaunchSession,
  { commandLine: { parts, image }, script }: LaunchState,
): TemplateResult => html`
  <details
    id="command-line"
    ?open=${session.folds.has('command-line')}
    @toggle=${(event: Event) =>
      session.setOpen('command-line', (event.currentTarget as HTMLDetailsElement).open)}
  >
    <summary>${words.commandLine(parts.length)}</summary>
    <div class="command-line">
      <div class="words name" tabindex="0" role="region" aria-label=${words.commandLineLabel}>
        <div>${shownPath(script)}</div>
        ${parts.map(part)}
      </div>
      <button
        class="action"
        title=${words.copyCommandLine}
        aria-label=${words.copyCommandLine}
        @click=${() => session.copyCommandLine()}
      >
        ${icon('copy')}
      </button>
    </div>
    <div class="note">${words.commandLineNote(image)}</div>
    <div class="unseen" role="status">${session.copied ? words.copied : nothing}</div>
  </details>
`;
