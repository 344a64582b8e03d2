import '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import '@vscode-elements/elements/dist/vscode-option/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import '@vscode-elements/elements/dist/vscode-textarea/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import type { VscodeCheckbox } from '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import type { VscodeSingleSelect } from '@vscode-elements/elements/dist/vscode-single-select/index.js';
import type { VscodeTextarea } from '@vscode-elements/elements/dist/vscode-textarea/index.js';
import type { VscodeTextfield } from '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { html, noChange, nothing, type LitElement, type TemplateResult } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';
import { live } from 'lit/directives/live.js';
import { icon } from './icon';

interface FieldNames {
  readonly id: string;
  /** The field's name for a screen reader. */
  readonly label: string;
  /** What is wrong with it. */
  readonly error?: string | undefined;
  /** More about it for a screen reader. */
  readonly hint?: string | undefined;
  readonly title?: string | undefined;
}

/**
 * Names and describes the control inside a component: ids do not reach into its shadow tree, so
 * the attributes are set on the inner element.
 */
class Describe extends Directive {
  /** What a screen reader says after the name. */
  render({ error, hint }: FieldNames): string {
    return [error, hint].filter(Boolean).join('. ');
  }

  override update(part: ElementPart, [names]: [FieldNames]): unknown {
    const element = part.element as Element & Pick<LitElement, 'updateComplete'>;
    void element.updateComplete.then(() => {
      const inner = element.shadowRoot?.querySelector('input, textarea, [role=combobox]');
      inner?.setAttribute('aria-label', names.label);
      inner?.setAttribute('aria-invalid', String(names.error !== undefined));
      inner?.setAttribute('aria-description', this.render(names));
    });
    return noChange;
  }
}

const describe = directive(Describe);

export const fieldError = (error: string | undefined): TemplateResult | typeof nothing =>
  error === undefined
    ? nothing
    : html`<div class="field-error">${icon('error')}<span>${error}</span></div>`;

export interface TextField extends FieldNames {
  readonly value: string;
  readonly placeholder?: string | undefined;
  /** `name` for numbers, paths and names, which are set in the editor's font. */
  readonly kind?: string;
  readonly onInput: (value: string) => void;
}

/** A text field; numbers are typed into one as well, so that nothing typed is ever swallowed. */
export const textField = (field: TextField): TemplateResult =>
  html`<vscode-textfield
    id=${field.id}
    class=${field.kind ?? ''}
    title=${field.title ?? nothing}
    .value=${live(field.value)}
    .placeholder=${field.placeholder}
    .label=${field.label}
    ?invalid=${field.error !== undefined}
    @input=${(event: Event) => field.onInput((event.currentTarget as VscodeTextfield).value)}
    ${describe(field)}
  ></vscode-textfield>`;

export interface TextArea extends FieldNames {
  readonly value: string;
  readonly rows: number;
  readonly onInput: (value: string) => void;
}

/** A text of several lines, in the editor's font. */
export const textArea = (field: TextArea): TemplateResult =>
  html`<vscode-textarea
    id=${field.id}
    class="name area"
    monospace
    .rows=${field.rows}
    .value=${live(field.value)}
    .label=${field.label}
    ?invalid=${field.error !== undefined}
    @input=${(event: Event) => field.onInput((event.currentTarget as VscodeTextarea).value)}
    ${describe(field)}
  ></vscode-textarea>`;

export interface SelectField extends FieldNames {
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** Whether typing narrows the list down. */
  readonly isFiltered?: boolean;
  readonly onChange: (value: string) => void;
}

export const selectField = (field: SelectField): TemplateResult =>
  html`<vscode-single-select
    id=${field.id}
    class="name"
    title=${field.title ?? nothing}
    .label=${field.label}
    ?combobox=${field.isFiltered ?? false}
    ?invalid=${field.error !== undefined}
    @change=${(event: Event) => field.onChange((event.currentTarget as VscodeSingleSelect).value)}
    ${describe(field)}
    >${field.options.map(
      ({ value, label }) =>
        html`<vscode-option .value=${value} ?selected=${value === field.value}
          >${label}</vscode-option
        >`,
    )}</vscode-single-select
  >`;

export interface CheckField extends FieldNames {
  readonly checked: boolean;
  /** Stands beside the box, where nothing else names it to the eye. */
  readonly text?: string;
  readonly onChange: (checked: boolean) => void;
}

export const checkField = (field: CheckField): TemplateResult =>
  html`<vscode-checkbox
    id=${field.id}
    title=${field.title ?? nothing}
    .checked=${live(field.checked)}
    ?invalid=${field.error !== undefined}
    @change=${(event: Event) => field.onChange((event.currentTarget as VscodeCheckbox).checked)}
    ${describe(field)}
    >${field.text ?? nothing}</vscode-checkbox
  >`;
