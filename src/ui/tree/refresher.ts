import type { Clock } from '../../core/clock';

export interface RefresherPorts {
  refresh(): Promise<void>;
  /** Whether anything that somebody sees can change by itself. */
  isBusy(): boolean;
  /** Milliseconds between two refreshes while something is busy. */
  interval(): number;
  /** From 0 up to 1: several windows are not to ask at the same moment. */
  jitter(): number;
  failed(error: unknown): void;
}

const longestPause = 60_000;

/** So many calls fit into the pause that a connection asks for. */
export const callsInPause = 3;

/**
 * How long to wait after a look that has taken so many calls. With the pause that AWS has, half a minute,
 * that is at most six calls a minute.
 */
export const pollPause = (pause: number, calls: number): number =>
  pause * Math.max(1, calls / callsInPause);

/**
 * Refreshes while something that is seen is busy; asks nothing otherwise. A failing service is asked less
 * and less often.
 */
export class Refresher {
  private running: AbortController | undefined;

  constructor(
    private readonly ports: RefresherPorts,
    private readonly clock: Clock,
  ) {}

  /** Starts or stops polling after the rows, or what of them is seen, have changed. */
  check(): void {
    const wanted = this.ports.isBusy();
    if (wanted && !this.running) {
      this.running = new AbortController();
      void this.poll(this.running.signal);
    } else if (!wanted) {
      this.dispose();
    }
  }

  dispose(): void {
    this.running?.abort();
    this.running = undefined;
  }

  private async poll(signal: AbortSignal): Promise<void> {
    let failures = 0;
    for (;;) {
      try {
        await this.clock.sleep(this.pause(failures), signal);
      } catch {
        return; // Aborted: out of sight, or nothing is busy any more.
      }
      try {
        await this.ports.refresh();
        failures = 0;
      } catch (error) {
        failures++;
        this.ports.failed(error);
      }
      this.check();
      if (signal.aborted) {
        return;
      }
    }
  }

  /** Up to a tenth longer than asked for, never shorter. */
  private pause(failures: number): number {
    const interval = this.ports.interval();
    const backedOff = Math.min(interval * 2 ** failures, Math.max(longestPause, interval));
    return backedOff * (1 + this.ports.jitter() / 10);
  }
}
