import * as vscode from 'vscode';
import type { Account } from '../../core/connections/connection';
import { sandboxRegion } from '../../core/sandbox/protocol';
import type { KnownConnection, Store } from '../../platform/state';

export const sandboxId = 'sandbox';

/**
 * The connections that this window shows, kept for its next start. The store is read once: another window
 * of the same workspace may write to it, and does not switch this one.
 */
export class KnownConnections {
  private chosen: KnownConnection;
  private beside: readonly KnownConnection[];

  constructor(private readonly store: Store) {
    const chosen = store.get('connection') ?? sandbox();
    this.chosen = chosen;
    this.beside = (store.get('shownBeside') ?? []).filter(({ id }) => id !== chosen.id);
  }

  get current(): KnownConnection {
    return this.chosen;
  }

  /** All of them, in an order that stays when another one is chosen. */
  get all(): readonly KnownConnection[] {
    return [this.chosen, ...this.beside].sort((a, b) => (placeIn(a) < placeIn(b) ? -1 : 1));
  }

  find(id: string): KnownConnection | undefined {
    return [this.chosen, ...this.beside].find((one) => one.id === id);
  }

  /** It takes the place of the one before, which stays shown only where both were. */
  async choose(connection: KnownConnection): Promise<void> {
    const others = this.beside.filter(({ id }) => id !== connection.id);
    const wasShown = others.length < this.beside.length;
    // Whose account it is was learned already, and may be why it is protected.
    const chosen = { ...this.find(connection.id), ...connection };
    this.beside = wasShown ? [...others, this.chosen] : others;
    this.chosen = chosen;
    await this.save();
  }

  async add(connection: KnownConnection): Promise<void> {
    if (!this.find(connection.id)) {
      this.beside = [...this.beside, connection];
      await this.save();
    }
  }

  /** The chosen one stays. */
  async remove(id: string): Promise<void> {
    this.beside = this.beside.filter((one) => one.id !== id);
    await this.save();
  }

  /** Whether one that is shown was not known to be of this account, or not by this name. */
  isNews(id: string, { id: number, alias }: Account): boolean {
    const known = this.find(id);
    return known !== undefined && (known.account?.id !== number || known.account.alias !== alias);
  }

  /** Whose account it is; `undefined`: not known any more. */
  async learn(id: string, account: Account | undefined): Promise<void> {
    const told = (one: KnownConnection) => (one.id === id ? { ...one, account } : one);
    this.chosen = told(this.chosen);
    this.beside = this.beside.map(told);
    await this.save();
  }

  private async save(): Promise<void> {
    const { chosen, beside } = this;
    await Promise.all([
      this.store.set('connection', chosen),
      this.store.set('shownBeside', beside),
    ]);
  }
}

const sandbox = (): KnownConnection => ({
  id: sandboxId,
  label: vscode.l10n.t('Local sandbox'),
  region: sandboxRegion,
  runsHere: true,
});

/** This computer first, then by name. */
const placeIn = ({ runsHere, label, region, id }: KnownConnection): string =>
  [runsHere ? 0 : 1, label, region, id].join(' ');
