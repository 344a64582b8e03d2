import * as vscode from 'vscode';
import { homedir } from 'node:os';
import type { Connection } from '../../aws/connection';
import { loadImageTable } from '../../core/images/imageTable';
import { panels } from '../../ids';
import type { Store } from '../../platform/state';
import type { LaunchDraft } from '../../shared/contracts/launch';
import type { BackendLoader } from '../backend';
import type { ChosenConnection } from '../connection/chosenConnection';
import { parseDraft } from '../launch/launchDraft';
import { parsePageState } from '../panels/panel';
import { ClonePanel, type ClonePanelPorts } from './clonePanel';
import { cloneTitle } from './cloneTexts';
import { readOriginal, type Original } from './original';

export interface ClonePagesPorts extends ClonePanelPorts {
  readonly backend: BackendLoader;
  readonly chosen: Pick<ChosenConnection, 'openById'>;
  readonly store: Store;
}

/** The open pages of requests that were made before; of each request as many as are asked for. */
export class ClonePages {
  private readonly pages = new Set<ClonePanel>();

  constructor(private readonly ports: ClonePagesPorts) {}

  async open(connection: Connection, original: Original): Promise<void> {
    const title = cloneTitle(original.jobName);
    const column = vscode.ViewColumn.Active;
    const panel = vscode.window.createWebviewPanel(panels.clone, title, column);
    await this.fill(panel, { connection, original });
  }

  /** The page of before a reload, as it was left; of what was pasted there is none. */
  async restore(panel: vscode.WebviewPanel, raw: unknown): Promise<void> {
    const state = parsePageState(raw);
    if (!state || state.resource === '') {
      panel.dispose();
      return;
    }
    const { backend, chosen } = this.ports;
    try {
      const connection = await chosen.openById(state.connectionId);
      const original = await readOriginal(backend, connection, state.resource);
      const left = parseDraft(this.ports.store.get('clones')?.[keyOf(connection, original)]);
      await this.fill(panel, { connection, original, left });
    } catch (error) {
      panel.dispose();
      throw error;
    }
  }

  dispose(): void {
    this.pages.forEach((page) => page.dispose());
    this.pages.clear();
  }

  private async fill(panel: vscode.WebviewPanel, of: Filling): Promise<void> {
    const closed = new AbortController();
    const closing = panel.onDidDispose(() => closed.abort());
    const table = await loadImageTable();
    closing.dispose();
    if (closed.signal.aborted) {
      return;
    }
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? homedir();
    const remember = (draft?: LaunchDraft): void => this.keep(of, draft);
    const page = new ClonePanel(panel, { ...of, table, folder, remember }, this.ports);
    this.pages.add(page);
    panel.onDidDispose(() => {
      this.pages.delete(page);
      page.dispose();
      remember();
    });
    page.open();
  }

  /** What is pasted is of no job that could be read again. Without a draft it is forgotten. */
  private keep({ connection, original }: Filling, draft: LaunchDraft | undefined): void {
    if (original.jobName !== null) {
      const { store } = this.ports;
      const key = keyOf(connection, original);
      const others = Object.entries(store.get('clones') ?? {}).filter(([other]) => other !== key);
      const own = draft === undefined ? [] : [[key, draft] as const];
      void store.set('clones', Object.fromEntries([...others, ...own]));
    }
  }
}

/** What a page is filled with. */
interface Filling {
  readonly connection: Connection;
  readonly original: Original;
  /** The form as it was left before a reload. */
  readonly left?: LaunchDraft | undefined;
}

const keyOf = ({ info }: Connection, { jobName }: Original): string =>
  `${info.id} ${jobName ?? ''}`;
