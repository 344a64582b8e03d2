import * as vscode from 'vscode';
import type { Connection, Connections } from '../../aws/connection';
import { isProtected } from '../../core/connections/protectedAccounts';
import { sandboxRegion } from '../../core/sandbox/protocol';
import { disposeAll, type Disposable } from '../../platform/disposable';
import { onDidChangeSetting, readSetting } from '../../platform/settings';
import type { Remembered, Store } from '../../platform/state';
import type { BackendLoader } from '../backend';

const sandboxId = 'sandbox';

export type Chosen = Remembered['connection'];

/** The connection that new views and launches use; pages that are open keep their own. */
export class ChosenConnection implements vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<void>();
  /** Another connection was chosen, or the same leads elsewhere or works again. */
  readonly onDidChange = this.emitter.event;
  private readonly titleEmitter = new vscode.EventEmitter<void>();
  /** More is known of it, or it is to be treated otherwise; what was loaded of it stays right. */
  readonly onDidChangeTitle = this.titleEmitter.event;
  private readonly disposables: Disposable[] = [this.emitter, this.titleEmitter];
  private followed: Connections | undefined;

  constructor(
    private readonly store: Store,
    private readonly backend: BackendLoader,
  ) {
    this.disposables.push(
      onDidChangeSetting('sagemakerWorkbench.connections.protected', () =>
        this.titleEmitter.fire(),
      ),
    );
  }

  get current(): Chosen {
    return (
      this.store.get('connection') ?? {
        id: sandboxId,
        label: vscode.l10n.t('Local sandbox'),
        region: sandboxRegion,
        runsHere: true,
      }
    );
  }

  /** `prod · us-east-1 · 123456789012 · protected`, as far as it is known and so. */
  get title(): string {
    const { label, region, account } = this.current;
    const word = this.isProtected ? vscode.l10n.t('protected') : '';
    return [label, region, account?.alias ?? account?.id, word].filter(Boolean).join(' · ');
  }

  /** Whether the settings name it as one to be careful with. */
  get isProtected(): boolean {
    const patterns = readSetting('sagemakerWorkbench.connections.protected') ?? [];
    return !this.current.runsHere && isProtected(patterns, this.current);
  }

  async open(signal?: AbortSignal): Promise<Connection> {
    const connection = await this.openById(this.current.id, signal);
    void this.learnAccount(connection);
    return connection;
  }

  /** The connection whose jobs run on this computer: the chosen one, or else the sandbox. */
  async openLocal(signal?: AbortSignal): Promise<Connection> {
    return this.openById(this.current.runsHere ? this.current.id : sandboxId, signal);
  }

  /** Opens any connection, for what belongs to one that is not the chosen one. */
  async openById(id: string, signal?: AbortSignal): Promise<Connection> {
    const { connections } = await this.backend();
    this.follow(connections);
    return connections.open(id, signal);
  }

  async choose(chosen: Chosen): Promise<void> {
    await this.store.set('connection', chosen);
    this.emitter.fire();
    // The views may be closed; whose account it is should be seen all the same.
    this.open().catch(() => undefined);
  }

  /** Tells everyone that the connection behind the same choice is a new one. */
  renew(): void {
    this.emitter.fire();
  }

  dispose(): void {
    disposeAll(this.disposables);
  }

  private follow(connections: Connections): void {
    if (this.followed !== connections) {
      this.followed = connections;
      this.disposables.push(connections.onDidChange((id) => void this.recover(id)));
    }
  }

  /** What the files say has changed: the account that was known may be another one's. */
  private async recover(id: string): Promise<void> {
    if (id === this.current.id) {
      await this.store.set('connection', { ...this.current, account: undefined });
      this.emitter.fire();
    }
  }

  /** An extra for the title; whatever fails here fails the views as well, which say it. */
  private async learnAccount(connection: Connection): Promise<void> {
    if (connection.info.traits.runsHere) {
      return;
    }
    const account = await connection.account().catch(() => undefined);
    const { current } = this;
    const isNews = account?.id !== current.account?.id || account?.alias !== current.account?.alias;
    if (account && isNews && connection.info.id === current.id) {
      await this.store.set('connection', { ...current, account });
      this.titleEmitter.fire();
    }
  }
}
