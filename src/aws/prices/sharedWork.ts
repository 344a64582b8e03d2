import { untilAborted } from '../untilAborted';

interface Shared<T> {
  readonly work: Promise<T>;
  readonly stop: AbortController;
  waiting: number;
}

/** Work that several wait for: done once at a time for each key, and ended when nobody waits any more. */
export class SharedWork<T> {
  private readonly running = new Map<string, Shared<T>>();

  async run(
    key: string,
    work: (signal: AbortSignal) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    const shared = this.running.get(key) ?? this.start(key, work);
    shared.waiting++;
    try {
      return await untilAborted(shared.work, signal);
    } finally {
      shared.waiting--;
      if (shared.waiting === 0) {
        this.forget(key, shared);
        shared.stop.abort();
      }
    }
  }

  private start(key: string, work: (signal: AbortSignal) => Promise<T>): Shared<T> {
    const stop = new AbortController();
    const shared = { work: work(stop.signal), stop, waiting: 0 };
    this.running.set(key, shared);
    // Whoever waits hears of a failure; here it only ends.
    shared.work.catch(() => undefined).finally(() => this.forget(key, shared));
    return shared;
  }

  private forget(key: string, shared: Shared<T>): void {
    if (this.running.get(key) === shared) {
      this.running.delete(key);
    }
  }
}
