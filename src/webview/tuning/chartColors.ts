/** Colours of the theme for what is drawn on a canvas, which knows no variables. */
export interface ChartColors {
  readonly text: string;
  readonly grid: string;
  readonly trial: string;
  readonly best: string;
  readonly mark: string;
}

/** What the theme says now; a variable that it does not set falls back to the next. */
export function chartColors(): ChartColors {
  const style = getComputedStyle(document.body);
  const color = (...names: readonly string[]): string =>
    names.map((name) => style.getPropertyValue(`--vscode-${name}`).trim()).find(Boolean) ??
    style.color;
  return {
    text: color('descriptionForeground', 'foreground'),
    // Borders of high contrast themes would be louder than what is drawn.
    grid: `color-mix(in srgb, ${color('foreground')} 15%, transparent)`,
    trial: color('charts-blue', 'foreground'),
    best: color('foreground'),
    mark: color('focusBorder', 'foreground'),
  };
}
