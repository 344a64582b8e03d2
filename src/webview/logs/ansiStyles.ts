import { css, unsafeCSS } from 'lit';

const colors = ['Black', 'Red', 'Green', 'Yellow', 'Blue', 'Magenta', 'Cyan', 'White'];
const all = [...colors, ...colors.map((name) => `Bright${name}`)];

const rules = all
  .map(
    (name, index) => `
      .fg-${index} { --fg: var(--vscode-terminal-ansi${name}); }
      .bg-${index} { --bg: var(--vscode-terminal-ansi${name}); }`,
  )
  .join('');

/** The terminal's sixteen colours and its few styles, for the classes of a message's segments. */
export const ansiStyles = css`
  ${unsafeCSS(rules)}

  /* Beside a colour of its own ground, or as a ground, black is what was meant. */
  .faint-black .text > .fg-0:not([class*='bg-'], .inverse) {
    --fg: var(--vscode-descriptionForeground);
  }

  .text > span {
    background-color: var(--bg, transparent);
    color: var(--fg, inherit);
  }

  .text > .inverse {
    background-color: var(--fg, var(--vscode-editor-foreground));
    color: var(--bg, var(--vscode-editor-background));
  }

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
