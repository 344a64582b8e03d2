import { css } from 'lit';

export const logStyles = css`
  body {
    display: flex;
    flex-direction: column;
    height: 100vh;
    --rule: var(--vscode-contrastBorder, var(--vscode-panel-border));
  }

  header {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    padding: 4px 8px 4px 16px;
    gap: 4px 12px;
    border-bottom: 1px solid var(--rule);
  }

  h1 {
    min-width: 0;
    margin: 0;
    overflow: hidden;
    font-size: inherit;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .status,
  .tools,
  .find,
  .phase,
  .notice {
    display: flex;
    align-items: center;
    gap: 4px;
  }

  .failure {
    display: flex;
    flex: none;
    max-height: 30vh;
    margin: 0;
    padding: 6px 16px;
    overflow: auto;
    gap: 4px;
    border-bottom: 1px solid var(--rule);
    overflow-wrap: anywhere;
    user-select: text;
  }

  .find {
    flex: 1 1 220px;
    justify-content: flex-end;
    gap: 2px;
  }

  .find vscode-textfield {
    flex: 1 1 120px;
    width: 120px;
    max-width: 280px;
  }

  .matches {
    padding: 0 4px;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .matches:empty {
    display: none;
  }

  main {
    position: relative;
    display: flex;
    flex: 1 1 auto;
    min-height: 0;
  }

  main.loading {
    display: block;
  }

  .loading p {
    padding: 0 16px;
  }

  .log {
    position: relative;
    flex: 1 1 auto;
    min-width: 0;
    overflow: auto;
    color: var(--vscode-editor-foreground);
    font-family: var(--vscode-editor-font-family);
    font-size: var(--vscode-editor-font-size, var(--vscode-font-size));
    overflow-anchor: none;
  }

  .log:focus-visible {
    outline-offset: -1px;
  }

  .sizer {
    min-width: 100%;
    width: max-content;
  }

  .rows {
    min-width: 100%;
  }

  .line {
    height: var(--row-height);
    padding: 0 16px;
    line-height: var(--row-height);
    overflow: hidden;
    white-space: pre;
  }

  .line.found {
    background: var(--vscode-editor-rangeHighlightBackground, var(--vscode-list-hoverBackground));
    outline: 1px solid var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }

  .line ::selection {
    background: var(--vscode-editor-selectionBackground);
  }

  .time,
  .cut {
    color: var(--vscode-descriptionForeground);
  }

  .cut {
    user-select: none;
  }

  .time {
    margin-right: 1ch;
    font-variant-numeric: tabular-nums;
  }

  .host {
    margin-right: 1ch;
  }

  /* A message's own direction changes nothing around it. */
  .text {
    direction: ltr;
    unicode-bidi: isolate;
  }

  .host-0 {
    color: var(--vscode-charts-blue);
  }

  .host-1 {
    color: var(--vscode-charts-purple);
  }

  .host-2 {
    color: var(--vscode-charts-green);
  }

  .host-3 {
    color: var(--vscode-charts-orange);
  }

  .host-4 {
    color: var(--vscode-charts-red);
  }

  .host-5 {
    color: var(--vscode-charts-yellow);
  }

  .text > .match {
    outline: 1px solid var(--vscode-editor-findMatchHighlightBorder, transparent);
    outline-offset: -1px;
    background-color: var(--vscode-editor-findMatchHighlightBackground);
  }

  .found .text > .match {
    outline-color: var(--vscode-editor-findMatchBorder, transparent);
    background-color: var(--vscode-editor-findMatchBackground);
  }

  /* Its colour was made for the background that the match takes away. */
  .text > .inverse.match {
    color: var(--vscode-editor-foreground);
  }

  .empty {
    position: absolute;
    inset: 0;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    padding: 16px;
    gap: 4px;
    text-align: center;
    pointer-events: none;
  }

  .empty p {
    display: flex;
    max-width: 56ch;
    margin: 0;
    gap: 8px;
  }

  .new-lines {
    position: absolute;
    bottom: 12px;
    left: 50%;
    display: flex;
    align-items: center;
    padding: 3px 12px;
    gap: 4px;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-button-border, transparent));
    border-radius: 4px;
    background: var(--vscode-button-background);
    color: var(--vscode-button-foreground);
    transform: translateX(-50%);
  }

  .new-lines:hover {
    background: var(--vscode-button-hoverBackground);
  }

  footer {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    padding: 4px 16px;
    gap: 0 8px;
    border-top: 1px solid var(--rule);
    font-variant-numeric: tabular-nums;
  }

  .connection {
    margin-left: auto;
  }

  @media (max-width: 1450px) {
    .action.wide .label {
      display: none;
    }
  }

  @media (max-width: 900px) {
    .tools .label {
      display: none;
    }
  }

  @media (max-width: 560px) {
    .find {
      order: 1;
      flex-basis: 100%;
    }

    .find vscode-textfield {
      max-width: none;
    }

    .tools {
      margin-left: auto;
    }
  }
`;
