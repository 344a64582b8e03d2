import type { Clock } from '../../core/clock';

export interface RefresherPorts {
  refresh(): Promise<void>;
  /** Whether anything shown can change by itself. */
  isBusy(): boolean;
  /** Milliseconds between two refreshes while something is busy. */
  interval(): number;
  failed(error: unknown): void;
}

const longestPause = 60_000;

/**
 * Refreshes while the view is visible and something in it is busy; asks nothing otherwise. A failing
 * service is asked less and less often.
 */
export class Refresher {
  private visible = false;
  private running: AbortController | undefined;

  constructor(
    private readonly ports: RefresherPorts,
    private readonly clock: Clock,
  ) {}

  setVisible(visible: boolean): void {
    this.visible = visible;
    this.check();
  }

  /** Starts or stops polling after the rows or the visibility have changed. */
  check(): void {
    const wanted = this.visible && this.ports.isBusy();
    if (wanted && !this.running) {
      this.running = new AbortController();
      void this.poll(this.running.signal);
    } else if (!wanted) {
      this.running?.abort();
      this.running = undefined;
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
        const pause = this.ports.interval() * 2 ** failures;
        await this.clock.sleep(
          Math.min(pause, Math.max(longestPause, this.ports.interval())),
          signal,
        );
      } catch {
        return; // Aborted: hidden, or nothing is busy any more.
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
}
