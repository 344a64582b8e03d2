import type { Clock } from '../../core/clock';
import { asAppError, type AppError } from '../../core/errors';
import { applyQuery, rowKey } from '../../core/resources/applyQuery';
import { askedText } from '../../core/resources/askedText';
import type {
  Capability,
  Page,
  ResourceItem,
  ResourceKind,
  Sender,
} from '../../core/resources/kind';
import { workOff } from '../../core/workOff';

/** One list to be searched: a kind in a connection, which is of one region. */
export interface FindPlace {
  readonly connectionId: string;
  /** What the connection is called. */
  readonly label: string;
  readonly region: string;
  /** What cannot be done in its connection. */
  readonly lacks: readonly Capability[];
  readonly kind: ResourceKind;
  readonly api: Sender;
  /** Rows that are known without a call. */
  readonly loaded: readonly ResourceItem[];
  /** Which rows are of use. */
  fits(item: ResourceItem): boolean;
}

/** What was found in a place until now. */
export interface Found {
  readonly place: FindPlace;
  readonly items: readonly ResourceItem[];
  /** Whether the service has more than were read. */
  readonly hasMore: boolean;
  readonly error?: AppError | undefined;
}

export interface FindPorts {
  readonly clock: Clock;
  /** Whether something is asked while nothing is typed. */
  readonly asksAtOnce: boolean;
  /** More is known, or less is going on. */
  changed(): void;
}

/** A person's typing is over for now. */
const typingPause = 200;
/** As many lists are asked at once. */
const atOnce = 4;
/** Enough rows to choose from; somebody who looks for another one types on. */
const enough = 20;
/** Filters that the service applies behind its pages can leave them empty. */
const mostPages = 10;
/** How long a service that is asked too often is left alone, the first time. */
const firstRest = 2000;
const longestRest = 30_000;

interface Searched {
  readonly place: FindPlace;
  readonly known: Map<string, ResourceItem>;
  /** Texts to which every row is known. */
  readonly complete: string[];
  hasMore: boolean;
  error?: AppError | undefined;
}

/** Searches many lists for the text that is typed: rows that are known at once, then the service's. */
export class FindSession {
  /** Why whole connections cannot be searched. */
  readonly failures: AppError[] = [];
  private readonly searched: Searched[] = [];
  private text = '';
  private asking = new AbortController();
  private isBusy = false;
  private isOver = false;

  constructor(private readonly ports: FindPorts) {}

  /** Whether rows may still come. */
  get isAsking(): boolean {
    return this.isBusy;
  }

  /** Where something was found, or could not be; in the order of the places. */
  get found(): readonly Found[] {
    return this.searched.map(({ place, known, hasMore, error }) => ({
      ...{ place, hasMore, error },
      items: this.fitting(place, known),
    }));
  }

  add(places: readonly FindPlace[]): void {
    if (this.isOver) {
      return;
    }
    for (const place of places) {
      const known = new Map(place.loaded.map((item) => [rowKey(item), item]));
      this.searched.push({ place, known, complete: [], hasMore: false });
    }
    this.ask(this.text);
  }

  /** Tells of a connection that has no places. */
  fail(error: unknown): void {
    if (this.isOver) {
      return;
    }
    this.failures.push(asAppError(error));
    this.ports.changed();
  }

  /** Looks for another text; what was asked for the one before is given up. */
  ask(text: string): void {
    this.text = text.trim();
    this.asking.abort();
    this.asking = new AbortController();
    const { signal } = this.asking;
    this.isBusy = this.text !== '' || this.ports.asksAtOnce;
    this.ports.changed();
    if (this.isBusy) {
      void this.askAll(signal).finally(() => {
        if (!signal.aborted) {
          this.isBusy = false;
          this.ports.changed();
        }
      });
    }
  }

  dispose(): void {
    this.isOver = true;
    this.asking.abort();
  }

  private async askAll(signal: AbortSignal): Promise<void> {
    const asked = askedText(this.text) ?? '';
    if (this.text !== '') {
      await this.ports.clock.sleep(typingPause, signal).catch(() => undefined);
    }
    const open = this.searched.filter(({ place: { kind }, complete }) =>
      kind.find ? !complete.some((text) => asked.includes(text)) : !complete.includes(''),
    );
    await workOff(open, atOnce, (one) => this.askPlace(one, asked, signal), signal);
  }

  /** A list that cannot be read leaves the others alone; one that is asked too often is left in peace. */
  private async askPlace(one: Searched, asked: string, signal: AbortSignal): Promise<void> {
    for (let rest = firstRest; ; rest *= 2) {
      one.error = await this.tryPlace(one, asked, signal);
      this.ports.changed();
      if (one.error?.reason !== 'throttled' || rest > longestRest) {
        return;
      }
      const isOver = await this.ports.clock.sleep(rest, signal).then(
        () => false,
        () => true,
      );
      if (isOver) {
        return;
      }
    }
  }

  /** Reads a list; answers why it cannot be read. */
  private async tryPlace(
    one: Searched,
    asked: string,
    signal: AbortSignal,
  ): Promise<AppError | undefined> {
    try {
      await this.readPlace(one, asked, signal);
      return undefined;
    } catch (error) {
      if (signal.aborted) {
        return one.error; // Another text is looked for, which will tell.
      }
      return asAppError(error);
    }
  }

  private async readPlace(one: Searched, asked: string, signal: AbortSignal): Promise<void> {
    const { place, known, complete } = one;
    const { kind, api } = place;
    const text = kind.find === undefined ? '' : asked;
    const most = this.text === '' ? 1 : mostPages;
    let token: string | undefined;
    for (let pages = 0; pages < most; pages++) {
      const page: Page<ResourceItem> =
        text !== '' && kind.find
          ? await kind.find(api, text, token, signal)
          : await kind.list(api, token, signal);
      signal.throwIfAborted();
      page.items.forEach((item) => known.set(rowKey(item), item));
      token = page.nextToken;
      one.hasMore = token !== undefined;
      if (token === undefined) {
        complete.push(text);
        return;
      }
      if (this.fitting(place, known).length >= enough) {
        return;
      }
      this.ports.changed();
    }
  }

  private fitting(
    place: FindPlace,
    known: ReadonlyMap<string, ResourceItem>,
  ): readonly ResourceItem[] {
    const { kind } = place;
    const useful = [...known.values()].filter((item) => place.fits(item));
    const options = { now: this.ports.clock.now(), toneOf: kind.tone.bind(kind) };
    return applyQuery(useful, { text: this.text }, options).groups.flatMap(({ items }) => items);
  }
}
