import { css } from 'lit';

export const launchStyles = css`
  body {
    display: flex;
    flex-direction: column;
    --rule: var(--vscode-contrastBorder, var(--vscode-panel-border));
  }

  header {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    align-items: center;
    justify-content: space-between;
    padding: 8px 24px;
    border-bottom: 1px solid var(--rule);
  }

  h1 {
    display: flex;
    align-items: center;
    min-width: 0;
    margin: 0;
    gap: 4px;
    font-size: inherit;
    font-weight: 600;
  }

  .where {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 8px;
  }

  main {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(260px, 320px);
    width: 100%;
    max-width: 1120px;
    box-sizing: border-box;
    padding: 0 24px;
    gap: 0 32px;
  }

  main.loading {
    display: block;
    max-width: none;
    padding: 0;
  }

  .loading p {
    padding: 8px 24px;
  }

  .form {
    padding-bottom: 32px;
  }

  .area {
    width: 100%;
  }

  .changes ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .changes li {
    padding: 2px 0;
    overflow-wrap: anywhere;
  }

  .form[inert] {
    opacity: 0.6;
  }

  aside {
    position: sticky;
    top: 0;
    align-self: start;
    max-height: 100vh;
    box-sizing: border-box;
    /* Room for focus rings, which the scrolling column would cut off. */
    margin: 0 -4px;
    padding: 0 4px 16px;
    overflow-y: auto;
  }

  h2 {
    margin: 20px 0 8px;
    padding-bottom: 4px;
    border-bottom: 1px solid var(--rule);
    font-size: inherit;
    font-weight: 600;
  }

  h3 {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    margin: 16px 0 4px;
    font-size: inherit;
    font-weight: 600;
  }

  h3 .note {
    font-weight: normal;
  }

  p {
    overflow-wrap: anywhere;
    margin: 4px 0;
  }

  .preflight ul {
    /* Room for what the usual checks say at their longest, so that Start stays where it is. */
    min-height: 168px;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .preflight li {
    display: flex;
    gap: 8px;
    padding: 3px 0;
    overflow-wrap: anywhere;
  }

  .preflight li > div {
    min-width: 0;
  }

  summary {
    cursor: pointer;
    list-style: none;
  }

  summary::after {
    margin-left: 4px;
    font: 12px/1 codicon;
    vertical-align: -1px;
    content: '\\eab6';
  }

  details[open] > summary::after {
    content: '\\eab4';
  }

  .detail {
    white-space: pre-line;
  }

  dl {
    display: flex;
    gap: 8px;
    margin: 8px 0;
    padding-top: 8px;
    border-top: 1px solid var(--rule);
  }

  dt {
    color: var(--vscode-descriptionForeground);
  }

  dd {
    margin: 0;
  }

  .start {
    padding: 8px 0 4px;
    background: var(--vscode-editor-background);
  }

  .buttons {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
    padding: 3px 0;
  }

  /* Can be pressed while fields are wrong: it then leads to the first one. */
  #start[aria-disabled='true'] {
    opacity: 0.4;
  }

  kbd {
    color: var(--vscode-descriptionForeground);
    font: inherit;
  }

  .refusal {
    display: flex;
    gap: 8px;
    padding-top: 8px;
  }

  .refusal button {
    flex: none;
  }

  .refusal:empty {
    display: none;
  }

  .failure {
    display: flex;
    gap: 8px;
    margin-bottom: 12px;
    padding: 8px;
    border: 1px solid var(--vscode-inputValidation-errorBorder);
    background: var(--vscode-inputValidation-errorBackground);
    color: var(--vscode-inputValidation-errorForeground, inherit);
    overflow-wrap: anywhere;
  }

  .progress {
    display: grid;
    gap: 8px;
    justify-items: start;
    padding: 3px 0;
  }

  @media (max-width: 700px) {
    /* What gets the focus must not hide behind Start. */
    html {
      scroll-padding-bottom: 128px;
    }

    .preflight ul {
      min-height: 0;
    }

    header,
    main {
      padding-right: 16px;
      padding-left: 16px;
    }

    main {
      display: block;
    }

    main.loading {
      padding: 0;
    }

    .form {
      padding-bottom: 0;
    }

    aside {
      display: contents;
    }

    /* Start stays in sight, whatever is scrolled to. */
    .start {
      position: sticky;
      bottom: 0;
      margin: 0 -16px;
      padding: 8px 16px;
      border-top: 1px solid var(--rule);
    }
  }
`;
