import { html, nothing, type TemplateResult } from 'lit';
import { inputModes } from '../../shared/contracts/launchSettings';
import type { LaunchSession } from './launchSession';
import { words } from './pageWords';
import { placeFolds } from './settingFolds';
import { settingRow, type SettingRow, type SettingsState } from './settingRows';

const instanceRows = (session: LaunchSession): readonly SettingRow[] =>
  session.draft.settings.groups.length > 0
    ? []
    : [
        { name: 'instanceType', kind: 'name' },
        { name: 'instanceCount', kind: 'name number' },
      ];

/** As whom and on what a job runs that does not run on this computer. */
export const whereSection = (session: LaunchSession, state: SettingsState): TemplateResult => {
  const rows: readonly SettingRow[] = [
    { name: 'roleArn', kind: 'name wide' },
    ...instanceRows(session),
    { name: 'volumeGigabytes', kind: 'name number', unit: words.gigabytes },
  ];
  return html`<section aria-label=${words.where}>
    <h2>${words.where}</h2>
    ${rows.map((row) => settingRow(session, state, row))} ${placeFolds(session, state)}
  </section>`;
};

/** How the channels are read, where there are some. */
export const inputModeRow = (
  session: LaunchSession,
  state: SettingsState,
): TemplateResult | typeof nothing => {
  const options = inputModes.map((value) => ({
    ...{ value: value === 'File' ? '' : value, label: words.inputModes[value] },
  }));
  return session.draft.channels.length === 0
    ? nothing
    : settingRow(session, state, { name: 'inputMode', kind: 'choice', options });
};
