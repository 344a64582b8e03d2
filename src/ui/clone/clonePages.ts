import * as vscode from 'vscode';
import { homedir } from 'node:os';
import type { Connection } from '../../aws/connection';
import { AppError, asAppError } from '../../core/errors';
import { loadImageTable } from '../../core/images/imageTable';
import { panels } from '../../ids';
import { notify, type Button } from '../../platform/prompts';
import type { Store } from '../../platform/state';
import type { LaunchDraft } from '../../shared/contracts/launch';
import type { BackendLoader } from '../backend';
import type { ChosenConnection } from '../connection/chosenConnection';
import { parseDraft } from '../launch/launchDraft';
import { parsePageState } from '../panels/panel';
import { ClonePanel, type ClonePanelPorts } from './clonePanel';
import { pageResource, readPageResource, type ClonePageName } from './clonePageName';
import type { CarriedForm } from './cloneSession';
import { cloneTitle } from './cloneTexts';
import { movedRequest } from './movedRequest';
import { readOriginal, type Original } from './original';

export interface ClonePagesPorts extends ClonePanelPorts {
  readonly backend: BackendLoader;
  readonly chosen: Pick<ChosenConnection, 'openById'>;
  readonly store: Store;
  /** The same account in a region, or any connection that the person picks; `undefined`: dismissed. */
  otherConnection(of: {
    readonly id: string;
    readonly region: string | undefined;
  }): Promise<Connection | undefined>;
  /** A page could not be restored, which is told already. */
  failed(error: unknown): void;
}

/** What a page is filled with. */
interface Filling {
  readonly connection: Connection;
  readonly original: Original;
  /** Absent: what was pasted is of no job that could be read again. */
  readonly name?: ClonePageName | undefined;
  /** The form as it was left before a reload. */
  readonly left?: LaunchDraft | undefined;
  /** The connection that the request is made for; absent: that of the page. */
  readonly source?: Connection | undefined;
  readonly carried?: CarriedForm | undefined;
}

interface Entry {
  readonly panel: vscode.WebviewPanel;
  /** What its form is remembered by. */
  readonly key: string | undefined;
  page?: ClonePanel;
  isClosed: boolean;
  /** Its form stays remembered though it is closed. */
  isLost: boolean;
}

/** Forms that are remembered: those of open pages, and of some that could not be restored. */
const mostForms = 50;

/** The open pages of requests that were made before; of each request as many as are worked on. */
export class ClonePages {
  private readonly entries = new Set<Entry>();

  constructor(private readonly ports: ClonePagesPorts) {}

  /**
   * A page of the same job that nobody has touched is brought to the front. `of`: the connection that the
   * original is of, where the page is to be of another one.
   */
  async open(connection: Connection, original: Original, of = connection): Promise<void> {
    const { jobName } = original;
    const { id } = connection.info;
    const source = of.info.id === id ? undefined : of;
    if (jobName === null) {
      await this.create({ connection, original, source });
      return;
    }
    const { name, untouched } = this.place({ jobName, from: of.info.id }, id);
    if (untouched) {
      untouched.panel.reveal();
      return;
    }
    // What could not be restored is not lost for that.
    const left = this.remembered(keyOf(id, name));
    await this.create({ connection, original, name, left, source });
  }

  /** The page of before a reload, as it was left; of what was pasted there is none. */
  async restore(panel: vscode.WebviewPanel, raw: unknown): Promise<void> {
    const state = parsePageState(raw);
    const name = state && readPageResource(state.resource, state.connectionId);
    if (!state || !name) {
      panel.dispose();
      return;
    }
    await this.fillAgain(panel, state.connectionId, name);
  }

  dispose(): void {
    this.entries.forEach(({ page }) => page?.dispose());
    this.entries.clear();
  }

  /** Where another page of a job belongs, and one of its pages that nobody has touched. */
  private place(
    of: Omit<ClonePageName, 'number'>,
    connectionId: string,
  ): { readonly name: ClonePageName; readonly untouched: Entry | undefined } {
    let untouched: Entry | undefined;
    for (let number = 1; ; number++) {
      const name = { ...of, number };
      const open = this.find(keyOf(connectionId, name));
      if (!open) {
        return { name, untouched };
      }
      untouched ??= open.page?.isEdited === true ? undefined : open;
    }
  }

  private async create(filling: Filling): Promise<void> {
    const { connection, original, name } = filling;
    const entry = this.take(newPanel(original.jobName), name && keyOf(connection.info.id, name));
    try {
      await this.fill(entry, filling);
    } catch (error) {
      entry.panel.dispose();
      throw error;
    }
  }

