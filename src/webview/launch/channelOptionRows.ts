import { html, type TemplateResult } from 'lit';
import { isOptionOf } from '../../core/training/settings/optionsOfData';
import type { DraftChannel, LaunchState } from '../../shared/contracts/launch';
import {
  fileSystemTypes,
  inputModes,
  type ChannelOptionName,
} from '../../shared/contracts/launchSettings';
import { fieldError, selectField, textField } from '../fields';
import type { LaunchSession } from './launchSession';
import { words } from './pageWords';

interface Option {
  readonly name: ChannelOptionName;
  /** Without: a text. */
  readonly values?: readonly string[];
  /** Of a text. */
  readonly example?: string;
}

/** Those of a channel are the ones that say something of its data. */
const options: readonly Option[] = [
  { name: 'fileSystem', values: fileSystemTypes },
  { name: 'fileSystemId', example: 'fs-0123456789abcdef0' },
  { name: 'fileSystemAccess', values: ['rw'] },
  { name: 'dataType', values: ['ManifestFile', 'AugmentedManifestFile'] },
  { name: 'attributeNames', example: 'source-ref, label' },
  { name: 'inputMode', values: inputModes },
  { name: 'distribution', values: ['ShardedByS3Key'] },
  { name: 'contentType', example: 'text/csv' },
  { name: 'compression', values: ['Gzip'] },
  { name: 'recordWrapper', values: ['RecordIO'] },
  { name: 'shuffleSeed' },
];

const control = (
  { name, values, example }: Option,
  field: {
    readonly id: string;
    readonly label: string;
    readonly value: string;
    readonly error: string | undefined;
    readonly set: (text: string) => void;
  },
): TemplateResult => {
  const { set, ...own } = field;
  return values === undefined
    ? textField({
        ...own,
        ...{ kind: name === 'shuffleSeed' ? 'name number' : 'name', onInput: set },
        placeholder: example,
      })
    : selectField({
        ...own,
        onChange: set,
        options: [
          { value: '', label: words.channelOptionDefault[name] ?? words.notSet },
          ...values.map((value) => ({ value, label: words.channelOptionValue[value] ?? value })),
        ],
      });
};

/** How the data of one channel are given to the container. */
export const channelOptionRows = (
  session: LaunchSession,
  index: number,
  { channel, errors }: { readonly channel: DraftChannel } & Pick<LaunchState, 'errors'>,
): TemplateResult =>
  html`${options
    .filter(({ name }) => isOptionOf(channel, name))
    .map((option) => {
      const { name } = option;
      const error = errors[`channelOption:${index}:${name}`];
      return html`<div class="row">
        <span class="term">${words.channelOption[name]}</span>
        <div class="value">
          <div class="controls">
            ${control(option, {
              id: `channel-option-${index}-${name}`,
              label: words.channelOptionOf(words.channelOption[name], channel.name),
              value: channel.options?.[name] ?? '',
              error,
              set: (text) =>
                session.channels.set(index, {
                  ...channel,
                  options: { ...channel.options, [name]: text },
                }),
            })}
          </div>
          ${fieldError(error)}
        </div>
      </div>`;
    })}`;
