/** What a page is told before its script runs; kept by the workbench for restoring the panel. */
export interface PageState {
  readonly connectionId: string;
  /** What the page is about: a script's URI or a job's name. */
  readonly resource: string;
  /** Path of the job file that its form is of. */
  readonly file?: string | undefined;
  /** Where the page was scrolled to: a line, or its end. */
  readonly anchor?: number | 'end' | undefined;
  /** How the page's table was sorted and filtered, as the page writes it. */
  readonly view?: string | undefined;
}

/** The pages, and the scripts of each in the order in which they run. */
export const pageScripts = {
  launch: ['vendor.js', 'launch.js'],
  logs: ['vendor.js', 'logs.js'],
  tuning: ['vendor.js', 'plots.js', 'tuning.js'],
} as const;

export type PageName = keyof typeof pageScripts;

/** Addresses are as `Webview.asWebviewUri` gives them; scripts run in the order given. */
export interface PageOptions {
  readonly title: string;
  /** Fresh and unguessable for every load. */
  readonly nonce: string;
  /** `Webview.cspSource` */
  readonly cspSource: string;
  readonly scripts: readonly string[];
  readonly codiconsUrl: string;
  readonly state: PageState;
  /** Language of the page's words, as in `vscode.env.language`. */
  readonly language?: string | undefined;
  /** Messages in that language by the English ones, as `vscode.l10n.bundle`; English has none. */
  readonly bundle?: Readonly<Record<string, string>> | undefined;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escape = (text: string): string => text.replace(/[&<>"']/g, (c) => entities[c] ?? c);

/**
 * The HTML of every page: a closed content policy and nothing but scripts, which draw the rest.
 * The codicon sheet carries the id by which the components find it.
 */
export function pageHtml(options: PageOptions): string {
  const { title, nonce, cspSource, scripts, codiconsUrl, state, language = 'en', bundle } = options;
  const policy = [
    "default-src 'none'",
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
    `img-src ${cspSource}`,
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
  const tags = scripts.map(
    (url) => `<script defer nonce="${escape(nonce)}" src="${escape(url)}"></script>`,
  );
  const l10n = bundle ? ` data-l10n="${escape(JSON.stringify(bundle))}"` : '';
  return `<!DOCTYPE html>
<html lang="${escape(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<link rel="stylesheet" id="vscode-codicon-stylesheet" href="${escape(codiconsUrl)}">
${tags.join('\n')}
</head>
<body data-state="${escape(JSON.stringify(state))}"${l10n}></body>
</html>
`;
}
