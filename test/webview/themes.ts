/**
 * The part of four built-in themes that the pages use, as the workbench hands it to a webview:
 * custom properties on the root and a class on the body.
 */
export interface Theme {
  readonly bodyClass: string;
  readonly kind: string;
  readonly variables: Readonly<Record<string, string>>;
}

const fonts = {
  'font-family': 'system-ui, "DejaVu Sans", sans-serif',
  'font-size': '13px',
  'font-weight': 'normal',
  'editor-font-family': '"DejaVu Sans Mono", monospace',
  'editor-font-size': '13px',
};

const ansi = (colors: string): Record<string, string> => {
  const names = ['Black', 'Red', 'Green', 'Yellow', 'Blue', 'Magenta', 'Cyan', 'White'];
  const all = [...names, ...names.map((name) => `Bright${name}`)];
  return Object.fromEntries(
    all.map((name, i) => [`terminal-ansi${name}`, colors.split(' ')[i] ?? '']),
  );
};

const dark = {
  ...fonts,
  ...ansi(
    '#000000 #cd3131 #0dbc79 #e5e510 #2472c8 #bc3fbc #11a8cd #e5e5e5 ' +
      '#666666 #f14c4c #23d18b #f5f543 #3b8eea #d670d6 #29b8db #e5e5e5',
  ),
  foreground: '#cccccc',
  descriptionForeground: '#9d9d9d',
  errorForeground: '#f85149',
  'icon-foreground': '#cccccc',
  focusBorder: '#0078d4',
  'editor-background': '#1f1f1f',
  'editor-foreground': '#cccccc',
  'textLink-foreground': '#4daafc',
  'textLink-activeForeground': '#4daafc',
  'panel-border': '#2b2b2b',
  'button-background': '#0078d4',
  'button-foreground': '#ffffff',
  'button-hoverBackground': '#026ec1',
  'button-border': '#ffffff12',
  'button-secondaryBackground': '#313131',
  'button-secondaryForeground': '#cccccc',
  'button-secondaryHoverBackground': '#3c3c3c',
  'settings-textInputBackground': '#313131',
  'settings-textInputForeground': '#cccccc',
  'settings-textInputBorder': '#3c3c3c',
  'settings-dropdownBackground': '#313131',
  'settings-dropdownForeground': '#cccccc',
  'settings-dropdownBorder': '#3c3c3c',
  'settings-dropdownListBorder': '#454545',
  'settings-checkboxBackground': '#313131',
  'settings-checkboxForeground': '#cccccc',
  'settings-checkboxBorder': '#3c3c3c',
  'input-placeholderForeground': '#989898',
  'inputOption-activeBackground': '#2489db82',
  'inputOption-activeForeground': '#ffffff',
  'inputOption-activeBorder': '#2488db',
  'inputValidation-errorBackground': '#5a1d1d',
  'inputValidation-errorBorder': '#be1100',
  'list-hoverBackground': '#2a2d2e',
  'list-activeSelectionBackground': '#04395e',
  'list-activeSelectionForeground': '#ffffff',
  'list-warningForeground': '#cca700',
  'progressBar-background': '#0078d4',
  'toolbar-hoverBackground': '#5a5d5e50',
  'scrollbarSlider-background': '#79797966',
  'testing-iconPassed': '#73c991',
  'editor-findMatchBackground': '#9e6a03',
  'editor-findMatchHighlightBackground': '#ea5c0055',
  'editor-selectionBackground': '#264f78',
  'editorLineNumber-foreground': '#6e7681',
  'statusBar-border': '#2b2b2b',
  'charts-blue': '#3794ff',
  'charts-green': '#89d185',
  'charts-orange': '#d18616',
  'charts-purple': '#b180d7',
  'charts-red': '#f14c4c',
  'charts-yellow': '#cca700',
};

const light: typeof dark = {
  ...dark,
  ...ansi(
    '#000000 #cd3131 #107c10 #949800 #0451a5 #bc05bc #0598bc #555555 ' +
      '#666666 #cd3131 #14ce14 #b5ba00 #0451a5 #bc05bc #0598bc #a5a5a5',
  ),
  foreground: '#3b3b3b',
  descriptionForeground: '#3b3b3bb3',
  'icon-foreground': '#3b3b3b',
  focusBorder: '#005fb8',
  'editor-background': '#ffffff',
  'editor-foreground': '#3b3b3b',
  'textLink-foreground': '#005fb8',
  'textLink-activeForeground': '#005fb8',
  'panel-border': '#e5e5e5',
  'button-background': '#005fb8',
  'button-hoverBackground': '#0258a8',
  'button-border': '#0000001a',
  'button-secondaryBackground': '#e5e5e5',
  'button-secondaryForeground': '#3b3b3b',
  'button-secondaryHoverBackground': '#cccccc',
  'settings-textInputBackground': '#ffffff',
  'settings-textInputForeground': '#3b3b3b',
  'settings-textInputBorder': '#cecece',
  'settings-dropdownBackground': '#ffffff',
  'settings-dropdownForeground': '#3b3b3b',
  'settings-dropdownBorder': '#cecece',
  'settings-dropdownListBorder': '#cecece',
  'settings-checkboxBackground': '#f8f8f8',
  'settings-checkboxForeground': '#3b3b3b',
  'settings-checkboxBorder': '#cecece',
  'input-placeholderForeground': '#767676',
  'inputOption-activeBackground': '#bed6ed',
  'inputOption-activeForeground': '#000000',
  'inputOption-activeBorder': '#005fb8',
  'inputValidation-errorBackground': '#f2dede',
  'list-hoverBackground': '#f2f2f2',
  'list-activeSelectionBackground': '#e8e8e8',
  'list-activeSelectionForeground': '#000000',
  'list-warningForeground': '#855f00',
  'progressBar-background': '#005fb8',
  'toolbar-hoverBackground': '#b8b8b850',
  'scrollbarSlider-background': '#64646466',
  'testing-iconPassed': '#388a34',
  'editor-findMatchBackground': '#a8ac94',
  'editor-findMatchHighlightBackground': '#ea5c0055',
  'editor-selectionBackground': '#add6ff',
  'editorLineNumber-foreground': '#6e7681',
  'charts-blue': '#1a85ff',
  'charts-green': '#388a34',
  'charts-purple': '#652d90',
  'charts-red': '#e51400',
  'charts-yellow': '#bf8803',
};

