import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Connection } from '../../../../src/aws/connection';
import type { JsonObject } from '../../../../src/core/training/exports/json';
import type { LaunchDraft } from '../../../../src/shared/contracts/launch';
import { ClonePages, type ClonePagesPorts } from '../../../../src/ui/clone/clonePages';
import type { LaunchOf } from '../../../../src/ui/launch/launcher';
import { FakeKind, fakeConnection } from '../../../fakes/fakeKind';
import { memoryStore } from '../../../fakes/memoryStore';
import { sdk2Request } from '../../core/training/again/sdkRequests';
import { launchPorts, type PortChanges } from '../launch/launchPorts';
import { PagePanel, settled } from './pagePanel';

export const here = 'profile:work:us-east-1';
export const there = 'profile:work:eu-west-1';
/** Another account in the region of `here`. */
export const theirs = 'profile:guest:us-east-1';
export const jobName = 'penguins-2026-11-20-10-00-00-000';

/** Tags are asked for apart. */
export const request: JsonObject = Object.fromEntries(
  Object.entries(sdk2Request).filter(([name]) => name !== 'Tags'),
);

export const connectionOf = (id: string): Connection => {
  const fake = fakeConnection(id, { runsHere: false, billable: true });
  const [, label = '', region = ''] = id.split(':');
  const info = { ...fake.info, label, region };
  const accountId = label === 'work' ? '123456789012' : '999999999999';
  const identity = () => Promise.resolve({ accountId, arn: '' });
  return { ...fake, info, identity };
};

export const epochs = (value: string) => (draft: LaunchDraft) => ({
  extra: draft.extra.map((row) => (row.name === 'epochs' ? { ...row, value } : row)),
});

/** The pages of one job in a workbench, through its reloads. */
export class ClonedPages {
  readonly panels: PagePanel[] = [];
  readonly store = memoryStore();
  /** Which connections pages asked for. */
  readonly wanted: object[] = [];
  private readonly mends = new Set<{ id: () => string; mended: () => void }>();
  /** What was remembered of jobs that were started. */
  readonly used: unknown[] = [];
  /** Settings that were chosen, and the fields that they were chosen for. */
  readonly chosen: unknown[] = [];
  readonly failures: unknown[] = [];
  /** The connection that the person picks. */
  picked = there;
  /** What is otherwise than where all is well. */
  changes: PortChanges = {};
  open: (id: string) => Promise<Connection> = (id) => Promise.resolve(connectionOf(id));
  pages: ClonePages;

  constructor() {
    Object.assign(vscode.Uri, { joinPath: (uri: object) => uri });
    Object.assign(vscode.window, { createWebviewPanel: () => this.newPanel() });
    this.pages = this.create();
  }

  /** Names of the forms that are remembered. */
  get remembered(): readonly string[] {
    return Object.keys(this.store.get('clones') ?? {});
  }

  /** The panel that was made last. */
  /** The keys of a connection have changed. */
  mend(connectionId: string): void {
    [...this.mends].filter(({ id }) => id() === connectionId).forEach(({ mended }) => mended());
  }

  get last(): PagePanel {
    const panel = this.panels.at(-1);
    assert.ok(panel);
    return panel;
  }

  async clone(): Promise<PagePanel> {
    await this.pages.open(connectionOf(here), { jobName, request, hasTags: true });
    return this.last;
  }

  /** The page that was made last is taken to another connection. */
  async go(to: string): Promise<PagePanel> {
    this.picked = to;
    await this.last.page.call('chooseConnection', undefined);
    return this.last;
  }

  /** The window is loaded anew. */
  reload(): void {
    this.pages.dispose();
    this.pages = this.create();
  }

  async restore(state: object): Promise<PagePanel> {
    await this.pages.restore(this.newPanel(), state);
    await settled();
    return this.last;
  }

  private newPanel(): vscode.WebviewPanel {
    const panel = new PagePanel();
    this.panels.push(panel);
    return panel.asPanel;
  }

  private create(): ClonePages {
    const kind = new FakeKind();
    kind.descriptions[jobName] = request;
    const used = (...all: unknown[]) => Promise.resolve(this.used.push(...all));
    const launcher = {
      ports: (of: LaunchOf) => launchPorts({ ...this.changes, send: (state) => of.send(state) }),
      memory: { used: { launched: used }, rememberRole: used },
      onDidMend: (id: () => string, mended: () => void) => {
        const listener = { id, mended };
        this.mends.add(listener);
        return { dispose: () => this.mends.delete(listener) };
      },
      pickers: {
        choose: (_connection: object, ...all: unknown[]) =>
          Promise.resolve(void this.chosen.push(...all)),
      },
    };
    return new ClonePages({
      extensionUri: vscode.Uri.file('/extension'),
      ...{ store: this.store, launcher },
      backend: () => Promise.resolve({ kinds: [kind] }),
      chosen: { openById: (id: string) => this.open(id) },
      otherConnection: (of: object) => {
        this.wanted.push(of);
        return Promise.resolve(connectionOf(this.picked));
      },
      started: () => Promise.resolve(),
      failed: (error: unknown) => this.failures.push(error),
    } as unknown as ClonePagesPorts);
  }
}
