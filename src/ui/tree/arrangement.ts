import type { ShownRows } from '../../core/resources/applyQuery';
import type { ResourceItem } from '../../core/resources/kind';
import type { ResourceQuery } from '../../core/resources/query';

/** The workbench asks for every row of a group at once, so that it gets them in such portions. */
const portion = 500;

/** Rows that stand together. */
export interface Place {
  /** As in `ShownRows`; `pinned` and the only group stand below the list's own row. */
  readonly key: string;
  /** As many as are shown. */
  readonly items: readonly ResourceItem[];
  readonly count: number;
}

/** What a list shows: each row in one place, in portions. */
export class Arrangement {
  private readonly limits = new Map<string, number>();
  private rows: ShownRows = { pinned: [], groups: [], hidden: 0 };
  private by: ResourceQuery['groupBy'];

  take(rows: ShownRows, query: ResourceQuery): void {
    this.rows = rows;
    this.by = query.groupBy;
  }

  get pinned(): readonly ResourceItem[] {
    return this.rows.pinned;
  }

  get hidden(): number {
    return this.rows.hidden;
  }

  get groupBy(): ResourceQuery['groupBy'] {
    return this.by;
  }

  get isEmpty(): boolean {
    return this.rows.pinned.length === 0 && this.rows.groups.length === 0;
  }

  get places(): readonly Place[] {
    return this.rows.groups.map(({ key, items }) => this.place(key, items));
  }

  placeOf(key: string): Place {
    return this.place(key, this.rows.groups.find((group) => group.key === key)?.items ?? []);
  }

  showMore(key: string): void {
    this.limits.set(key, this.limitOf(key) + portion);
  }

  /** Every row that is shown. */
  get shown(): readonly ResourceItem[] {
    return [...this.rows.pinned, ...this.places.flatMap(({ items }) => items)];
  }

  /** Differs when rows came, went or changed their places, or when their number changed. */
  get layout(): string {
    const places = this.places.map(({ key, items, count }) => [key, count, ...names(items)]);
    return JSON.stringify([this.by, names(this.rows.pinned), this.rows.hidden, places]);
  }

  private place(key: string, items: readonly ResourceItem[]): Place {
    return { key, items: items.slice(0, this.limitOf(key)), count: items.length };
  }

  private limitOf(key: string): number {
    return this.limits.get(key) ?? portion;
  }
}

const names = (items: readonly ResourceItem[]): readonly string[] => items.map(({ name }) => name);
