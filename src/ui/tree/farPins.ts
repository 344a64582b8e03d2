import { rowKey } from '../../core/resources/applyQuery';
import { askedText } from '../../core/resources/askedText';
import type { ResourceItem, ResourceKind, Sender } from '../../core/resources/kind';

/** Whoever pins more than these finds the others when their pages are read. */
const mostPins = 20;
/** Names that hold the whole name of a pinned one can fill a page; hardly more of them. */
const mostPages = 3;

export interface FarPinsPorts {
  readonly kind: Pick<ResourceKind, 'find'>;
  readonly api: Sender;
  readonly signal: AbortSignal;
  /** A call is made. */
  called(): void;
  /** One was found, or does not exist any more. */
  changed(): void;
  failed(error: unknown): void;
}

/** Pinned resources on pages of the service that were not read: each is found by its name, once. */
export class FarPins {
  private readonly found = new Map<string, ResourceItem>();
  private readonly asked = new Set<string>();

  constructor(private readonly ports: FarPinsPorts) {}

  /** The rows that were read, and what else is pinned as far as it was found; looks for the rest. */
  join(rows: readonly ResourceItem[], pins: readonly string[] = []): readonly ResourceItem[] {
    if (pins.length === 0 || !this.ports.kind.find) {
      return rows;
    }
    const near = new Set(rows.map(rowKey));
    const far = pins.filter((key) => !near.has(key)).slice(0, mostPins);
    for (const key of far.filter((one) => !this.asked.has(one))) {
      this.asked.add(key);
      this.look(key).catch((error: unknown) => this.ports.failed(error));
    }
    return [...rows, ...far.flatMap((key) => this.found.get(key) ?? [])];
  }

  /** What was found may be otherwise by now: it is looked for again when it is wanted next. */
  renew(): void {
    this.asked.clear();
  }

  private async look(key: string): Promise<void> {
    const before = this.found.get(key);
    const item = await this.read(key);
    this.ports.signal.throwIfAborted();
    if (item) {
      this.found.set(key, item);
    } else {
      this.found.delete(key);
    }
    if (item ?? before) {
      this.ports.changed();
    }
  }

  private async read(key: string): Promise<ResourceItem | undefined> {
    const { kind, api, signal } = this.ports;
    const text = askedText(key);
    let token: string | undefined;
    for (let pages = 0; text !== undefined && pages < mostPages; pages++) {
      this.ports.called();
      const page = await kind.find?.(api, text, token, signal);
      const item = page?.items.find((one) => rowKey(one) === key);
      token = page?.nextToken;
      if (item ?? token === undefined) {
        return item;
      }
    }
    return undefined;
  }
}
