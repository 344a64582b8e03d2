import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { LaunchDraft, LaunchState } from '../../../../src/shared/contracts/launch';
import type { launchContract } from '../../../../src/shared/contracts/launchContract';
import type { PageState } from '../../../../src/shared/pageHtml';
import { connect, type ClientEnd } from '../../../../src/shared/rpc/client';
import type { ToHost, ToView } from '../../../../src/shared/rpc/contract';
import { newEvent } from '../../../fakes/fakeEvent';

/** A tab of the workbench with the launch page in it. */
export class PagePanel {
  title = '';
  revealed = 0;
  isClosed = false;
  last: LaunchState | undefined;
  readonly page: ClientEnd<typeof launchContract>;
  private readonly toHost = newEvent<ToHost>();
  private readonly toView = newEvent<ToView>();
  private readonly closed = newEvent<undefined>();
  readonly onDidDispose = this.closed.subscribe;
  readonly webview = {
    html: '',
    cspSource: 'self',
    asWebviewUri: (uri: object) => uri,
    onDidReceiveMessage: this.toHost.subscribe,
    postMessage: (message: ToView) => this.toView.fire(message),
  };

  constructor() {
    this.page = connect<typeof launchContract>({
      post: (message) => this.toHost.fire(message),
      listen: this.toView.subscribe,
    });
    this.page.on('state', (state) => (this.last = state));
  }

  reveal(): void {
    this.revealed++;
  }

  dispose(): void {
    if (!this.isClosed) {
      this.isClosed = true;
      this.closed.fire(undefined);
    }
  }

  get asPanel(): vscode.WebviewPanel {
    return this as unknown as vscode.WebviewPanel;
  }

  /** What the workbench keeps of it for a reload. */
  get state(): PageState {
    const text = /data-state="([^"]*)"/.exec(this.webview.html)?.[1] ?? '';
    return JSON.parse(text.replaceAll('&quot;', '"').replaceAll('&amp;', '&')) as PageState;
  }

  /** What the page shows. */
  async shown(): Promise<LaunchState> {
    this.page.ready();
    await settled();
    assert.ok(this.last, 'the page shows something');
    return this.last;
  }

  /** The person edits the form. */
  async edit(change: (draft: LaunchDraft) => Partial<LaunchDraft>): Promise<LaunchState> {
    const { draft } = await this.shown();
    await this.page.call('edit', { ...draft, ...change(draft) });
    return await this.shown();
  }
}

/** All that is ready to happen has happened. */
export const settled = async (): Promise<void> => {
  for (let turns = 0; turns < 5; turns++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
};
