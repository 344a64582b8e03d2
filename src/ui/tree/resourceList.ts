import type { ResourceItem, ResourceKind, Sender } from '../../core/resources/kind';

/** What a refresh changed. */
export interface ListChange {
  /** Rows came, went, or stand elsewhere now. */
  readonly rows: boolean;
  /** Names of the rows that stayed and are different. */
  readonly changed: readonly string[];
}

const nothingNew: ListChange = { rows: false, changed: [] };

/**
 * The loaded rows of one kind in one connection: first page, further pages, refresh. Calls do not
 * overlap, and none is answered by an earlier one, which may not know yet what it is asked for.
 */
export class ResourceList {
  private loaded: readonly ResourceItem[] = [];
  private nextToken: string | undefined;
  private pages = 0;
  private last: Promise<unknown> = Promise.resolve();
  private growing: Promise<ListChange> | undefined;

  constructor(
    readonly kind: ResourceKind,
    private readonly api: Sender,
  ) {}

  /** Running first, then the newest. */
  get items(): readonly ResourceItem[] {
    return this.loaded;
  }

  get hasMore(): boolean {
    return this.nextToken !== undefined;
  }

  get hasBusy(): boolean {
    return this.loaded.some((item) => this.isBusy(item));
  }

  isBusy(item: ResourceItem): boolean {
    return this.kind.tone(item) === 'busy';
  }

  /** Loads as many pages as are shown already, at least the first. */
  refresh(signal?: AbortSignal): Promise<ListChange> {
    return this.inTurn(async () => {
      const items: ResourceItem[] = [];
      let token: string | undefined;
      let pages = 0;
      do {
        const page = await this.kind.list(this.api, token, signal);
        items.push(...page.items);
        token = page.nextToken;
        pages++;
      } while (token !== undefined && pages < this.pages);
      this.pages = pages;
      this.nextToken = token;
      return this.take(items);
    });
  }

  /** Loads the next page; asked again before it is there, it is still one page. */
  loadMore(signal?: AbortSignal): Promise<ListChange> {
    this.growing ??= this.inTurn(() => this.grow(signal)).finally(() => (this.growing = undefined));
    return this.growing;
  }

  private async grow(signal?: AbortSignal): Promise<ListChange> {
    if (!this.hasMore) {
      return nothingNew;
    }
    const page = await this.kind.list(this.api, this.nextToken, signal);
    this.pages++;
    this.nextToken = page.nextToken;
    return this.take([...this.loaded, ...page.items]);
  }

  private inTurn(work: () => Promise<ListChange>): Promise<ListChange> {
    const run = this.last.then(work);
    this.last = run.catch(() => undefined);
    return run;
  }

  private take(items: readonly ResourceItem[]): ListChange {
    const before = new Map(this.loaded.map((item) => [item.name, item]));
    const order = this.loaded.map(({ name }) => name);
    // A job created between two pages pushes the last row of one onto the next.
    const unique = [...new Map(items.map((item) => [item.name, item])).values()];
    this.loaded = unique.toSorted((a, b) => this.rank(a, b));
    return {
      rows:
        this.loaded.length !== order.length || this.loaded.some(({ name }, i) => name !== order[i]),
      changed: this.loaded
        .filter((item) => {
          const old = before.get(item.name);
          return old !== undefined && !isSame(old, item);
        })
        .map(({ name }) => name),
    };
  }

  private rank(a: ResourceItem, b: ResourceItem): number {
    const busy = Number(this.isBusy(b)) - Number(this.isBusy(a));
    return busy || (b.createdAt?.getTime() ?? 0) - (a.createdAt?.getTime() ?? 0);
  }
}

function isSame(a: ResourceItem, b: ResourceItem): boolean {
  return (
    a.status === b.status &&
    a.phase === b.phase &&
    a.arn === b.arn &&
    a.createdAt?.getTime() === b.createdAt?.getTime() &&
    a.endedAt?.getTime() === b.endedAt?.getTime()
  );
}
