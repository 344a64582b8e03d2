import * as vscode from 'vscode';
import type { ResourceKind } from '../../core/resources/kind';
import { panels } from '../../ids';
import type { ChosenConnection } from '../connection/chosenConnection';
import { LogsSession } from '../logs/logsSession';
import { LaunchPanel, launchTitle, type LaunchPanelPorts } from './launchPanel';
import { LogsPanel, logsTitle, type LogsPanelPorts } from './logsPanel';
import { parsePageState } from './panel';

/** What the pages need, but for the kind of the jobs, which is loaded with the first of them. */
export interface PanelsPorts extends LaunchPanelPorts, Omit<LogsPanelPorts, 'kind'> {
  readonly chosen: ChosenConnection;
  kind(): Promise<ResourceKind>;
}

/** A panel, and what fills it once its connection is open. */
interface Entry {
  readonly panel: vscode.WebviewPanel;
  page?: LaunchPanel | LogsPanel;
  isClosed: boolean;
}

/** The open pages: one per script that is about to be launched, one per job whose logs are shown. */
export class Panels {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly ports: PanelsPorts) {}

  async openLaunch(script: string): Promise<void> {
    const key = launchKey(script);
    // The panel comes first: starting a sandbox may take a while.
    const entry = this.create(key, panels.launch, launchTitle(script));
    if (entry) {
      await closeOnFailure(entry, () =>
        this.fillLaunch(entry, script, this.ports.chosen.current.id),
      );
    }
  }

  async restoreLaunch(panel: vscode.WebviewPanel, raw: unknown): Promise<void> {
    const state = parsePageState(raw);
    if (!state) {
      panel.dispose();
      return;
    }
    const { resource, connectionId } = state;
    const entry = this.take(launchKey(resource), panel);
    if (entry) {
      await closeOnFailure(entry, () => this.fillLaunch(entry, resource, connectionId));
    }
  }

  /** `preserveFocus`: the page is shown, and the keys stay where they are. */
  async openLogs(connectionId: string, jobName: string, preserveFocus = false): Promise<void> {
    const key = logsKey(connectionId, jobName);
    const entry = this.create(key, panels.logs, logsTitle(jobName), preserveFocus);
    if (entry) {
      await closeOnFailure(entry, () => this.fillLogs(entry, connectionId, jobName));
    }
  }

  async restoreLogs(panel: vscode.WebviewPanel, raw: unknown): Promise<void> {
    const state = parsePageState(raw);
    if (!state) {
      panel.dispose();
      return;
    }
    const { resource, connectionId } = state;
    const entry = this.take(logsKey(connectionId, resource), panel);
    if (entry) {
      await closeOnFailure(entry, () => this.fillLogs(entry, connectionId, resource));
    }
  }

  /** The whole text of a job's logs: what its open page has, else what is there now. */
  async logText(connectionId: string, jobName: string): Promise<string> {
    const page = this.entries.get(logsKey(connectionId, jobName))?.page;
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

  /** Jobs have been deleted: their pages are to say so. */
  lookAgain(): void {
    for (const { page } of this.entries.values()) {
      if (page instanceof LogsPanel) {
        page.lookAgain();
      }
    }
  }

  dispose(): void {
    this.entries.forEach(({ page }) => page?.dispose());
    this.entries.clear();
  }

  private async fillLaunch(entry: Entry, script: string, connectionId: string): Promise<void> {
    const connection = await this.ports.chosen.openById(connectionId);
    if (!entry.isClosed) {
      entry.page = new LaunchPanel(entry.panel, script, connection, this.ports);
      await entry.page.open();
    }
  }

  private async fillLogs(entry: Entry, connectionId: string, jobName: string): Promise<void> {
    const connection = await this.ports.chosen.openById(connectionId);
    const kind = await this.ports.kind();
    if (!entry.isClosed) {
      entry.page = new LogsPanel(entry.panel, connection, jobName, { ...this.ports, kind });
      entry.page.open();
    }
  }

  /** A new panel; none when there is one already, which then comes to the front. */
  private create(
    key: string,
    type: string,
    title: string,
    preserveFocus = false,
  ): Entry | undefined {
    const open = this.entries.get(key);
    if (open) {
      open.panel.reveal(undefined, preserveFocus);
      return undefined;
    }
    const place = { viewColumn: vscode.ViewColumn.Active, preserveFocus };
    return this.keep(key, vscode.window.createWebviewPanel(type, title, place));
  }

  /** A panel of before a reload; none when the page was opened anew before its tab was shown. */
  private take(key: string, panel: vscode.WebviewPanel): Entry | undefined {
    const open = this.entries.get(key);
    if (open) {
      panel.dispose();
      open.panel.reveal();
      return undefined;
    }
    return this.keep(key, panel);
  }

  private keep(key: string, panel: vscode.WebviewPanel): Entry {
    const entry: Entry = { panel, isClosed: false };
    this.entries.set(key, entry);
    panel.onDidDispose(() => {
      entry.isClosed = true;
      entry.page?.dispose();
      if (this.entries.get(key) === entry) {
        this.entries.delete(key);
      }
    });
    return entry;
  }
}

/** A page that cannot be filled is closed; whoever opened it says why. */
async function closeOnFailure({ panel }: Entry, fill: () => Promise<void>): Promise<void> {
  try {
    await fill();
  } catch (error) {
    panel.dispose();
    throw error;
  }
}

const launchKey = (script: string): string => `launch ${script}`;
const logsKey = (connectionId: string, jobName: string): string =>
  `logs ${connectionId} ${jobName}`;
