import { html, type TemplateResult } from 'lit';
import type { FieldErrors } from '../../shared/contracts/launch';
import type { NamedText } from '../../shared/contracts/launchSettings';
import { textField } from '../fields';
import { icon } from '../icon';
import type { LaunchSession } from './launchSession';
import { words } from './pageWords';
import { rowErrors } from './rowErrors';
import type { NamedRows } from './settingEdits';
import { originNote, type SettingsState } from './settingRows';

/** As in `FieldErrors`. */
const fieldOf = { tags: 'tag', environment: 'environment' } as const;

const namedRow = (
  session: LaunchSession,
  rows: NamedRows,
  index: number,
  { row, errors }: { readonly row: NamedText; readonly errors: FieldErrors },
): TemplateResult => {
  const { settings } = session;
  const wrong = rowErrors(errors, `${fieldOf[rows]}:${index}`, ['name', 'value']);
  const remove = words.removeRow[rows](row.name);
  return html`<div class="row" role="group" aria-label=${row.name || words.rowName[rows]}>
    <div class="term">
      ${textField({
        ...{ id: `${rows}-name-${index}`, label: words.rowName[rows], value: row.name },
        ...{ placeholder: words.rowNamePlaceholder[rows], kind: 'name' },
        error: wrong.at('name'),
        onInput: (name) => settings.setRow(rows, index, { ...row, name }),
      })}
    </div>
    <div class="value">
      <div class="controls">
        ${textField({
          ...{ id: `${rows}-value-${index}`, label: words.rowValue[rows], value: row.value },
          ...{ placeholder: words.rowValuePlaceholder, kind: 'name wide' },
          error: wrong.at('value'),
          onInput: (value) => settings.setRow(rows, index, { ...row, value }),
        })}
        <button
          class="action"
          title=${remove}
          aria-label=${remove}
          @click=${() => {
            session.focusNext = `#add-${rows}`;
            settings.setRow(rows, index, undefined);
          }}
        >
          ${icon('close')}
        </button>
      </div>
      ${wrong.shown}
    </div>
  </div>`;
};

/** Tags of the job, or variables of its container. */
export const namedRows = (
  session: LaunchSession,
  state: SettingsState,
  rows: NamedRows,
): TemplateResult => html`
  <h3>${words[rows]}</h3>
  ${session.draft.settings[rows].map((row, index) =>
    namedRow(session, rows, index, { row, errors: state.errors }),
  )}
  ${originNote(state, rows)}
  <button id=${`add-${rows}`} class="link add" @click=${() => session.settings.addRow(rows)}>
    ${icon('add')}${words.addRow[rows]}
  </button>
`;
