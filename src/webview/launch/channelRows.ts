import { html, nothing, type TemplateResult } from 'lit';
import type { DraftChannel, LaunchState } from '../../shared/contracts/launch';
import { fieldError, textField } from '../fields';
import { icon } from '../icon';
import { channelOptionRows } from './channelOptionRows';
import { channelFold } from './foldLinks';
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
  readonly state: LaunchState;
}

const optionsButton = (
  session: LaunchSession,
  index: number,
  { name }: DraftChannel,
): TemplateResult => {
  const fold = channelFold(index);
  const isOpen = session.isOpen(fold);
  return html`<button
    class="action"
    title=${words.channelOptions(name)}
    aria-label=${words.channelOptions(name)}
    aria-expanded=${String(isOpen)}
    @click=${() => session.setOpen(fold, !isOpen)}
  >
    ${icon('settings-gear')}
  </button>`;
};

/** What is wrong must be seen. */
const optionsOf = (
  session: LaunchSession,
  index: number,
  { channel, state }: { readonly channel: DraftChannel; readonly state: LaunchState },
): TemplateResult | typeof nothing => {
  const { errors } = state;
  const isWrong = Object.keys(errors).some((field) => field.startsWith(`channelOption:${index}:`));
  return isWrong || session.isOpen(channelFold(index))
    ? html`<div class="options" role="group" aria-label=${words.channelOptions(channel.name)}>
        ${channelOptionRows(session, index, { channel, errors })}
      </div>`
    : nothing;
};

const channelRow = (
  session: LaunchSession,
  index: number,
  { channel, nameError, pathError, state }: Row,
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
          placeholder:
            state.settings === null ? words.channelPathPlaceholder : words.channelPlacePlaceholder,
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
        ${
          state.settings === null
            ? nothing
            : html`${action('cloud', words.browseS3(channel.name), () =>
                session.channels.browse(index, 's3'),
              )}${optionsButton(session, index, channel)}`
        }
        ${action('close', words.removeChannel(channel.name), () => {
          session.focusNext = '#add-channel';
          session.channels.set(index, undefined);
        })}
      </div>
      ${fieldError(nameError)} ${fieldError(pathError)} ${remarks(session, `channelPath:${index}`)}
    </div>
  </div>
  ${state.settings === null ? nothing : optionsOf(session, index, { channel, state })}
`;

/** The folders and files that become the job's input channels. */
export const channelRows = (session: LaunchSession, state: LaunchState): TemplateResult => {
  const { errors } = state;
  return html`
    ${
      session.draft.channels.length === 0
        ? html`<p class="note">${words.noChannels}</p>`
        : session.draft.channels.map((channel, index) =>
            channelRow(session, index, {
              channel,
              nameError: errors[`channelName:${index}`],
              pathError: errors[`channelPath:${index}`],
              state,
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
};
