import * as vscode from 'vscode';
import { randomBytes } from 'node:crypto';
import { AppError } from '../../core/errors';
import { pageHtml, pageScripts, type PageName, type PageState } from '../../shared/pageHtml';
import type { Disposable } from '../../platform/disposable';
import type { Port, ToHost, ToView } from '../../shared/rpc/contract';

/** What a page is and where its files lie. */
export interface PageSpec {
  readonly entry: PageName;
  /** Of the tab. */
  readonly title: string;
  readonly state: PageState;
}

/** Loads a page into a new or restored panel. */
export function fillPanel(
  panel: vscode.WebviewPanel,
  spec: PageSpec,
  extensionUri: vscode.Uri,
): void {
  const folder = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
  const address = (file: string): string =>
    panel.webview.asWebviewUri(vscode.Uri.joinPath(folder, file)).toString();
  panel.title = spec.title;
  panel.iconPath = {
    light: vscode.Uri.joinPath(extensionUri, 'media', 'page-light.svg'),
    dark: vscode.Uri.joinPath(extensionUri, 'media', 'page-dark.svg'),
  };
  panel.webview.options = { enableScripts: true, localResourceRoots: [folder] };
  panel.webview.html = pageHtml({
    title: spec.title,
    nonce: randomBytes(24).toString('base64url'),
    cspSource: panel.webview.cspSource,
    scripts: pageScripts[spec.entry].map(address),
    codiconsUrl: address('codicon.css'),
    state: spec.state,
    language: vscode.env.language,
    bundle: vscode.l10n.bundle,
  });
}

/** The panel's message channel; messages to a hidden page are dropped by the workbench. */
export function panelPort(panel: vscode.WebviewPanel): Port<ToView, ToHost> {
  return {
    post: (message) => void panel.webview.postMessage(message),
    listen: (handler) => panel.webview.onDidReceiveMessage(handler),
  };
}

/** Calls `shown` when a page comes into sight that was hidden: focus changes its view's state as well. */
export function onDidShow(
  panel: Pick<vscode.WebviewPanel, 'visible' | 'onDidChangeViewState'>,
  shown: () => void,
): Disposable {
  let wasVisible = panel.visible;
  return panel.onDidChangeViewState(({ webviewPanel: { visible } }) => {
    const isNew = visible && !wasVisible;
    wasVisible = visible;
    if (isNew) {
      shown();
    }
  });
}

/** What a page is told of a failure: our own sentences; anything else only by name. */
export function describeFailure(error: unknown): { reason: string; message: string } {
  if (error instanceof AppError) {
    return { reason: error.reason, message: error.message };
  }
  if (error instanceof Error && error.name === 'AbortError') {
    return { reason: 'cancelled', message: vscode.l10n.t('Cancelled') };
  }
  const message = vscode.l10n.t('Something went wrong inside the extension: {0}', String(error));
  return { reason: 'unexpected', message };
}

/** The state that a page has kept, if it is one of ours. */
export function parsePageState(raw: unknown): PageState | undefined {
  const { connectionId, resource, file } = { ...(raw as Partial<PageState> | undefined) };
  return typeof connectionId === 'string' && typeof resource === 'string'
    ? { connectionId, resource, ...(typeof file === 'string' && { file }) }
    : undefined;
}
