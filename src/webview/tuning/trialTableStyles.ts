import { css } from 'lit';

export const trialTableStyles = css`
  .table {
    position: relative;
    display: flex;
    flex: 1 0 180px;
    min-height: 0;
    border-top: 1px solid var(--rule);
  }

  .trials {
    position: relative;
    flex: 1 1 auto;
    min-width: 0;
    overflow: auto;
    overflow-anchor: none;
    font-variant-numeric: tabular-nums;
  }

  .trials:focus-visible {
    outline-offset: -1px;
  }

  .sizer {
    position: relative;
    min-width: var(--table-width);
  }

  .rows {
    will-change: transform;
  }

  .row {
    display: grid;
    box-sizing: border-box;
    grid-template-columns: var(--columns);
    min-width: var(--table-width);
    height: 22px;
    line-height: 22px;
  }

  .head {
    position: sticky;
    z-index: 1;
    top: 0;
    border-bottom: 1px solid var(--rule);
    background: var(--vscode-editor-background);
  }

  .cell {
    box-sizing: border-box;
    min-width: 0;
    padding: 0 8px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .cell .codicon {
    margin-inline-end: 4px;
    vertical-align: text-bottom;
  }

  .numeric {
    text-align: end;
  }

  .definition {
    float: inline-start;
    margin-inline-end: 8px;
  }

  .head button {
    display: flex;
    width: 100%;
    padding: 0;
    align-items: center;
    color: var(--vscode-descriptionForeground);
  }

  .head .numeric button {
    justify-content: flex-end;
  }

  .head .text {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .head button:focus-visible {
    outline-offset: -1px;
  }

  .head .codicon {
    margin: 0 0 0 2px;
    font-size: 12px;
  }

  .rows .row:hover {
    background: var(--vscode-list-hoverBackground);
    outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }

  .rows .row.selected {
    background: var(--vscode-list-inactiveSelectionBackground);
    outline: 1px solid var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }

  .trials:focus .row.selected {
    background: var(--vscode-list-activeSelectionBackground);
    color: var(--vscode-list-activeSelectionForeground);
  }

  .trials:focus .row.selected .note,
  .trials:focus .row.selected .codicon {
    color: inherit;
  }
`;
