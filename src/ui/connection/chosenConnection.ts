import * as vscode from 'vscode';
import type { Connection, Connections } from '../../aws/connection';
import { disposeAll, type Disposable } from '../../platform/disposable';
import { onDidChangeSetting } from '../../platform/settings';
import type { KnownConnection, Store } from '../../platform/state';
import type { BackendLoader } from '../backend';
import { isGuarded, titleOf } from './connectionTitle';
import { KnownConnections, sandboxId } from './knownConnections';

/**
 * The connection that launches use, and those that views show beside it. Pages that are open keep their own.
 */
export class ChosenConnection implements vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<void>();
  /** Another connection was chosen, or others are shown beside it. */
  readonly onDidChange = this.emitter.event;
  private readonly renewEmitter = new vscode.EventEmitter<string>();
  /** A connection that is shown leads elsewhere or works again: what was loaded of it is void. */
  readonly onDidRenew = this.renewEmitter.event;
  private readonly titleEmitter = new vscode.EventEmitter<void>();
  /** More is known of one, or it is to be treated otherwise; what was loaded of it stays right. */
  readonly onDidChangeTitle = this.titleEmitter.event;
  private readonly disposables: Disposable[] = [
    ...[this.emitter, this.renewEmitter, this.titleEmitter],
  ];
  private readonly known: KnownConnections;
  private followed: Connections | undefined;

  constructor(
    store: Store,
    private readonly backend: BackendLoader,
  ) {
    this.known = new KnownConnections(store);
    this.disposables.push(
      onDidChangeSetting('sagemakerWorkbench.connections.protected', () =>
        this.titleEmitter.fire(),
      ),
    );
  }

  get current(): KnownConnection {
    return this.known.current;
  }

  /** What views show, the chosen one among them; in an order that does not depend on it. */
  get shown(): readonly KnownConnection[] {
    return this.known.all;
  }

  /** `prod · us-east-1 · 123456789012 · protected`, as far as it is known and so. */
  get title(): string {
    return titleOf(this.current);
  }

  /** The same of another that is shown. */
  titleOf(id: string): string {
    const known = this.known.find(id);
    return known ? titleOf(known) : '';
  }

  /** Whether the settings name it as one to be careful with. */
  get isProtected(): boolean {
    return isGuarded(this.current);
  }

  async open(signal?: AbortSignal): Promise<Connection> {
    return this.openShown(this.current.id, signal);
  }

  /** Opens one that is shown; whose account it is will be seen. */
  async openShown(id: string, signal?: AbortSignal): Promise<Connection> {
    const connection = await this.openById(id, signal);
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

  /** Choosing the same once more has it looked at anew. */
  async choose(connection: KnownConnection): Promise<void> {
    const isSame = connection.id === this.current.id;
    await this.known.choose(connection);
    this.emitter.fire();
    if (isSame) {
      this.renewEmitter.fire(connection.id);
    }
    this.lookAt(connection.id);
  }

  /** Shows another connection beside the chosen one. */
  async show(connection: KnownConnection): Promise<void> {
    await this.known.add(connection);
    this.emitter.fire();
    this.lookAt(connection.id);
  }

  /** Shows it no more; the chosen one is always shown. */
  async hide(id: string): Promise<void> {
    await this.known.remove(id);
    this.emitter.fire();
  }

  /** Tells everyone that there is a new connection behind the same id. */
  renew(id: string): void {
    if (this.known.find(id)) {
      this.renewEmitter.fire(id);
    }
  }

  dispose(): void {
    disposeAll(this.disposables);
  }

  /** The views may be closed; whose account it is should be seen all the same. */
  private lookAt(id: string): void {
    this.openShown(id).catch(() => undefined);
  }

  private follow(connections: Connections): void {
    if (this.followed !== connections) {
      this.followed = connections;
      this.disposables.push(connections.onDidChange((id) => void this.recover(id)));
    }
  }

  /** What the files say has changed: the account that was known may be another one's. */
  private async recover(id: string): Promise<void> {
    if (this.known.find(id)) {
      await this.known.learn(id, undefined);
      this.renewEmitter.fire(id);
      this.titleEmitter.fire();
    }
  }

  /** An extra for the title; whatever fails here fails the views as well, which say it. */
  private async learnAccount(connection: Connection): Promise<void> {
    const { id, traits } = connection.info;
    if (traits.runsHere) {
      return;
    }
    const account = await connection.account().catch(() => undefined);
    if (account && this.known.isNews(id, account)) {
      await this.known.learn(id, account);
      this.titleEmitter.fire();
    }
  }
}
