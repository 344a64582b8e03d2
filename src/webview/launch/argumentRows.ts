import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { initialText, literalText } from '../../core/training/argumentText';
import type { Literal } from '../../core/training/inspection';
import type { FormArgument, LaunchState } from '../../shared/contracts/launch';
import { checkField, fieldError, selectField, textField } from '../fields';
import { icon } from '../icon';
import { commandLine } from './commandLine';
import type { LaunchSession } from './launchSession';
import { offeredArguments } from './offeredArguments';
import { words } from './pageWords';
import { remarks, warnings } from './remarks';

const notSet = '\u0000';

interface Row {
  readonly argument: FormArgument;
  readonly value: string | null;
  readonly error: string | undefined;
  readonly session: LaunchSession;
}

/** The flag as the script spells it; positional arguments have none. */
const spelling = ({ name, flags }: FormArgument): string =>
  flags.find((flag) => flag.startsWith('--')) ?? flags[0] ?? name;

/** `None` is Python's word, in every language. */
const printed = (literal: Literal, { type }: FormArgument): string =>
  literalText(literal, type) ?? 'None';

const standardText = (argument: FormArgument): string =>
  argument.hasDefault ? printed(argument.default, argument) : words.notSet;

const defaultTitle = (argument: FormArgument): string =>
  argument.hasDefault ? words.defaultIs(standardText(argument)) : words.noDefault;

const names = ({ argument, error, session }: Row) => ({
  id: `value-${argument.name}`,
  label: spelling(argument),
  error,
  hint: [warnings(session, `value:${argument.name}`), argument.help, defaultTitle(argument)]
    .filter(Boolean)
    .join('. '),
  title: defaultTitle(argument),
});

/** What is chosen already stands among the choices even where the script does not name it. */
function choice(row: Row): TemplateResult {
  const { argument, value, session } = row;
  const initial = initialText(argument);
  const texts = (argument.choices ?? []).map((literal) => printed(literal, argument));
  const unset = initial === null ? [notSet] : [];
  const selected = value ?? notSet;
  return selectField({
    ...names(row),
    value: selected,
    options: [...new Set([...unset, ...texts, selected])].map((text) => ({
      value: text,
      label: text === notSet ? standardText(argument) : text,
    })),
    onChange: (text) => session.setValue(argument.name, text === notSet ? null : text),
  });
}

const flag = (row: Row): TemplateResult =>
  checkField({
    ...names(row),
    checked: row.value === 'true',
    onChange: (on) => row.session.setValue(row.argument.name, String(on)),
  });

function control(row: Row): TemplateResult {
  const { argument, value, session } = row;
  if (argument.type === 'flag') {
    return flag(row);
  }
  if (argument.choices) {
    return choice(row);
  }
  const number = argument.type === 'int' || argument.type === 'float';
  return textField({
    ...names(row),
    value: value ?? '',
    placeholder: standardText(argument),
    kind: number ? 'name number' : 'name wide',
    onInput: (text) => session.setValue(argument.name, text),
  });
}

/** Without anything to take back it keeps its place, so that the field does not change its width. */
const reset = ({ argument, value, session }: Row): TemplateResult | typeof nothing => {
  const initial = initialText(argument);
  const label = words.reset(spelling(argument), standardText(argument));
  const changed = (value ?? '') !== (initial ?? '');
  return !argument.hasDefault
    ? nothing
    : html`<button
        class=${changed ? 'action' : 'action idle'}
        title=${label}
        aria-label=${label}
        @click=${() => {
          session.focusNext = `#${CSS.escape(`value-${argument.name}`)}`;
          session.setValue(argument.name, initial);
        }}
      >
        ${icon('discard')}
      </button>`;
};

const uncertain = ({ argument, session }: Row): TemplateResult | typeof nothing =>
  argument.certain
    ? nothing
    : html`<div class="uncertain">
        ${icon('question')}<span
          >${words.uncertain}
          <button
            class="link"
            title=${words.openLine(argument.line)}
            @click=${() => session.openScript(argument.line, true)}
          >
            ${words.line(argument.line)}
          </button></span
        >
      </div>`;

const typeNote = ({ type, choices, required }: FormArgument): string => {
  const named = type !== 'other' && choices === null;
  return [named ? type : '', required ? words.required : ''].filter(Boolean).join(', ');
};

const argumentRow = (row: Row): TemplateResult => html`
  <div class="row argument" role="group" aria-label=${spelling(row.argument)}>
    <span class="term name" title=${row.argument.flags.join(', ')}>${spelling(row.argument)}</span>
    <div class="value">
      <div class="controls">
        ${control(row)}<span class="note">${typeNote(row.argument)}</span>${reset(row)}
      </div>
      ${fieldError(row.error)} ${remarks(row.session, `value:${row.argument.name}`)}
      ${row.argument.help === null ? nothing : html`<div class="note">${row.argument.help}</div>`}
      ${uncertain(row)}
    </div>
  </div>
`;

const extraRow = (
  session: LaunchSession,
  index: number,
  { row, error }: { row: { name: string; value: string }; error: string | undefined },
): TemplateResult => html`
  <div class="row argument" role="group" aria-label=${row.name || words.extraName}>
    <div class="term">
      ${textField({
        id: `extra-name-${index}`,
        label: words.extraName,
        value: row.name,
        placeholder: words.extraNamePlaceholder,
        error,
        kind: 'name',
        onInput: (name) => session.setExtra(index, { ...row, name }),
      })}
    </div>
    <div class="value">
      <div class="controls">
        ${textField({
          id: `extra-value-${index}`,
          label: words.extraValue,
          value: row.value,
          hint: warnings(session, `extra:${index}`),
          placeholder: words.extraValuePlaceholder,
          kind: 'name',
          onInput: (value) => session.setExtra(index, { ...row, value }),
        })}
        <button
          class="action"
          title=${words.removeArgument(row.name)}
          aria-label=${words.removeArgument(row.name)}
          @click=${() => {
            session.focusNext = '#add-argument';
            session.setExtra(index, undefined);
          }}
        >
          ${icon('close')}
        </button>
      </div>
      ${fieldError(error)} ${remarks(session, `extra:${index}`)}
    </div>
  </div>
`;

/** The script's arguments as it declares them, and rows for those that could not be seen. */
export const argumentRows = (session: LaunchSession, state: LaunchState): TemplateResult => html`
  <h3>
    ${state.original ? words.hyperparameters : words.arguments}<span class="note"
      >${state.argumentsOrigin}</span
    >
  </h3>
  ${repeat(
    state.arguments,
    ({ name }) => name,
    (argument) =>
      argumentRow({
        argument,
        value: session.value(argument.name),
        error: state.errors[`value:${argument.name}`],
        session,
      }),
  )}
  ${session.draft.extra.map((row, index) =>
    extraRow(session, index, { row, error: state.errors[`extra:${index}`] }),
  )}
  ${fieldError(state.errors['hyperparameters'])}
  <button
    id="add-argument"
    class="link add"
    ?data-wrong=${state.errors['hyperparameters'] !== undefined}
    @click=${() => session.addExtra()}
  >
    ${icon('add')}${state.original ? words.addHyperparameter : words.addArgument}
  </button>
  ${
    state.original
      ? nothing
      : html`${offeredArguments(session, state)} ${commandLine(session, state)}`
  }
`;
