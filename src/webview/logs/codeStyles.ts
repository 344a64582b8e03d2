import { css } from 'lit';

/** Links to lines of the job's code. */
export const codeStyles = css`
  a.code {
    color: var(--vscode-textLink-foreground);
    text-decoration: var(--text-link-decoration, none);
    cursor: pointer;
  }

  a.code:hover {
    color: var(--vscode-textLink-activeForeground);
    text-decoration: underline;
  }

  /* Still text, for whoever copies it. */
  .folded {
    display: inline-block;
    width: 1ch;
    overflow: hidden;
    vertical-align: top;
    white-space: nowrap;
  }

  .folded::before {
    content: '…';
    display: inline-block;
    width: 1ch;
  }
`;
