import type { Clock } from '../../core/clock';
import type { Life } from '../services/management';

export interface LifetimeParts {
  readonly clock: Clock;
  /** Whether to leave two minutes after the last heartbeat when nothing runs. */
  readonly leavesWhenIdle: boolean;
  /** How many jobs run. */
  readonly running: () => number;
  /** Whether the data folder is still this process's. */
  readonly isOurs: () => Promise<boolean>;
  /** Ends the sandbox; called once. */
  readonly leave: (why: string) => void;
}

export interface Lifetime extends Life {
  /** Whether nothing new may begin: it was asked to leave, or is leaving. */
  readonly isDraining: () => boolean;
  readonly dispose: () => void;
}

const tickMilliseconds = 5000;
const idleMilliseconds = 120_000;
const drainTickMilliseconds = 100;

/**
 * Decides when the sandbox ends. Idle time is counted in ticks and not read from the clock: after a
 * laptop has slept, the windows get their two minutes to say that they are still there.
 */
export function startLifetime(parts: LifetimeParts): Lifetime {
  const end = new AbortController();
  let idle = 0;
  let draining = false;

  const leave = (why: string): void => {
    if (end.signal.aborted) return;
    end.abort();
    parts.leave(why);
  };
  const tick = async (): Promise<void> => {
    idle = parts.leavesWhenIdle ? idle + tickMilliseconds : 0;
    if (idle >= idleMilliseconds && parts.running() === 0) leave('No window is left.');
    else if (!(await parts.isOurs())) leave('The data folder was deleted or taken over.');
  };
  const untilDrained = async (): Promise<void> => {
    if (parts.running() === 0) leave('It was asked to.');
    await Promise.resolve();
  };
  every(parts.clock, tickMilliseconds, end.signal, tick);

  return {
    heartbeat() {
      idle = 0;
    },
    drain(now) {
      const running = parts.running();
      if (now) setImmediate(() => leave('It was asked to.'));
      else if (!draining) every(parts.clock, drainTickMilliseconds, end.signal, untilDrained);
      draining = true;
      return running;
    },
    isDraining: () => draining || end.signal.aborted,
    dispose: () => end.abort(),
  };
}

/** Runs a step again and again until the signal; a step that fails is tried again at the next. */
function every(
  clock: Clock,
  milliseconds: number,
  signal: AbortSignal,
  step: () => Promise<void>,
): void {
  const loop = async (): Promise<void> => {
    while (!signal.aborted) {
      await clock.sleep(milliseconds, signal);
      await step().catch(() => undefined);
    }
  };
  // The sleep rejects when the signal ends it.
  loop().catch(() => undefined);
}
