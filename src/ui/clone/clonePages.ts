import * as vscode from 'vscode';
import { homedir } from 'node:os';
import type { Connection } from '../../aws/connection';
import { loadImageTable } from '../../core/images/imageTable';
import { panels } from '../../ids';
import type { BackendLoader } from '../backend';
import type { ChosenConnection } from '../connection/chosenConnection';
import { parsePageState } from '../panels/panel';
import { ClonePanel, type ClonePanelPorts } from './clonePanel';
import { cloneTitle } from './cloneTexts';
import { readOriginal, type Original } from './original';

export interface ClonePagesPorts extends ClonePanelPorts {
  readonly backend: BackendLoader;
  readonly chosen: Pick<ChosenConnection, 'openById'>;
}

/** The open pages of requests that were made before; of each request as many as are asked for. */
export class ClonePages {
  private readonly pages = new Set<ClonePanel>();

  constructor(private readonly ports: ClonePagesPorts) {}

  async open(connection: Connection, original: Original): Promise<void> {
    const title = cloneTitle(original.jobName);
    const column = vscode.ViewColumn.Active;
    const panel = vscode.window.createWebviewPanel(panels.clone, title, column);
    await this.fill(panel, connection, original);
  }

  /** The page of before a reload, as the job is; what was pasted is gone with the window. */
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
      await this.fill(panel, connection, original);
    } catch (error) {
      panel.dispose();
      throw error;
    }
  }

  dispose(): void {
    this.pages.forEach((page) => page.dispose());
    this.pages.clear();
  }

  private async fill(
    panel: vscode.WebviewPanel,
    connection: Connection,
    original: Original,
  ): Promise<void> {
    const closed = new AbortController();
    const closing = panel.onDidDispose(() => closed.abort());
    const table = await loadImageTable();
    closing.dispose();
    if (closed.signal.aborted) {
      return;
    }
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? homedir();
    const page = new ClonePanel(panel, { original, connection, table, folder }, this.ports);
    this.pages.add(page);
    panel.onDidDispose(() => {
      this.pages.delete(page);
      page.dispose();
    });
    page.open();
  }
}
