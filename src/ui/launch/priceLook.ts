import type { PriceTable } from '../../core/cost/priceTable';
import { AppError } from '../../core/errors';

/** Prices of the region that the job goes to; `undefined`: nobody has any, or jobs cost nothing there. */
export interface PricePorts {
  /** Without a call, however old. */
  known(): Promise<PriceTable | undefined>;
  /** The best that can be had, which may take a while; rejects only with `cancelled`. */
  current(signal: AbortSignal): Promise<PriceTable | undefined>;
}

/** The prices that a launch is shown with: those that are there at once, then better ones. */
export class PriceLook {
  /** `undefined`: none are known yet. */
  prices: PriceTable | undefined;
  private looking = new AbortController();

  constructor(
    private readonly ports: PricePorts,
    private readonly changed: () => void,
  ) {}

  look(): void {
    this.stop();
    const { signal } = (this.looking = new AbortController());
    void this.ask(signal);
  }

  /** What is known is of another place. */
  forget(): void {
    this.stop();
    this.prices = undefined;
  }

  stop(): void {
    this.looking.abort();
  }

  private async ask(signal: AbortSignal): Promise<void> {
    try {
      this.take(await this.ports.known(), signal);
      this.take(await this.ports.current(signal), signal);
    } catch (error) {
      // Whoever looks elsewhere by now needs no prices from here.
      if (!AppError.is(error, 'cancelled')) {
        throw error;
      }
    }
  }

  private take(prices: PriceTable | undefined, signal: AbortSignal): void {
    if (!signal.aborted && prices) {
      this.prices = prices;
      this.changed();
    }
  }
}
