import { css } from 'lit';

/** Rows of a term and its field; one above the other where there is no room. */
export const formStyles = css`
  .row {
    display: grid;
    grid-template-columns: minmax(104px, 168px) minmax(0, 1fr);
    gap: 4px 16px;
    padding: 4px 0;
  }

  .term {
    padding: 2px 0;
    overflow-wrap: anywhere;
  }

  .value {
    min-width: 0;
    padding: 2px 0;
    overflow-wrap: anywhere;
  }

  .row:has(.controls) > * {
    padding: 0;
  }

  .row:has(.controls) > .term:not(:has(vscode-textfield)) {
    padding-top: 4px;
  }

  .controls {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 26px;
  }

  .action.idle {
    visibility: hidden;
  }

  .controls .action + .action {
    margin-left: -4px;
  }

  .links {
    display: flex;
    gap: 4px 16px;
    flex-wrap: wrap;
    padding-bottom: 4px;
  }

  .controls > .note {
    white-space: nowrap;
  }

  .value > .note {
    max-width: 64ch;
  }

  vscode-textfield,
  vscode-single-select {
    flex: 0 1 240px;
    width: 240px;
    min-width: 0;
  }

  /* The box inside draws its own ring; the workbench would draw another round the words. */
  vscode-checkbox:focus {
    outline: none;
  }

  vscode-textfield.wide {
    flex: 1 1 auto;
    width: auto;
    max-width: 480px;
  }

  /* Their choices are sentences. */
  vscode-single-select[id^='setting-'],
  vscode-single-select[id^='channel-option-'] {
    flex-basis: 360px;
    width: 360px;
  }

  vscode-textfield.number {
    flex-basis: 128px;
    width: 128px;
  }

  .term vscode-textfield {
    width: 100%;
  }

  /* The components' inner controls take these two from the page; choices that are sentences are no names. */
  vscode-textfield.name,
  vscode-single-select.name:not([id^='setting-'], [id^='channel-option-']) {
    --vscode-font-family: var(--vscode-editor-font-family);
    --vscode-font-size: var(--vscode-editor-font-size);
  }

  vscode-textfield[invalid] {
    --vscode-settings-textInputBorder: var(--vscode-inputValidation-errorBorder);
  }

  /* What belongs to the row above it. */
  .options {
    margin-left: 16px;
  }

  .field-error,
  .uncertain {
    display: flex;
    gap: 4px;
    padding: 2px 0;
  }

  .field-error {
    color: var(--vscode-errorForeground);
  }

  .uncertain {
    color: var(--vscode-descriptionForeground);
  }

  .field-error .codicon,
  .uncertain .codicon,
  .preflight li > .codicon,
  .refusal .codicon,
  .failure .codicon {
    line-height: 18px;
  }

  #command-line {
    margin-top: 8px;
  }

  .command-line {
    display: flex;
    gap: 4px;
    align-items: flex-start;
    padding: 4px 0;
  }

  .words {
    flex: 1 1 auto;
    min-width: 0;
    max-height: 240px;
    padding: 4px 8px;
    overflow: auto;
    border: 1px solid var(--rule);
    background: var(--vscode-textCodeBlock-background);
    overflow-wrap: anywhere;
    user-select: text;
  }

  .words > div {
    white-space: pre-wrap;
  }

  .words > div + div {
    padding-left: 16px;
  }

  .form details + details,
  .form > details {
    margin-top: 4px;
  }

  /* Where there is no room for columns, nothing else tells a fold's title from the terms below it. */
  .form details[id^='fold-'][open] {
    margin: 8px 0 12px;
  }

  .form details[id^='fold-'][open] > summary {
    font-weight: 600;
  }

  .metrics {
    margin: 4px 0;
    padding: 0;
    list-style: none;
  }

  .metrics li {
    display: flex;
    align-items: center;
    gap: 4px 16px;
    flex-wrap: wrap;
  }

  .packed-list {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .packed {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 26px;
  }

  .files {
    max-height: 264px;
    margin: 4px 0;
    overflow: auto;
  }

  .files table {
    width: 100%;
    border-spacing: 0;
  }

  .files td {
    padding: 2px 16px 2px 0;
    vertical-align: baseline;
  }

  .files .size {
    width: 64px;
    text-align: end;
    white-space: nowrap;
  }

  .files .path {
    overflow-wrap: anywhere;
  }

  .files .act {
    padding-right: 4px;
    text-align: end;
    white-space: nowrap;
  }

  .files tr:hover {
    background: var(--vscode-list-hoverBackground);
  }

  .add {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    min-height: 26px;
  }

  @media (max-width: 480px) {
    .row {
      grid-template-columns: minmax(0, 1fr);
    }

    .row:has(.controls) > .term:not(:has(vscode-textfield)) {
      padding: 0;
    }

    vscode-textfield.wide {
      max-width: none;
    }
  }
`;