  private async fillAgain(
    panel: vscode.WebviewPanel,
    connectionId: string,
    name: ClonePageName,
  ): Promise<void> {
    const key = keyOf(connectionId, name);
    const open = this.find(key);
    if (open) {
      panel.dispose();
      open.panel.reveal();
      return;
    }
    const entry = this.take(panel, key);
    try {
      await this.fill(entry, await this.readAgain(connectionId, name));
    } catch (error) {
      if (entry.isClosed) {
        return;
      }
      // A job that is gone has no page any more; all else may be over when the person tries again.
      entry.isLost = !AppError.is(error, 'notFound');
      panel.dispose();
      const again = (): Promise<void> => this.fillAgain(newPanel(name.jobName), connectionId, name);
      this.tell(error, name.jobName, entry.isLost ? again : undefined);
    }
  }

  private tell(error: unknown, jobName: string, again: (() => unknown) | undefined): void {
    this.ports.failed(error);
    const { message } = asAppError(error);
    const buttons: readonly Button[] = again
      ? [{ label: vscode.l10n.t('Try Again'), run: again }]
      : [];
    const text = vscode.l10n.t('The page of {0} could not be restored. {1}', jobName, message);
    void notify('error', text, buttons);
  }

  private async readAgain(connectionId: string, name: ClonePageName): Promise<Filling> {
    const { backend, chosen } = this.ports;
    const connection = await chosen.openById(connectionId);
    const source = name.from === connectionId ? undefined : await chosen.openById(name.from);
    const original = await readOriginal(backend, source ?? connection, name.jobName);
    const left = this.remembered(keyOf(connectionId, name));
    return { connection, original, name, left, source };
  }

  private async fill(entry: Entry, filling: Filling): Promise<void> {
    const { connection, original, name, left, source, carried } = filling;
    const table = await loadImageTable();
    const request = carried?.request ?? original.request;
    const homes = carried?.homes;
    const moved =
      source && (await movedRequest(request, { from: source, to: connection, homes }, table));
    if (entry.isClosed) {
      return;
    }
    const page: ClonePanel = new ClonePanel(
      entry.panel,
      {
        ...{ connection, original, table, left, moved, carried },
        folder: vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? homedir(),
        resource: name ? pageResource(name, connection.info.id) : '',
        remember: (draft) => this.keep(entry.key, draft),
        goElsewhere: (region) => this.goElsewhere(page, filling, region),
      },
      this.ports,
    );
    entry.page = page;
    page.open();
  }

  /** The window's own choice of a connection stays. */
  private async goElsewhere(page: ClonePanel, from: Filling, region?: string): Promise<void> {
    const { id } = from.connection.info;
    const connection = await this.ports.otherConnection({ id, region });
    if (connection === undefined || connection.info.id === id) {
      return;
    }
    const { original, ...carried } = page.carried;
    const name = from.name && this.place(from.name, connection.info.id).name;
    await this.create({ connection, original, name, source: from.connection, carried });
  }

  private take(panel: vscode.WebviewPanel, key: string | undefined): Entry {
    const entry: Entry = { panel, key, isClosed: false, isLost: false };
    this.entries.add(entry);
    panel.onDidDispose(() => {
      entry.isClosed = true;
      this.entries.delete(entry);
      entry.page?.dispose();
      if (!entry.isLost) {
        this.keep(key, undefined);
      }
    });
    return entry;
  }

  private find(key: string): Entry | undefined {
    return [...this.entries].find((entry) => entry.key === key);
  }

  private remembered(key: string): LaunchDraft | undefined {
    return parseDraft(this.ports.store.get('clones')?.[key]);
  }

  /** Without a draft it is forgotten. */
  private keep(key: string | undefined, draft: LaunchDraft | undefined): void {
    const { store } = this.ports;
    const all = store.get('clones') ?? {};
    if (key === undefined || (draft === undefined && !Object.hasOwn(all, key))) {
      return;
    }
    const others = Object.entries(all).filter(([other]) => other !== key);
    const own = draft === undefined ? [] : [[key, draft] as const];
    void store.set('clones', Object.fromEntries([...others, ...own].slice(-mostForms)));
  }
}

const keyOf = (connectionId: string, name: ClonePageName): string =>
  `${connectionId} ${pageResource(name, connectionId)}`;

const newPanel = (jobName: string | null): vscode.WebviewPanel =>
  vscode.window.createWebviewPanel(panels.clone, cloneTitle(jobName), vscode.ViewColumn.Active);
