import { html, nothing, type TemplateResult } from 'lit';
import { isOnFileSystem } from '../../core/training/dataPlace';
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
  const isOpen = session.folds.has(fold);
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
  return isWrong || session.folds.has(channelFold(index))
    ? html`<div class="options" role="group" aria-label=${words.channelOptions(channel.name)}>
        ${channelOptionRows(session, index, { channel, errors })}
      </div>`
    : nothing;
};

const isFolderOf = ({ channel, state }: Pick<Row, 'channel' | 'state'>): boolean =>
  state.settings !== null && isOnFileSystem(channel);

function placeholderOf(channel: DraftChannel, state: LaunchState): string {
  if (isFolderOf({ channel, state })) {
    return words.channelFolderPlaceholder;
  }
  return state.settings === null ? words.channelPathPlaceholder : words.channelPlacePlaceholder;
}

/** Nobody but the job reaches a file system. */
const browseButtons = (
  session: LaunchSession,
  index: number,
  row: Pick<Row, 'channel' | 'state'>,
): TemplateResult | typeof nothing => {
  const { name } = row.channel;
  return isFolderOf(row)
    ? nothing
    : html`${action('folder-opened', words.browseFolder(name), () =>
        session.channels.browse(index, 'folder'),
      )}
      ${action('file', words.browseFile(name), () => session.channels.browse(index, 'file'))}
      ${
        row.state.settings === null
          ? nothing
          : action('cloud', words.browseS3(name), () => session.channels.browse(index, 's3'))
      }`;
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
          placeholder: placeholderOf(channel, state),
          title: channel.path,
          error: pathError,
          hint: warnings(session, `channelPath:${index}`),
          kind: 'name wide',
          onInput: (path) => session.channels.set(index, { ...channel, path }),
        })}
        ${browseButtons(session, index, { channel, state })}
        ${state.settings === null ? nothing : optionsButton(session, index, channel)}
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
