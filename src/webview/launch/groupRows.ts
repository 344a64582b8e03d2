import { html, type TemplateResult } from 'lit';
import type { DraftGroup } from '../../shared/contracts/launchSettings';
import { textField } from '../fields';
import { icon } from '../icon';
import type { LaunchSession } from './launchSession';
import { words } from './pageWords';
import { remarks, warnings } from './remarks';
import { rowErrors } from './rowErrors';
import type { SettingsState } from './settingRows';

const groupRow = (
  session: LaunchSession,
  { errors }: SettingsState,
  index: number,
  group: DraftGroup,
): TemplateResult => {
  const { settings } = session;
  const wrong = rowErrors(errors, `group:${index}`, ['name', 'type', 'count']);
  const remove = words.removeGroup(group.name);
  const set = (patch: Partial<DraftGroup>): void =>
    settings.setGroup(index, { ...group, ...patch });
  return html`<div class="row" role="group" aria-label=${group.name || words.groupName}>
    <div class="term">
      ${textField({
        ...{ id: `group-name-${index}`, label: words.groupName, value: group.name },
        ...{ kind: 'name', error: wrong.at('name') },
        onInput: (name) => set({ name }),
      })}
    </div>
    <div class="value">
      <div class="controls">
        ${textField({
          ...{ id: `group-type-${index}`, label: words.groupType(group.name), value: group.type },
          ...{ kind: 'name', placeholder: 'ml.m5.large', error: wrong.at('type') },
          hint: warnings(session, `group:${index}:type`),
          onInput: (type) => set({ type }),
        })}
        <button
          class="action"
          title=${words.chooseGroupType(group.name)}
          aria-label=${words.chooseGroupType(group.name)}
          @click=${() => settings.chooseGroupType(index)}
        >
          ${icon('list-selection')}
        </button>
        ${textField({
          ...{ id: `group-count-${index}`, label: words.groupCount(group.name) },
          ...{ value: group.count, kind: 'name number', placeholder: '1' },
          error: wrong.at('count'),
          onInput: (count) => set({ count }),
        })}
        <button
          class="action"
          title=${remove}
          aria-label=${remove}
          @click=${() => {
            session.focusNext = '#add-group';
            settings.setGroup(index, undefined);
          }}
        >
          ${icon('close')}
        </button>
      </div>
      ${wrong.shown} ${remarks(session, `group:${index}:type`)}
    </div>
  </div>`;
};

/** Instances of several types; where there are some, they are all that the job gets. */
export const groupRows = (session: LaunchSession, state: SettingsState): TemplateResult => html`
  <div class="note">${words.groupsNote}</div>
  ${session.draft.settings.groups.map((group, index) => groupRow(session, state, index, group))}
  <button
    id="add-group"
    class="link add"
    @click=${() => session.settings.addGroup(state.settings.defaults.instanceType ?? '')}
  >
    ${icon('add')}${words.addGroup}
  </button>
`;
