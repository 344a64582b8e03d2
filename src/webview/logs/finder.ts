import type { FindResult } from '../../shared/contracts/logs';

export interface FindQuery {
  readonly query: string;
  readonly matchCase: boolean;
  readonly from: number;
  readonly direction: 'next' | 'previous';
}

export interface FinderPort {
  /** Rejects with a sentence for the person. */
  ask(query: FindQuery, signal: AbortSignal): Promise<FindResult>;
  /** Something to draw has changed. */
  changed(): void;
  /** The match on this line is to be shown. */
  show(line: number): void;
  failed(error: unknown): void;
  /** Runs `action` after that time; returns how to call it off. */
  later(action: () => void, milliseconds: number): () => void;
}

const typingPause = 150;
/** The most often that arriving lines make the count be asked for. */
const recountPause = 500;

/** A search in the host's text: counts as one types, goes on by Enter; the newest question wins. */
export class Finder {
  query = '';
  matchCase = false;
  /** `undefined` while nothing is searched or the answer is on its way. */
  result: FindResult | undefined;
  /** Whether only arriving lines changed the result last, which is nothing to announce. */
  recounted = false;
  private running: AbortController | undefined;
  private callOff: (() => void) | undefined;
  private callOffRecount: (() => void) | undefined;

  constructor(private readonly port: FinderPort) {}

  /** Searches from `from` on, soon. */
  type(query: string, from: number): void {
    this.query = query;
    this.restart(from);
  }

  toggleCase(from: number): void {
    this.matchCase = !this.matchCase;
    this.restart(from);
  }

  /** Goes to the match after or before the one that is shown, or from `from` on; round the ends. */
  step(direction: 'next' | 'previous', from: number, count: number): void {
    this.callOff?.();
    const at = this.result?.line ?? undefined;
    const beyond = direction === 'next' ? 1 : count - 1;
    void this.search(at === undefined ? from : (at + beyond) % count, direction);
  }

  clear(): void {
    this.query = '';
    this.restart(0);
  }

  /** Lines have come: the count is asked for anew, soon; neither the match nor the view moves. */
  linesCame(): void {
    if (this.result && !this.callOffRecount) {
      this.callOffRecount = this.port.later(() => void this.recount(), recountPause);
    }
  }

  private restart(from: number): void {
    this.callOff?.();
    this.callOffRecount?.();
    this.callOffRecount = undefined;
    this.running?.abort();
    this.running = undefined;
    this.result = undefined;
    if (this.query !== '') {
      this.callOff = this.port.later(() => void this.search(from, 'next'), typingPause);
    }
    this.port.changed();
  }

  private async recount(): Promise<void> {
    this.callOffRecount = undefined;
    const before = this.result;
    // The answer to a question that is on its way counts these lines as well.
    if (!before || this.running) {
      return;
    }
    const result = await this.ask(before.line ?? 0, 'next');
    if (result) {
      // A first match is there to be gone to; nobody has gone to it yet.
      this.result = before.line === null ? { ...result, line: null, ordinal: 0 } : result;
      this.recounted = true;
      this.port.changed();
    }
  }

  private async search(from: number, direction: 'next' | 'previous'): Promise<void> {
    if (this.query === '') {
      return;
    }
    const result = await this.ask(from, direction);
    if (result) {
      this.result = result;
      this.recounted = false;
      this.port.changed();
      if (result.line !== null) {
        this.port.show(result.line);
      }
    }
  }

  /** Resolves with `undefined` when it failed or another question has taken its place. */
  private async ask(from: number, direction: 'next' | 'previous'): Promise<FindResult | undefined> {
    this.running?.abort();
    const running = (this.running = new AbortController());
    const { query, matchCase } = this;
    try {
      const result = await this.port.ask({ query, matchCase, from, direction }, running.signal);
      return running.signal.aborted ? undefined : result;
    } catch (error) {
      if (!running.signal.aborted) {
        this.port.failed(error);
      }
      return undefined;
    } finally {
      if (this.running === running) {
        this.running = undefined;
      }
    }
  }
}
