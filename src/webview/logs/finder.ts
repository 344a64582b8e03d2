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
  /** Runs `action` after a pause in typing; returns how to call it off. */
  later(action: () => void): () => void;
}

/** A search in the host's text: counts as one types, goes on by Enter; the newest question wins. */
export class Finder {
  query = '';
  matchCase = false;
  /** `undefined` while nothing is searched or the answer is on its way. */
  result: FindResult | undefined;
  private running: AbortController | undefined;
  private callOff: (() => void) | undefined;

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

  private restart(from: number): void {
    this.callOff?.();
    this.running?.abort();
    this.result = undefined;
    if (this.query !== '') {
      this.callOff = this.port.later(() => void this.search(from, 'next'));
    }
    this.port.changed();
  }

  private async search(from: number, direction: 'next' | 'previous'): Promise<void> {
    if (this.query === '') {
      return;
    }
    this.running?.abort();
    const running = (this.running = new AbortController());
    const { query, matchCase } = this;
    try {
      const result = await this.port.ask({ query, matchCase, from, direction }, running.signal);
      if (!running.signal.aborted) {
        this.result = result;
        this.port.changed();
        if (result.line !== null) {
          this.port.show(result.line);
        }
      }
    } catch (error) {
      if (!running.signal.aborted) {
        this.port.failed(error);
      }
    }
  }
}
