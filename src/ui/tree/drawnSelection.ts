import type { Clock } from '../../core/clock';

/** How long the workbench may need to ask for the rows below a changed one and to draw them, in milliseconds. */
const drawing = 400;

export interface DrawnSelectionPorts<T> {
  /** The rows that are selected, in any order. */
  selected(): readonly T[];
  /** Whether a row stands for something that can be acted on: only of those the highlight matters. */
  isActedOn(row: T): boolean;
  /** Has rows drawn anew, in this order; nothing: all of them. */
  draw(rows: readonly T[] | undefined): void;
}

/**
 * Has changed rows drawn so that what is selected stays to be seen as selected.
 *
 * When the workbench draws a selected row anew, or rows in whose place selected ones were, it ceases to
 * mark the selected rows behind them, though they are selected and would be acted on. (Seen in VS Code
 * 1.139: `Trait.splice` of its list stops at an index that was deleted.) A row that is drawn anew itself is
 * marked again, so the others follow from top to bottom.
 */
export class DrawnSelection<T extends object> {
  private top: readonly T[] = [];
  private readonly below = new WeakMap<T, readonly T[]>();
  private isDue = false;

  constructor(
    private readonly clock: Clock,
    private readonly ports: DrawnSelectionPorts<T>,
  ) {}

  /** What the workbench was answered below a row, or below none. */
  take(row: T | undefined, children: readonly T[]): void {
    if (row) {
      this.below.set(row, children);
    } else {
      this.top = children;
    }
  }

  changed(rows: readonly T[] | undefined): void {
    const { ports } = this;
    const selected = new Set(ports.selected());
    if (selected.size < 2 || rows?.every((row) => this.isAlone(row, selected))) {
      ports.draw(rows);
    } else if (rows?.every((row) => !this.below.has(row))) {
      ports.draw(this.fromTop([...rows, ...this.actedOn]));
    } else {
      ports.draw(rows);
      void this.drawLater();
    }
  }

  /** Whether nothing that is selected is drawn with it. */
  private isAlone(row: T, selected: ReadonlySet<T>): boolean {
    return !this.below.has(row) && !selected.has(row);
  }

  private get actedOn(): readonly T[] {
    return this.ports.selected().filter((row) => this.ports.isActedOn(row));
  }

  private async drawLater(): Promise<void> {
    if (this.isDue) {
      return;
    }
    this.isDue = true;
    await this.clock.sleep(drawing);
    this.isDue = false;
    const leaves = this.actedOn.filter((row) => !this.below.has(row));
    if (this.ports.selected().length > 1 && leaves.length > 0) {
      this.ports.draw(this.fromTop(leaves));
    }
  }

  /** In the order in which they stand; those that do not, last. */
  private fromTop(rows: readonly T[]): readonly T[] {
    const left = new Set(rows);
    const found: T[] = [];
    const look = (among: readonly T[]): void => {
      for (const row of among) {
        if (left.size === 0) {
          return;
        }
        if (left.delete(row)) {
          found.push(row);
        }
        look(this.below.get(row) ?? []);
      }
    };
    look(this.top);
    return [...found, ...left];
  }
}
