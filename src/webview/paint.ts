import { render, type CSSResult, type TemplateResult } from 'lit';

/** Draws a page from what it knows; asked any number of times in a turn, it draws once. */
export function painter(draw: () => TemplateResult, drawn: () => void = () => undefined) {
  let asked = false;
  return (): void => {
    if (asked) {
      return;
    }
    asked = true;
    queueMicrotask(() => {
      asked = false;
      render(draw(), document.body);
      drawn();
    });
  };
}

/** Adds sheets to the page; constructed sheets need no leave of the content policy. */
export function useStyles(...styles: readonly CSSResult[]): void {
  const sheets = styles.flatMap(({ styleSheet }) => styleSheet ?? []);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, ...sheets];
}
