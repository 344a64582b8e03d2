import { AppError } from '../errors';
import type { Page, ResourceItem } from './kind';
import { sameItem } from './sameItem';

/** Asks for one page; without a token for the first one. */
type ReadPage = (token?: string, signal?: AbortSignal) => Promise<Page<ResourceItem>>;

/** What reading changed. */
export interface RowsChange {
  /** Rows came or went. */
  readonly rows: boolean;
  /** Names of the rows that stayed and are different. */
  readonly changed: readonly string[];
}

/** How many pages without a new row one request for more may cost. */
const barrenPages = 10;

/**
 * The rows of one list as far as they were read, in the service's order. Readings do not overlap, and
 * none is answered by an earlier one, which may not know yet what it is asked for. What fails leaves
 * the rows as they are; the next request goes on from there.
 *
 * A page is what the service says at that time. A row that appears on two pages, because others came in
 * between, is one row. Only where a token counts rows instead of naming a place, as local test servers
 * do, can a deletion between two pages hide a row, until the next refresh.
 */
export class PagedRows {
  private rows = new Map<string, ResourceItem>();
  private list: readonly ResourceItem[] | undefined;
  private nextToken: string | undefined;
  private tokens = new Set<string>();
  private pages = 0;
  private wantsAll = false;
  private last: Promise<unknown> = Promise.resolve();
  private growing: Promise<RowsChange> | undefined;
  private completing: Promise<void> | undefined;

  constructor(private readonly readPage: ReadPage) {}

  get items(): readonly ResourceItem[] {
    this.list ??= [...this.rows.values()];
    return this.list;
  }

  /** Whether the service has more pages than were read. */
  get hasMore(): boolean {
    return this.nextToken !== undefined;
  }

  /** Reads as many pages as were read before, at least the first; all when all were asked for. */
  refresh(signal?: AbortSignal): Promise<RowsChange> {
    return this.inTurn(() => this.readAgain(this.wantsAll ? Infinity : this.pages, signal));
  }

  /**
   * Reads from the start as far as the last row that may have changed; rows behind it stay as they are.
   * Of thousands of rows few are at work, and those are the newest.
   */
  refreshUntil(
    mayChange: (item: ResourceItem) => boolean,
    signal?: AbortSignal,
  ): Promise<RowsChange> {
    return this.inTurn(() => {
      const last = Math.max(0, this.items.findLastIndex(mayChange));
      return this.readAgain(this.wantsAll ? Infinity : this.pages, signal, last);
    });
  }

  /** Reads on until there is a new row; asked again before it is there, it is still one reading. */
  loadMore(signal?: AbortSignal): Promise<RowsChange> {
    this.growing ??= this.inTurn(() => this.grow(signal)).finally(() => (this.growing = undefined));
    return this.growing;
  }

  /** Reads on to the end; `onPage` hears of each page. */
  loadAll(onPage: (change: RowsChange) => void, signal?: AbortSignal): Promise<void> {
    this.completing ??= this.inTurn(() => this.complete(onPage, signal)).finally(
      () => (this.completing = undefined),
    );
    return this.completing;
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const run = this.last.then(work);
    this.last = run.catch(() => undefined);
    return run;
  }

  private async complete(
    onPage: (change: RowsChange) => void,
    signal?: AbortSignal,
  ): Promise<void> {
    while (this.hasMore || this.pages === 0) {
      signal?.throwIfAborted();
      onPage(await this.readNext(signal));
    }
    this.wantsAll = true;
  }

  private async grow(signal?: AbortSignal): Promise<RowsChange> {
    const changed: string[] = [];
    let rows = false;
    for (let pages = 0; !rows && pages < barrenPages && (this.hasMore || pages === 0); pages++) {
      const change = await this.readNext(signal);
      changed.push(...change.changed);
      ({ rows } = change);
    }
    return { rows, changed };
  }

