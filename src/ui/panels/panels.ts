import * as vscode from 'vscode';
import type { ResourceKind } from '../../core/resources/kind';
import { panels } from '../../ids';
import type { LaunchDraft } from '../../shared/contracts/launch';
import type { TuningBackend } from '../backend';
import type { ChosenConnection } from '../connection/chosenConnection';
import { LogsSession } from '../logs/logsSession';
import { LaunchPanel, type LaunchPanelPorts } from './launchPanel';
import { launchTitle } from './launchTitle';
import { LogsPanel, logsTitle, type LogsPanelPorts } from './logsPanel';
import { parsePageState } from './panel';
import { TuningPanel, tuningTitle, type TuningPanelPorts } from './tuningPanel';

/** What the pages need, but for the kind of the jobs, which is loaded with the first of them. */
export interface PanelsPorts
  extends LaunchPanelPorts, Omit<LogsPanelPorts, 'kind'>, Omit<TuningPanelPorts, 'tuning'> {
  readonly chosen: ChosenConnection;
  kind(): Promise<ResourceKind>;
  tuning(): Promise<TuningBackend>;
}

/** The form of a launch, and where it goes. */
export interface FilledForm {
  readonly connectionId: string;
  readonly draft: LaunchDraft;
  /** The job whose request fills it in. */
  readonly from?: string | undefined;
  /** Path of the job file that fills it in: until it is launched it is not the script's own form. */
  readonly file?: string | undefined;
}

/** What a page is of. */
interface Subject {
  readonly type: (typeof panels)['launch' | 'logs' | 'tuning'];
  /** The script, or the job. */
  readonly resource: string;
  readonly connectionId: string;
  /** Of a launch page: the job file that its form is of. */
  readonly file?: string | undefined;
}

/** A panel, and what fills it once its connection is open. */
interface Entry {
  readonly subject: Subject;
  readonly panel: vscode.WebviewPanel;
  /** What a launch page opens with instead of the form as it was left. */
  form?: FilledForm | undefined;
  /** Whether the keys are for it: a page that is still being made loses them. */
  wantsKeys: boolean;
  page?: LaunchPanel | LogsPanel | TuningPanel;
  isClosed: boolean;
}

/**
 * The open pages: one per script that is about to be launched, one per job whose logs or results are shown. A script
 * has another page only for a form that goes elsewhere, or that a job file says.
 */
export class Panels {
  private readonly entries = new Set<Entry>();

  constructor(private readonly ports: PanelsPorts) {}

  /** `form`: the page shows it, where another connection is chosen too. */
  async openLaunch(script: string, form?: FilledForm): Promise<void> {
    const connectionId = form?.connectionId ?? this.ports.chosen.current.id;
    const { file } = form ?? {};
    const subject = { type: panels.launch, resource: script, connectionId, file };
    const open = form ? this.find(subject) : this.findLaunch(script);
    if (open) {
      open.panel.reveal();
      await handOver(open, form);
      return;
    }
    // The panel comes first: starting a sandbox may take a while.
    const entry = this.create(subject, launchTitle(script));
    entry.form = form;
    await closeOnFailure(entry, () => this.fillLaunch(entry));
  }

  restoreLaunch(panel: vscode.WebviewPanel, raw: unknown): Promise<void> {
    return this.restore(panels.launch, panel, raw);
  }

  /** `preserveFocus`: the page is shown, and the keys stay where they are. */
  async openLogs(connectionId: string, jobName: string, preserveFocus = false): Promise<void> {
    const subject = { type: panels.logs, resource: jobName, connectionId };
    const open = this.find(subject);
    if (open) {
      open.wantsKeys = !preserveFocus;
      open.panel.reveal(undefined, preserveFocus);
      return;
    }
    const entry = this.create(subject, logsTitle(jobName), preserveFocus);
    await closeOnFailure(entry, () => this.fillLogs(entry));
  }

  restoreLogs(panel: vscode.WebviewPanel, raw: unknown): Promise<void> {
    return this.restore(panels.logs, panel, raw);
  }

  async openTuning(connectionId: string, jobName: string, preserveFocus = false): Promise<void> {
    const subject = { type: panels.tuning, resource: jobName, connectionId };
    const open = this.find(subject);
    if (open) {
      open.panel.reveal(undefined, preserveFocus);
      return;
    }
    const entry = this.create(subject, tuningTitle(jobName), preserveFocus);
    await closeOnFailure(entry, () => this.fillTuning(entry));
  }

  restoreTuning(panel: vscode.WebviewPanel, raw: unknown): Promise<void> {
    return this.restore(panels.tuning, panel, raw);
  }

