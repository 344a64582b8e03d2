import { html, nothing, type TemplateResult } from 'lit';
import type { LaunchState } from '../../shared/contracts/launch';
import {
  chosenSettings,
  type ChosenSetting,
  type SettingName,
  type SettingsOffer,
} from '../../shared/contracts/launchSettings';
import { fieldError, textField } from '../fields';
import { icon } from '../icon';
import { settingId } from './fieldSelector';
import type { LaunchSession } from './launchSession';
import { words } from './pageWords';

interface Row {
  readonly name: SettingName;
  /** Behind the field: of what it is a number. */
  readonly unit?: string;
  /** `name wide` for ARNs and addresses. */
  readonly kind: 'name' | 'name wide' | 'name number';
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

const settingRow = (
  session: LaunchSession,
  state: LaunchState & { readonly settings: SettingsOffer },
  { name, unit, kind }: Row,
): TemplateResult => {
  const { defaults, facts } = state.settings;
  const label = words.setting[name];
  const error = state.errors[`setting:${name}`];
  const note = unit ?? facts[name];
  return html`<div class="row">
    <span class="term">${label}</span>
    <div class="value">
      <div class="controls">
        ${textField({
          ...{ id: settingId(name), label: unit === undefined ? label : `${label}, ${unit}` },
          ...{ value: session.settings.text(name), placeholder: defaults[name], error, kind },
          hint: unit === undefined ? note : undefined,
          onInput: (text) => session.settings.set(name, text),
        })}
        ${isChosen(name) ? chooseButton(session, name) : nothing}
        ${note === undefined ? nothing : html`<span class="note">${note}</span>`}
      </div>
      ${fieldError(error)}
    </div>
  </div>`;
};

const placeRows = (): readonly Row[] => [
  { name: 'roleArn', kind: 'name wide' },
  { name: 'instanceType', kind: 'name' },
  { name: 'instanceCount', kind: 'name number' },
  { name: 'volumeGigabytes', kind: 'name number', unit: words.gigabytes },
];

/** As whom and on what a job runs that does not run on this computer. */
export const whereSection = (
  session: LaunchSession,
  state: LaunchState,
): TemplateResult | typeof nothing => {
  const { settings } = state;
  return settings === null
    ? nothing
    : html`<section aria-label=${words.where}>
        <h2>${words.where}</h2>
        ${placeRows().map((row) => settingRow(session, { ...state, settings }, row))}
      </section>`;
};
