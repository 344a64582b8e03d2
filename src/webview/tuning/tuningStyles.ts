import { css } from 'lit';

export const tuningStyles = css`
  body {
    display: flex;
    flex-direction: column;
    height: 100vh;
    --rule: var(--vscode-contrastBorder, var(--vscode-panel-border));
  }

  header,
  .facts,
  .filter,
  footer {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    margin: 0;
    padding: 4px 16px;
    gap: 4px 12px;
  }

  header {
    padding-right: 8px;
    border-bottom: 1px solid var(--rule);
  }

  h1,
  h2 {
    min-width: 0;
    margin: 0;
    overflow: hidden;
    font-size: inherit;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .status,
  .phase,
  .notice,
  .what {
    display: inline-flex;
    align-items: center;
    gap: 4px;
  }

  .counters,
  .best-value,
  .count {
    font-variant-numeric: tabular-nums;
  }

  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }

  header .tools {
    margin-inline-start: auto;
  }

  .facts > :not(:last-child)::after {
    content: '·';
    margin-inline-start: 12px;
  }

  .facts {
    gap: 0 12px;
  }

  .failure {
    display: flex;
    flex: none;
    max-height: 20vh;
    margin: 0;
    padding: 6px 16px;
    overflow: auto;
    gap: 4px;
    border-bottom: 1px solid var(--rule);
    overflow-wrap: anywhere;
    white-space: pre-line;
    user-select: text;
  }

  main {
    display: flex;
    flex: 1 1 auto;
    flex-direction: column;
    min-height: 0;
    overflow: auto;
  }

  main.loading {
    display: block;
  }

  .loading p {
    padding: 0 16px;
  }

  .overview {
    display: grid;
    flex: none;
    grid-template-columns: minmax(0, 2fr) minmax(220px, 1fr);
    padding: 8px 16px;
    gap: 16px;
  }

  figure {
    position: relative;
    min-width: 0;
    margin: 0;
  }

  .heading {
    display: flex;
    align-items: center;
    gap: 8px;
  }

  figure vscode-single-select {
    flex: 0 1 200px;
    width: 120px;
  }

  .plot {
    width: 100%;
    height: 200px;
    overflow: hidden;
  }

  figcaption {
    min-height: 1.4em;
    font-variant-numeric: tabular-nums;
  }

  figure.empty .plot {
    visibility: hidden;
  }

  figure .none {
    position: absolute;
    inset: 40% 0 auto;
  }

  .trial {
    min-width: 0;
    max-height: 250px;
    overflow: auto;
  }

  .trial h2 {
    display: flex;
    gap: 12px;
  }

  .trial h2 button {
    font-weight: normal;
  }

  .trial p {
    margin: 4px 0;
    overflow-wrap: anywhere;
  }

  .trial .what {
    display: flex;
    gap: 12px;
  }

  .reason {
    display: flex;
    gap: 4px;
    max-height: 7em;
    overflow: auto;
    white-space: pre-line;
    user-select: text;
  }

  .selectable {
    user-select: text;
  }

  dl {
    display: grid;
    grid-template-columns: fit-content(60%) minmax(0, 1fr);
    margin: 4px 0;
    gap: 2px 12px;
  }

  dt,
  dd {
    margin: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  dt {
    color: var(--vscode-descriptionForeground);
  }

  .filter vscode-textfield {
    flex: 0 1 280px;
    width: 120px;
  }

  .filter vscode-single-select {
    flex: 0 1 150px;
    width: 120px;
  }

  .filter button {
    margin-inline-start: auto;
  }

  .table .none {
    position: absolute;
    inset: 30px 16px auto;
    display: flex;
    margin: 0;
    gap: 8px;
  }

  footer {
    border-top: 1px solid var(--rule);
  }

  .connection {
    margin-inline-start: auto;
  }

  @media (max-width: 640px) {
    .overview {
      grid-template-columns: minmax(0, 1fr);
    }

    .trial {
      max-height: none;
    }

    .action .label {
      display: none;
    }

    .trial .action .label {
      display: inline;
    }

    .table {
      flex-basis: 300px;
    }
  }

  @media (max-height: 560px) {
    .table {
      flex-basis: 300px;
    }
  }
`;