  /** The whole text of a job's logs: what its open page has, else what is there now. */
  async logText(connectionId: string, jobName: string): Promise<string> {
    const page = this.find({ type: panels.logs, resource: jobName, connectionId })?.page;
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
    for (const { page } of this.entries) {
      if (page instanceof LogsPanel || page instanceof TuningPanel) {
        page.lookAgain();
      }
    }
  }

  dispose(): void {
    this.entries.forEach(({ page }) => page?.dispose());
    this.entries.clear();
  }

  private async restore(
    type: Subject['type'],
    panel: vscode.WebviewPanel,
    raw: unknown,
  ): Promise<void> {
    const state = parsePageState(raw);
    if (!state) {
      panel.dispose();
      return;
    }
    const entry = this.take({ type, ...state }, panel);
    if (entry) {
      await closeOnFailure(entry, () => this.fill(entry));
    }
  }

  private fill(entry: Entry): Promise<void> {
    switch (entry.subject.type) {
      case panels.launch:
        return this.fillLaunch(entry);
      case panels.logs:
        return this.fillLogs(entry);
      case panels.tuning:
        return this.fillTuning(entry);
    }
  }

  private async fillLaunch(entry: Entry): Promise<void> {
    const { panel, subject } = entry;
    const connection = await this.ports.chosen.openById(subject.connectionId);
    const { launcher } = this.ports;
    await launcher.defaults.read(connection, subject.resource);
    if (!entry.isClosed) {
      const { resource: script, file } = subject;
      const { draft, from } = entry.form ?? {};
      const kept = launcher.memory.form(file ?? script, connection.info);
      const given = file === undefined ? draft : (draft ?? kept.draft);
      const remembered = given === undefined ? kept : { launch: given };
      const of = { script, connection, remembered, from, file };
      entry.page = new LaunchPanel(panel, of, this.ports);
      await entry.page.open();
    }
  }

  private async fillLogs(entry: Entry): Promise<void> {
    const { connectionId, resource: jobName } = entry.subject;
    const connection = await this.ports.chosen.openById(connectionId);
    const kind = await this.ports.kind();
    if (!entry.isClosed) {
      entry.page = new LogsPanel(entry.panel, connection, jobName, { ...this.ports, kind });
      entry.page.open();
    }
  }

  private async fillTuning(entry: Entry): Promise<void> {
    const { connectionId, resource: jobName } = entry.subject;
    const connection = await this.ports.chosen.openById(connectionId);
    const tuning = await this.ports.tuning();
    if (!entry.isClosed) {
      entry.page = new TuningPanel(entry.panel, connection, jobName, { ...this.ports, tuning });
      entry.page.open();
    }
  }

  private find({ type, resource, connectionId, file }: Subject): Entry | undefined {
    return [...this.entries].find(
      (entry) =>
        entry.subject.type === type &&
        entry.subject.resource === resource &&
        entry.subject.file === file &&
        connectionOf(entry) === connectionId,
    );
  }

  private findLaunch(script: string): Entry | undefined {
    return [...this.entries].find(
      ({ subject: { type, resource, file } }) =>
        type === panels.launch && resource === script && file === undefined,
    );
  }

  private create(subject: Subject, title: string, preserveFocus = false): Entry {
    const place = { viewColumn: vscode.ViewColumn.Active, preserveFocus };
    const panel = vscode.window.createWebviewPanel(subject.type, title, place);
    return this.keep(subject, panel, !preserveFocus);
  }

  /** A panel of before a reload; none when the page was opened anew before its tab was shown. */
  private take(subject: Subject, panel: vscode.WebviewPanel): Entry | undefined {
    const open = this.find(subject);
    if (open) {
      panel.dispose();
      open.panel.reveal();
      return undefined;
    }
    return this.keep(subject, panel, false);
  }

  private keep(subject: Subject, panel: vscode.WebviewPanel, wantsKeys: boolean): Entry {
    const entry: Entry = { subject, panel, wantsKeys, isClosed: false };
    this.entries.add(entry);
    const firstMessage = panel.webview.onDidReceiveMessage(() => {
      firstMessage.dispose();
      if (entry.wantsKeys && panel.active) {
        panel.reveal();
      }
    });
    panel.onDidDispose(() => {
      entry.isClosed = true;
      entry.page?.dispose();
      this.entries.delete(entry);
      if (subject.file !== undefined) {
        void this.ports.launcher.memory.forget(subject.file);
      }
    });
    return entry;
  }
}

/** A launch page may have been given another connection than it was opened with. */
function connectionOf({ page, subject }: Entry): string {
  return page instanceof LaunchPanel ? page.connectionId : subject.connectionId;
}

/** A page that is still to be filled opens with it. */
async function handOver(entry: Entry, form: FilledForm | undefined): Promise<void> {
  if (form && entry.page instanceof LaunchPanel) {
    await entry.page.refill(form.draft, form.from);
  } else if (form) {
    entry.form = form;
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
