import { html, type TemplateResult } from 'lit';
import type { DraftChannel, LaunchState } from '../../shared/contracts/launch';
import { fieldError, textField } from '../fields';
import { icon } from '../icon';
import type { LaunchSession } from './launchSession';
import { words } from './pageWords';

const action = (name: string, label: string, run: () => unknown): TemplateResult =>
  html`<button class="action" title=${label} aria-label=${label} @click=${run}>
    ${icon(name)}
  </button>`;

interface Row {
  readonly channel: DraftChannel;
  readonly error: string | undefined;
}

const channelRow = (
  session: LaunchSession,
  index: number,
  { channel, error }: Row,
): TemplateResult => html`
  <div class="row channel" role="group" aria-label=${channel.name || words.channelName}>
    <div class="term">
      ${textField({
        id: `channel-name-${index}`,
        label: words.channelName,
        value: channel.name,
        placeholder: words.channelNamePlaceholder,
        error,
        kind: 'name',
        onInput: (name) => session.setChannel(index, { ...channel, name }),
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
          error,
          kind: 'name wide',
          onInput: (path) => session.setChannel(index, { ...channel, path }),
        })}
        ${action('folder-opened', words.browseFolder(channel.name), () =>
          session.browse(index, 'folder'),
        )}
        ${action('file', words.browseFile(channel.name), () => session.browse(index, 'file'))}
        ${action('close', words.removeChannel(channel.name), () => {
          session.focusNext = '#add-channel';
          session.setChannel(index, undefined);
        })}
      </div>
      ${fieldError(error)}
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
          channelRow(session, index, { channel, error: errors[`channel:${index}`] }),
        )
  }
  ${fieldError(errors['channels'])}
  <button id="add-channel" class="link add" @click=${() => session.addChannel()}>
    ${icon('add')}${words.addChannel}
  </button>
`;
