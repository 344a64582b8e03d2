/** Turns of the event loop that a wait takes at least: an exchange with a server of this process takes fewer. */
const turns = 20;

/**
 * Lets time pass faster for this process: its timers, and the clock that they are held against. What
 * Node itself waits for, such as a socket, takes as long as it takes, and is done before a timer runs out
 * however slow the machine is.
 */
export class QuickTime {
  private readonly realSetTimeout = globalThis.setTimeout;
  private readonly realNow = Date.now;

  private constructor(factor: number) {
    const { realSetTimeout, realNow } = this;
    const start = realNow();
    const quick = (work: (...args: unknown[]) => void, delay = 0, ...args: unknown[]) => {
      let steps = Math.min(turns, Math.max(1, Math.floor(delay / factor)));
      // Always the same timer, so that it can be cleared at any step.
      const timer = realSetTimeout(step, delay / factor / steps);
      function step(): void {
        steps--;
        if (steps > 0) {
          timer.refresh();
        } else {
          work(...args);
        }
      }
      return timer;
    };
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
