/**
 * Lets time pass faster for this process: its timers, and the clock that they are held against. What
 * Node itself waits for, such as a socket, takes as long as it takes.
 */
export class QuickTime {
  private readonly realSetTimeout = globalThis.setTimeout;
  private readonly realNow = Date.now;

  private constructor(factor: number) {
    const { realSetTimeout, realNow } = this;
    const start = realNow();
    const quick = (work: (...args: unknown[]) => void, delay = 0, ...args: unknown[]) =>
      realSetTimeout(work, delay / factor, ...args);
    globalThis.setTimeout = Object.assign(quick, realSetTimeout);
    Date.now = () => start + (realNow() - start) * factor;
  }

  static start(factor: number): QuickTime {
    return new QuickTime(factor);
  }

  stop(): void {
    globalThis.setTimeout = this.realSetTimeout;
    Date.now = this.realNow;
  }
}
