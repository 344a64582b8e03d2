import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../core/clock';

/** The computer's own clock; its sleeps keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(milliseconds, signal) {
    try {
      await sleep(milliseconds, undefined, signal && { signal });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  },
};
