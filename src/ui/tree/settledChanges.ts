import type { Clock } from '../../core/clock';

/** How long the workbench may need to take in rows that were answered, in milliseconds. */
const settling = 100;

/**
 * Tells the workbench of changed rows, but not while it takes in what it asked for below them.
 *
 * A change that arrives together with the answer is lost, and worse: the workbench then shows the
 * answered rows while the extension host has forgotten them, so that they can neither be selected nor
 * acted on. (Seen in VS Code 1.139: `refresh` empties `children`, the older answer fills them again.)
 */
export class SettledChanges<T extends object> {
  private readonly answering = new Map<T | undefined, number>();
  private readonly waiting = new Set<T | undefined>();

  /** `fire` is given changed rows, or nothing for all of them. */
  constructor(
    private readonly clock: Clock,
    private readonly fire: (rows: readonly T[] | undefined) => void,
  ) {}

  /** Answers what the workbench asks for below a row, or below none. */
  async answer<R>(row: T | undefined, children: () => Promise<R>): Promise<R> {
    this.answering.set(row, (this.answering.get(row) ?? 0) + 1);
    try {
      return await children();
    } finally {
      void this.settle(row);
    }
  }

  changed(rows: readonly T[] | undefined): void {
    const changed = rows ?? [undefined];
    changed.filter((row) => this.answering.has(row)).forEach((row) => this.waiting.add(row));
    this.tell(changed.filter((row) => !this.answering.has(row)));
  }

  private async settle(row: T | undefined): Promise<void> {
    await this.clock.sleep(settling);
    const left = (this.answering.get(row) ?? 1) - 1;
    if (left > 0) {
      this.answering.set(row, left);
      return;
    }
    this.answering.delete(row);
    if (this.waiting.delete(row)) {
      this.tell([row]);
    }
  }

  private tell(rows: readonly (T | undefined)[]): void {
    const known = rows.filter((row) => row !== undefined);
    if (known.length < rows.length) {
      this.fire(undefined);
    } else if (known.length > 0) {
      this.fire(known);
    }
  }
}
