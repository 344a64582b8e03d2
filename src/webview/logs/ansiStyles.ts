import { css, unsafeCSS } from 'lit';

const colors = ['Black', 'Red', 'Green', 'Yellow', 'Blue', 'Magenta', 'Cyan', 'White'];
const all = [...colors, ...colors.map((name) => `Bright${name}`)];

const rules = all
  .map(
    (name, index) => `
      .fg-${index} { color: var(--vscode-terminal-ansi${name}); }
      .bg-${index} { background-color: var(--vscode-terminal-ansi${name}); }`,
  )
  .join('');

/** The terminal's sixteen colours and its few styles, for the classes of a message's segments. */
export const ansiStyles = css`
  ${unsafeCSS(rules)}

  .bold {
    font-weight: bold;
  }

  .dim {
    opacity: 0.7;
  }

  .italic {
    font-style: italic;
  }

  .underline {
    text-decoration: underline;
  }

  .strike {
    text-decoration: line-through;
  }
`;