const highContrast = {
  ...dark,
  foreground: '#ffffff',
  descriptionForeground: '#ffffffb3',
  errorForeground: '#f48771',
  'icon-foreground': '#ffffff',
  contrastBorder: '#6fc3df',
  contrastActiveBorder: '#f38518',
  focusBorder: '#f38518',
  'editor-background': '#000000',
  'editor-foreground': '#ffffff',
  'textLink-foreground': '#21a6ff',
  'textLink-activeForeground': '#21a6ff',
  'panel-border': '#6fc3df',
  'button-background': '#000000',
  'button-foreground': '#ffffff',
  'button-hoverBackground': '#000000',
  'button-border': '#6fc3df',
  'button-secondaryBackground': '#000000',
  'button-secondaryForeground': '#ffffff',
  'button-secondaryHoverBackground': '#000000',
  'settings-textInputBackground': '#000000',
  'settings-textInputForeground': '#ffffff',
  'settings-textInputBorder': '#6fc3df',
  'settings-dropdownBackground': '#000000',
  'settings-dropdownForeground': '#ffffff',
  'settings-dropdownBorder': '#6fc3df',
  'settings-dropdownListBorder': '#6fc3df',
  'settings-checkboxBackground': '#000000',
  'settings-checkboxForeground': '#ffffff',
  'settings-checkboxBorder': '#6fc3df',
  'input-placeholderForeground': '#ffffffb3',
  'inputOption-activeBackground': '#00000000',
  'inputOption-activeBorder': '#6fc3df',
  'inputValidation-errorBackground': '#000000',
  'inputValidation-errorBorder': '#6fc3df',
  'list-hoverBackground': '#ffffff1a',
  'list-activeSelectionBackground': '#00000000',
  'list-focusOutline': '#f38518',
  'progressBar-background': '#6fc3df',
  'toolbar-hoverBackground': '#00000000',
  'toolbar-hoverOutline': '#f38518',
  'scrollbarSlider-background': '#6fc3df99',
  'editor-findMatchBackground': '#00000000',
  'editor-findMatchBorder': '#f38518',
  'editor-findMatchHighlightBackground': '#00000000',
  'editor-findMatchHighlightBorder': '#f38518',
};

/** Its own errors have no colour of their own around a field either. */
const highContrastLight: typeof dark = {
  ...light,
  ...ansi(
    '#292929 #cd3131 #136c13 #949800 #0451a5 #bc05bc #0598bc #555555 ' +
      '#666666 #cd3131 #00bc00 #a5a900 #0451a5 #bc05bc #0598bc #a5a5a5',
  ),
  ...{ contrastBorder: '#0f4a85', contrastActiveBorder: '#006bbd' },
  foreground: '#292929',
  descriptionForeground: '#292929b3',
  errorForeground: '#b5200d',
  'icon-foreground': '#292929',
  focusBorder: '#006bbd',
  'editor-foreground': '#292929',
  'panel-border': '#0f4a85',
  'settings-textInputBorder': '#0f4a85',
  'settings-dropdownBorder': '#0f4a85',
  'settings-checkboxBorder': '#0f4a85',
  'inputValidation-errorBackground': '#ffffff',
  'inputValidation-errorBorder': '#0f4a85',
};

export const themes = {
  dark: { bodyClass: 'vscode-dark', kind: 'vscode-dark', variables: dark },
  light: { bodyClass: 'vscode-light', kind: 'vscode-light', variables: light },
  highContrast: {
    bodyClass: 'vscode-high-contrast',
    kind: 'vscode-high-contrast',
    variables: highContrast,
  },
  highContrastLight: {
    // The workbench adds the second class for pages that know only the dark one.
    bodyClass: 'vscode-high-contrast-light vscode-high-contrast',
    kind: 'vscode-high-contrast-light',
    variables: highContrastLight,
  },
} as const satisfies Record<string, Theme>;

/** The sheet that the workbench puts before a page's own. */
export const workbenchSheet = ({ variables }: Theme): string => `
  :root { ${Object.entries(variables)
    .map(([name, value]) => `--vscode-${name}: ${value};`)
    .join(' ')} }
  html { background: var(--vscode-editor-background); }
  body { overscroll-behavior-x: none; background: transparent; margin: 0; padding: 0 20px;
    color: var(--vscode-editor-foreground); font-family: var(--vscode-font-family);
    font-weight: var(--vscode-font-weight); font-size: var(--vscode-font-size); }
  a, a code { color: var(--vscode-textLink-foreground); }
  :focus { outline: 1px solid -webkit-focus-ring-color; outline-offset: -1px; }
`;
