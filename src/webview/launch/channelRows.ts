import { html, type TemplateResult } from 'lit';
import type { DraftChannel, LaunchState } from '../../shared/contracts/launch';
import { fieldError, textField } from '../fields';
import { icon } from '../icon';
import type { LaunchSession } from './launchSession';
import { words } from './pageWords';
import { remarks, warnings } from './remarks';

const action = (name: string, label: string, run: () => unknown): TemplateResult =>
  html`<button class="action" title=${label} aria-label=${label} @click=${run}>
    ${icon(name)}
  </button>`;

interface Row {
  readonly channel: DraftChannel;
  readonly nameError: string | undefined;
  readonly pathError: string | undefined;
}

const channelRow = (
  session: LaunchSession,
  index: number,
  { channel, nameError, pathError }: Row,
): TemplateResult => html`
  <div class="row channel" role="group" aria-label=${channel.name || words.channelName}>
    <div class="term">
      ${textField({
        id: `channel-name-${index}`,
        label: words.channelName,
        value: channel.name,
        placeholder: words.channelNamePlaceholder,
        error: nameError,
        kind: 'name',
        onInput: (name) => session.channels.set(index, { ...channel, name }),
      })}
    </div>
    <div class="value">
      <div class="controls">
        ${textField({
          id: `channel-path-${index}`,
          label: words.channelPath(channel.name),
          value: channel.path,
          placeholder: words.channelPathPlaceholder,
          title: channel.path,
          error: pathError,
          hint: warnings(session, `channelPath:${index}`),
          kind: 'name wide',
          onInput: (path) => session.channels.set(index, { ...channel, path }),
        })}
        ${action('folder-opened', words.browseFolder(channel.name), () =>
          session.channels.browse(index, 'folder'),
        )}
        ${action('file', words.browseFile(channel.name), () => session.channels.browse(index, 'file'))}
        ${action('close', words.removeChannel(channel.name), () => {
          session.focusNext = '#add-channel';
          session.channels.set(index, undefined);
        })}
      </div>
      ${fieldError(nameError)} ${fieldError(pathError)} ${remarks(session, `channelPath:${index}`)}
    </div>
  </div>
`;

/** The folders and files that become the job's input channels. */
export const channelRows = (
  session: LaunchSession,
  { errors }: LaunchState,
): TemplateResult => html`
  ${
    session.draft.channels.length === 0
      ? html`<p class="note">${words.noChannels}</p>`
      : session.draft.channels.map((channel, index) =>
          channelRow(session, index, {
            channel,
            nameError: errors[`channelName:${index}`],
            pathError: errors[`channelPath:${index}`],
          }),
        )
  }
  ${fieldError(errors['channels'])}
  <button
    id="add-channel"
    class="link add"
    ?data-wrong=${errors['channels'] !== undefined}
    @click=${() => session.channels.add()}
  >
    ${icon('add')}${words.addChannel}
  </button>
`;
