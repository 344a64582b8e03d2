import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import { html, type TemplateResult } from 'lit';

/** A page until its first snapshot is there. */
export const loadingView = (text: string): TemplateResult => html`
  <main class="loading" aria-busy="true">
    <vscode-progress-bar indeterminate .ariaLabel=${text}></vscode-progress-bar>
    <p class="note" role="status">${text}</p>
  </main>
`;
