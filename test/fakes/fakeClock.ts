import type { Clock } from '../../src/core/clock';

interface Sleeper {
  readonly until: number;
  wake(): void;
}

/** A clock that only moves when it is told to. */
export class FakeClock implements Clock {
  private sleepers: Sleeper[] = [];

  constructor(private time = Date.UTC(2026, 10, 21, 12)) {}

  now(): number {
    return this.time;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const abort = (): void => reject(signal?.reason as Error);
      const wake = (): void => {
        signal?.removeEventListener('abort', abort);
        resolve();
      };
      this.sleepers.push({ until: this.time + milliseconds, wake });
      signal?.addEventListener('abort', abort, { once: true });
    });
  }

  /** Moves on, waking everyone on the way in order, and lets what they do settle. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.time + milliseconds;
    await settle();
    for (;;) {
      const next = this.sleepers.toSorted((a, b) => a.until - b.until)[0];
      if (!next || next.until > end) {
        break;
      }
      this.sleepers = this.sleepers.filter((sleeper) => sleeper !== next);
      this.time = Math.max(this.time, next.until);
      next.wake();
      await settle();
    }
    this.time = end;
    await settle();
  }
}

/** Lets promises that are ready run. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) {
    await Promise.resolve();
  }
  await new Promise((resolve) => setImmediate(resolve));
}
