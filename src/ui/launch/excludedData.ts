import type { Clock } from '../../core/clock';

/** A pause in typing that is long enough to list the source folder anew. */
const typingPause = 400;

/** Data that are no part of the code: asks for another listing when others are to be left out of it. */
export class ExcludedData {
  private wanted = '';
  private listed = '';
  private pausing = new AbortController();

  constructor(
    private readonly clock: Clock,
    private readonly list: () => void,
  ) {}

  /** Whether the newest listing leaves out something else than is wanted now. */
  get isBehind(): boolean {
    return this.wanted !== this.listed;
  }

  /** Takes the paths that are to be left out; asks for a listing once they stay the same for a moment. */
  take(paths: readonly string[]): void {
    const wanted = paths.join('\n');
    if (wanted !== this.wanted) {
      this.wanted = wanted;
      this.stop();
      if (this.isBehind) {
        this.pausing = new AbortController();
        this.clock.sleep(typingPause, this.pausing.signal).then(this.list, () => undefined);
      }
    }
  }

  /** A listing without these paths begins. */
  listing(paths: readonly string[]): void {
    this.stop();
    this.wanted = this.listed = paths.join('\n');
  }

  stop(): void {
    this.pausing.abort();
  }
}
