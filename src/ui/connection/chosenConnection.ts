import * as vscode from 'vscode';
import type { Connection } from '../../aws/connection';
import { sandboxRegion } from '../../core/sandbox/protocol';
import type { Remembered, Store } from '../../platform/state';
import type { BackendLoader } from '../backend';

const sandboxId = 'sandbox';

export type Chosen = Remembered['connection'];

/** The connection that new views and launches use; pages that are open keep their own. */
export class ChosenConnection implements vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<void>();
  readonly onDidChange = this.emitter.event;

  constructor(
    private readonly store: Store,
    private readonly backend: BackendLoader,
  ) {}

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

  /** `Local sandbox · us-east-1` */
  get title(): string {
    const { label, region } = this.current;
    return region ? `${label} · ${region}` : label;
  }

  async open(signal?: AbortSignal): Promise<Connection> {
    return this.openById(this.current.id, signal);
  }

  /** The connection whose jobs run on this computer: the chosen one, or else the sandbox. */
  async openLocal(signal?: AbortSignal): Promise<Connection> {
    return this.openById(this.current.runsHere ? this.current.id : sandboxId, signal);
  }

  /** Opens any connection, for what belongs to one that is not the chosen one. */
  async openById(id: string, signal?: AbortSignal): Promise<Connection> {
    return (await this.backend()).connections.open(id, signal);
  }

  async choose(chosen: Chosen): Promise<void> {
    await this.store.set('connection', chosen);
    this.emitter.fire();
  }

  /** Tells everyone that the connection behind the same choice is a new one. */
  renew(): void {
    this.emitter.fire();
  }

  dispose(): void {
    this.emitter.dispose();
  }
}
