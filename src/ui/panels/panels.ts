import * as vscode from 'vscode';
import type { Connection } from '../../aws/connection';
import type { Clock } from '../../core/clock';
import type { ResourceKind } from '../../core/resources/kind';
import { panels, type ResourceRow } from '../../ids';
import type { Output } from '../../platform/output';
import type { ChosenConnection } from '../connection/chosenConnection';
import type { Launcher } from '../launch/launcher';
import { LogsSession } from '../logs/logsSession';
import { LaunchPanel, launchTitle, type Launched } from './launchPanel';
import { LogsPanel, logsTitle } from './logsPanel';
import { describeFailure, parsePageState } from './panel';

export interface PanelsPorts {
  readonly extensionUri: vscode.Uri;
  readonly chosen: ChosenConnection;
  readonly launcher: Launcher;
  readonly output: Output;
  readonly clock: Clock;
  kind(): Promise<ResourceKind>;
  /** Shows text as a read-only JSON document. */
  showRequest(jobName: string, text: string): Promise<void>;
  launched(launched: Launched): Promise<void>;
  chooseConnection(): Promise<Connection | undefined>;
  openModel(row: ResourceRow): Thenable<unknown>;
  stop(row: ResourceRow): Thenable<unknown>;
}

interface Page {
  reveal(): void;
  dispose(): void;
}

/** The open pages: one per script that is about to be launched, one per job whose logs are shown. */
export class Panels {
  private readonly open = new Map<string, Page>();

  constructor(private readonly ports: PanelsPorts) {}

  async openLaunch(script: string): Promise<void> {
    const page = this.open.get(launchKey(script));
    if (page) {
      page.reveal();
      return;
    }
    // The panel comes first: starting a sandbox may take a while.
    const panel = vscode.window.createWebviewPanel(
      panels.launch,
      launchTitle(script),
      vscode.ViewColumn.Active,
    );
    try {
      await this.fillLaunch(panel, script, this.ports.chosen.current.id);
    } catch (error) {
      panel.dispose();
      throw error;
    }
  }

  async restoreLaunch(panel: vscode.WebviewPanel, raw: unknown): Promise<void> {
    const state = parsePageState(raw);
    if (state) {
      await this.restore(panel, () => this.fillLaunch(panel, state.resource, state.connectionId));
    } else {
      panel.dispose();
    }
  }

  async openLogs(connection: Connection, jobName: string): Promise<void> {
    const page = this.open.get(logsKey(connection.info.id, jobName));
    if (page) {
      page.reveal();
      return;
    }
    const column = vscode.ViewColumn.Active;
    const panel = vscode.window.createWebviewPanel(panels.logs, logsTitle(jobName), column);
    await this.fillLogs(panel, connection, jobName);
  }

  async restoreLogs(panel: vscode.WebviewPanel, raw: unknown): Promise<void> {
    const state = parsePageState(raw);
    if (!state) {
      panel.dispose();
      return;
    }
    await this.restore(panel, async () => {
      const connection = await this.ports.chosen.openById(state.connectionId);
      await this.fillLogs(panel, connection, state.resource);
    });
  }

  /** The whole text of a job's logs: what its open page has, else what is there now. */
  async logText(connectionId: string, jobName: string): Promise<string> {
    const page = this.open.get(logsKey(connectionId, jobName));
    if (page instanceof LogsPanel) {
      return page.text();
    }
    const connection = await this.ports.chosen.openById(connectionId);
    const { clock } = this.ports;
    const session = new LogsSession(jobName, {
      ...{ connection, clock, kind: await this.ports.kind() },
      changed: () => undefined,
      failed: () => undefined,
    });
    return session.readOnce();
  }

  dispose(): void {
    this.open.forEach((page) => page.dispose());
    this.open.clear();
  }

  private async fillLaunch(
    panel: vscode.WebviewPanel,
    script: string,
    connectionId: string,
  ): Promise<void> {
    const connection = await this.ports.chosen.openById(connectionId);
    const page = new LaunchPanel(panel, script, connection, this.ports);
    this.keep(launchKey(script), page, panel);
    await page.open();
  }

  private async fillLogs(
    panel: vscode.WebviewPanel,
    connection: Connection,
    jobName: string,
  ): Promise<void> {
    const kind = await this.ports.kind();
    const page = new LogsPanel(panel, connection, jobName, { ...this.ports, kind });
    this.keep(logsKey(connection.info.id, jobName), page, panel);
    page.open();
  }

  private keep(key: string, page: Page, panel: vscode.WebviewPanel): void {
    this.open.set(key, page);
    panel.onDidDispose(() => {
      page.dispose();
      if (this.open.get(key) === page) {
        this.open.delete(key);
      }
    });
  }

  /** A page that cannot be brought back says why in its place. */
  private async restore(panel: vscode.WebviewPanel, fill: () => Promise<void>): Promise<void> {
    try {
      await fill();
    } catch (error) {
      this.ports.output.error('restoring a page', error);
      void vscode.window.showErrorMessage(describeFailure(error).message);
      panel.dispose();
    }
  }
}

const launchKey = (script: string): string => `launch ${script}`;
const logsKey = (connectionId: string, jobName: string): string =>
  `logs ${connectionId} ${jobName}`;
