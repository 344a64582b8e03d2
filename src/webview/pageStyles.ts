import { css } from 'lit';

/**
 * What every page shares. Colours come from the theme alone; sizes keep a rhythm of 4 pixels.
 * High contrast themes draw borders where others shade.
 */
export const pageStyles = css`
  html {
    height: 100%;
    scrollbar-color: var(--vscode-scrollbarSlider-background) transparent;
  }

  body {
    box-sizing: border-box;
    margin: 0;
    min-height: 100%;
    padding: 0;
    color: var(--vscode-foreground);
    font-family: var(--vscode-font-family);
    font-size: var(--vscode-font-size);
    font-weight: var(--vscode-font-weight);
    line-height: 1.4;
  }

  .name {
    font-family: var(--vscode-editor-font-family);
    font-size: var(--vscode-editor-font-size, var(--vscode-font-size));
  }

  .note {
    color: var(--vscode-descriptionForeground);
  }

  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  button {
    margin: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }

  button.link {
    padding: 0;
    color: var(--vscode-textLink-foreground);
    font-family: inherit;
    text-align: start;
    overflow-wrap: anywhere;
  }

  button.link:hover {
    color: var(--vscode-textLink-activeForeground);
    text-decoration: underline;
  }

  button.link.name {
    font-family: var(--vscode-editor-font-family);
  }

  button.action {
    display: inline-flex;
    flex: none;
    align-items: center;
    gap: 4px;
    min-width: 22px;
    height: 22px;
    padding: 0 3px;
    border-radius: 5px;
    justify-content: center;
    outline-offset: -1px;
    color: var(--vscode-icon-foreground);
    white-space: nowrap;
  }

  button.action:hover {
    background: var(--vscode-toolbar-hoverBackground);
    outline: 1px dashed var(--vscode-toolbar-hoverOutline, transparent);
  }

  button.action[aria-pressed='true'] {
    background: var(--vscode-inputOption-activeBackground);
    color: var(--vscode-inputOption-activeForeground);
    outline: 1px solid var(--vscode-inputOption-activeBorder, transparent);
  }

  button:disabled {
    opacity: 0.4;
    cursor: default;
  }

  button:focus-visible,
  summary:focus-visible,
  [tabindex]:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: 1px;
  }

  button.action:focus-visible {
    outline-offset: -1px;
  }

  .tone-ok {
    color: var(--vscode-testing-iconPassed, var(--vscode-charts-green));
  }

  .tone-warning {
    color: var(--vscode-list-warningForeground, var(--vscode-editorWarning-foreground));
  }

  .tone-error {
    color: var(--vscode-errorForeground);
  }

  /* These themes give an error the same border as everything else. */
  .vscode-high-contrast [invalid] {
    outline: 2px dashed var(--vscode-errorForeground);
    outline-offset: 1px;
  }

  .codicon[class*='codicon-'] {
    flex: none;
  }

  @media (prefers-reduced-motion: reduce) {
    .codicon-modifier-spin {
      animation: none !important;
    }
  }

  .vscode-reduce-motion .codicon-modifier-spin {
    animation: none !important;
  }
`;
