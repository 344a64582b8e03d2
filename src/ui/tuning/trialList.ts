import type { Page } from '../../core/resources/kind';
import { isSettled, numbered, type Trial } from '../../core/tuning/tuningJob';

type ListPage = (token: string | undefined, signal: AbortSignal) => Promise<Page<Trial>>;

/** A page of 100 trials, and one more where some that run are older. */
const fewPages = 2;
/** Which of the readings goes as far as the oldest trial that runs. */
const everyFar = 5;

/**
 * The trials of a tuning job. All pages are read at first and when it has ended; meanwhile only as
 * many, from the newest, as can hold something new: the newest page mostly.
 */
export class TrialList {
  private readonly byName = new Map<string, Trial>();
  private ordered: readonly Trial[] | undefined = [];
  private readings = 0;
  private whole = false;
  private isFinal = false;

  constructor(
    private readonly page: ListPage,
    private readonly changed: () => void,
  ) {}

  /** In the order of their creation, numbered. */
  get all(): readonly Trial[] {
    this.ordered ??= numbered(this.byName.values());
    return this.ordered;
  }

  /** Whether every page has been read. */
  get isWhole(): boolean {
    return this.whole;
  }

  /** Has the next reading read everything. */
  forget(): void {
    this.whole = false;
    this.isFinal = false;
  }

  /** Reads what may have changed; `isBusy`: whether the tuning job still goes on. */
  async read(isBusy: boolean, signal: AbortSignal): Promise<void> {
    if (!this.whole || (!isBusy && !this.isFinal)) {
      await this.readAll(signal);
    } else if (isBusy) {
      this.readings++;
      await this.readNewest(this.readings % everyFar === 0 ? Infinity : fewPages, signal);
    }
    this.isFinal = !isBusy;
  }

  private async readAll(signal: AbortSignal): Promise<void> {
    const seen = new Set<string>();
    let token: string | undefined;
    do {
      const { items, nextToken } = await this.page(token, signal);
      items.forEach(({ name }) => seen.add(name));
      this.take(items);
      token = nextToken;
    } while (token !== undefined);
    this.drop(seen);
    this.whole = true;
  }

  private async readNewest(mostPages: number, signal: AbortSignal): Promise<void> {
    const open = new Set(this.all.filter((trial) => !isSettled(trial)).map(({ name }) => name));
    let token: string | undefined;
    let isKnown = false;
    for (let pages = 1; ; pages++) {
      const { items, nextToken } = await this.page(token, signal);
      isKnown ||= items.some(({ name }) => this.byName.has(name));
      items.forEach(({ name }) => open.delete(name));
      this.take(items);
      token = nextToken;
      if (token === undefined || (isKnown && (open.size === 0 || pages >= mostPages))) {
        return;
      }
    }
  }

  private take(items: readonly Trial[]): void {
    items.forEach((trial) => this.byName.set(trial.name, trial));
    this.ordered = undefined;
    this.changed();
  }

  /** Trials whose training jobs have been deleted are gone from a whole list. */
  private drop(seen: ReadonlySet<string>): void {
    for (const name of [...this.byName.keys()]) {
      if (!seen.has(name)) {
        this.byName.delete(name);
      }
    }
    this.ordered = undefined;
  }
}
