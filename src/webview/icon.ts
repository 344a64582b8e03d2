import { html, type TemplateResult } from 'lit';

/** A codicon; never the only carrier of a meaning, so screen readers skip it. */
export const icon = (name: string, extra = ''): TemplateResult =>
  html`<span class="codicon codicon-${name} ${extra}" aria-hidden="true"></span>`;

export const spinner = (): TemplateResult => icon('loading', 'codicon-modifier-spin');
