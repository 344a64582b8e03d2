import { html, nothing, type TemplateResult } from 'lit';
import type { LaunchState } from '../../shared/contracts/launch';
import {
  chosenSettings,
  type ChosenSetting,
  type SettingName,
  type SettingsOffer,
} from '../../shared/contracts/launchSettings';
import { checkField, fieldError, selectField, textField } from '../fields';
import { icon } from '../icon';
import { settingId } from './fieldSelector';
import type { LaunchSession } from './launchSession';
import { words } from './pageWords';
import { remarks, warnings } from './remarks';
import type { NamedRows } from './settingEdits';

/** The state of a page on which there are settings. */
export type SettingsState = LaunchState & { readonly settings: SettingsOffer };

/** What a row holds: a text, a box, or one of some. */
export interface SettingRow {
  readonly name: SettingName;
  /** Of a text: `name wide` for ARNs and addresses, `name number` for numbers. */
  readonly kind: 'name' | 'name wide' | 'name number' | 'box' | 'choice';
  /** Behind the field: of what it is a number. */
  readonly unit?: string;
  /** Below the field: what it does. */
  readonly note?: string;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
}

const isChosen = (name: SettingName): name is ChosenSetting =>
  chosenSettings.some((one) => one === name);

const chooseButton = (session: LaunchSession, name: ChosenSetting): TemplateResult =>
  html`<button
    class="action"
    title=${words.choose[name]}
    aria-label=${words.choose[name]}
    @click=${() => session.settings.choose(name)}
  >
    ${icon('list-selection')}
  </button>`;

interface Control {
  readonly session: LaunchSession;
  readonly state: SettingsState;
  readonly row: SettingRow;
  readonly error: string | undefined;
}

const joined = (...parts: readonly (string | undefined)[]): string =>
  parts.filter(Boolean).join('. ');

const originOf = ({ settings }: SettingsState, name: SettingName | NamedRows): string | undefined =>
  settings.origins?.[name];

/** Where the value comes from, if not from this page. */
export const originNote = (
  state: SettingsState,
  name: SettingName | NamedRows,
): TemplateResult | typeof nothing => {
  const origin = originOf(state, name);
  return origin === undefined ? nothing : html`<div class="note">${origin}</div>`;
};

const text = ({ session, state, row, error }: Control): TemplateResult => {
  const { name, unit, kind, note } = row;
  const { defaults, facts } = state.settings;
  const label = words.setting[name];
  const behind = unit ?? facts[name];
  return html`${textField({
    ...{ id: settingId(name), label: unit === undefined ? label : `${label}, ${unit}` },
    ...{ value: session.settings.text(name), placeholder: defaults[name], error, kind },
    hint: joined(
      warnings(session, `setting:${name}`),
      unit === undefined ? behind : '',
      note,
      originOf(state, name),
    ),
    onInput: (value) => session.settings.set(name, value),
  })}
  ${isChosen(name) ? chooseButton(session, name) : nothing}
  ${behind === undefined ? nothing : html`<span class="note">${behind}</span>`}`;
};

const box = ({ session, state, row: { name, note }, error }: Control): TemplateResult =>
  checkField({
    ...{ id: settingId(name), label: words.setting[name], text: words.setting[name] },
    ...{ error, hint: joined(note, originOf(state, name)) },
    checked: session.settings.isTicked(name),
    onChange: (isTicked) => session.settings.tick(name, isTicked),
  });

const choice = ({ session, state, row, error }: Control): TemplateResult => {
  const { name, note } = row;
  const value = session.settings.text(name);
  const offered = row.options ?? state.settings.options[name] ?? [];
  // What was chosen elsewhere stands among the choices even where it is not offered.
  const isOffered = offered.some((option) => option.value === value);
  const options = isOffered ? offered : [...offered, { value, label: value }];
  return selectField({
    ...{ id: settingId(name), label: words.setting[name], error, hint: note, options, value },
    onChange: (chosen) => session.settings.set(name, chosen),
  });
};

const control = (of: Control): TemplateResult => {
  switch (of.row.kind) {
    case 'box':
      return box(of);
    case 'choice':
      return choice(of);
    default:
      return text(of);
  }
};

export const settingRow = (
  session: LaunchSession,
  state: SettingsState,
  row: SettingRow,
): TemplateResult => {
  const error = state.errors[`setting:${row.name}`];
  return html`<div class="row">
    <span class="term">${row.kind === 'box' ? nothing : words.setting[row.name]}</span>
    <div class="value">
      <div class="controls">${control({ session, state, row, error })}</div>
      ${fieldError(error)} ${remarks(session, `setting:${row.name}`)}
      ${row.note === undefined ? nothing : html`<div class="note">${row.note}</div>`}
      ${originNote(state, row.name)}
    </div>
  </div>`;
};