  /** Reads the next page; from the start where the service does not take its token any more. */
  private async readNext(signal?: AbortSignal): Promise<RowsChange> {
    if (this.pages > 0 && !this.hasMore) {
      return { rows: false, changed: [] };
    }
    let page: Page<ResourceItem>;
    try {
      page = await this.readPage(this.nextToken, signal);
    } catch (error) {
      if (this.hasMore && AppError.is(error, 'invalid')) {
        return this.readAgain(this.pages + 1, signal);
      }
      throw error;
    }
    this.takeToken(page.nextToken, this.tokens);
    const change = differences(this.rows, page.items);
    take(this.rows, page.items, this.rows);
    this.list = undefined;
    this.pages++;
    this.nextToken = page.nextToken;
    return change;
  }

  /** Reads from the start, as far as the row at `last` if it is given, and takes over all of it at once. */
  private async readAgain(
    pages: number,
    signal?: AbortSignal,
    last = Infinity,
  ): Promise<RowsChange> {
    const rows = new Map<string, ResourceItem>();
    const tokens = new Set<string>();
    const behind = new Behind(this.items);
    let token: string | undefined;
    let count = 0;
    do {
      const page = await this.readPage(token, signal);
      this.takeToken(page.nextToken, tokens);
      take(rows, page.items, this.rows);
      behind.pass(page.items);
      token = page.nextToken;
      count++;
    } while (token !== undefined && count < pages && behind.passed < last);
    const isWhole = token === undefined || count >= pages;
    if (!isWhole) {
      take(rows, behind.rest(rows), this.rows);
    }
    const before = this.rows;
    const { rows: came, changed } = differences(before, [...rows.values()]);
    const went = [...before.keys()].some((name) => !rows.has(name));
    const order = went || came || [...before.keys()].join() !== [...rows.keys()].join();
    this.rows = rows;
    this.list = undefined;
    if (isWhole) {
      [this.tokens, this.nextToken, this.pages] = [tokens, token, count];
    }
    return { rows: order, changed };
  }

  /** A list whose tokens lead back to where they came from would never end. */
  private takeToken(token: string | undefined, seen: Set<string>): void {
    if (token !== undefined && seen.has(token)) {
      throw new AppError(
        'unexpected',
        'The service gives the same page of this list again and again.',
      );
    }
    if (token !== undefined) {
      seen.add(token);
    }
  }
}

/** What stands behind the rows that were read again, by the order in which they were read before. */
class Behind {
  /** Index of the last row that was met again; those before it that were not met are gone. */
  passed = -1;
  private readonly places: ReadonlyMap<string, number>;

  constructor(private readonly items: readonly ResourceItem[]) {
    this.places = new Map(items.map(({ name }, index) => [name, index]));
  }

  pass(items: readonly ResourceItem[]): void {
    const met = items.map(({ name }) => this.places.get(name) ?? -1);
    this.passed = met.reduce((a, b) => Math.max(a, b), this.passed);
  }

  rest(read: ReadonlyMap<string, ResourceItem>): readonly ResourceItem[] {
    return this.items.slice(this.passed + 1).filter(({ name }) => !read.has(name));
  }
}

/** Adds rows; one that tells the same as `before` stays the same object, so that it is known again. */
function take(
  rows: Map<string, ResourceItem>,
  items: readonly ResourceItem[],
  before: ReadonlyMap<string, ResourceItem>,
): void {
  for (const item of items) {
    const known = before.get(item.name);
    rows.set(item.name, known && sameItem(known, item) ? known : item);
  }
}

/** What `items` bring that is new or different. */
function differences(
  before: ReadonlyMap<string, ResourceItem>,
  items: readonly ResourceItem[],
): RowsChange {
  const known = items.filter(({ name }) => before.has(name));
  return {
    rows: known.length < items.length,
    changed: known
      .filter((item) => !sameItem(before.get(item.name) ?? item, item))
      .map(({ name }) => name),
  };
}
