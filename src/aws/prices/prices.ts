import type { Clock } from '../../core/clock';
import { bundledPrices } from '../../core/cost/bundledPrices';
import type { PriceTable } from '../../core/cost/priceTable';
import { AppError } from '../../core/errors';
import type { Connection } from '../connection';
import { inTime } from '../inTime';
import { KeptPrices, type KeptTable } from './keptPrices';
import { priceFileAddress, readPriceFile } from './priceFileSource';
import { queryPrices } from './priceQuery';
import { SharedWork } from './sharedWork';

export interface PricesOptions {
  /** For what was read; its own. */
  readonly folder: string;
  readonly clock: Clock;
  /** Where the public list of a region is; AWS's own by default. */
  readonly fileAddress?: (region: string) => string | undefined;
}

type PricedConnection = Pick<Connection, 'info' | 'pricing'>;

const day = 86_400_000;

/** Milliseconds: prices change now and then, and a list is tens of MB. */
const longestAge = 7 * day;

/** Milliseconds that one source may take in all: tens of MB by a slow line. */
const patience = 300_000;

/** Milliseconds after a failure during which nobody is asked again. */
const restAfterFailure = 900_000;

/**
 * The prices of regions: what was kept, for a week; then the public list, the Pricing API, an older list
 * that was kept, and what comes with the extension.
 */
export class Prices {
  private readonly kept: KeptPrices;
  private readonly reading = new SharedWork<PriceTable | undefined>();
  /** By key. */
  private readonly tables = new Map<string, KeptTable>();
  /** By key: when it failed. */
  private readonly failures = new Map<string, number>();

  constructor(private readonly options: PricesOptions) {
    this.kept = new KeptPrices(options.folder);
  }

  /** What is there without a call, however old. */
  async known(connection: PricedConnection): Promise<PriceTable | undefined> {
    return (await this.recall(connection)).table;
  }

  /**
   * The best that can be had; `undefined` where nothing has any prices of the region. Rejects only with
   * `cancelled`, and a reading goes on as long as others wait for it.
   */
  async current(
    connection: PricedConnection,
    signal?: AbortSignal,
  ): Promise<PriceTable | undefined> {
    const { table, readAt } = await this.recall(connection);
    const key = keyOf(connection);
    if (this.isFresh(readAt) || this.isResting(key)) {
      return table;
    }
    return (
      (await this.reading.run(key, (stop) => this.readAnew(connection, stop), signal)) ?? table
    );
  }

  private async recall(connection: PricedConnection): Promise<Partial<KeptTable>> {
    const { region } = connection.info;
    const key = keyOf(connection);
    const kept =
      this.tables.get(key) ?? (isPublic(connection) ? await this.kept.read(region) : undefined);
    if (kept) {
      this.tables.set(key, kept);
    }
    const bundled = bundledPrices(region);
    const isOlder = kept && bundled && kept.table.date < bundled.date;
    return kept && !isOlder ? kept : { table: bundled };
  }

  private isFresh(readAt: number | undefined): boolean {
    // A time that is to come is of a clock that went wrong.
    const age = readAt === undefined ? NaN : this.options.clock.now() - readAt;
    return age >= 0 && age < longestAge;
  }

  private isResting(key: string): boolean {
    const age = this.options.clock.now() - (this.failures.get(key) ?? NaN);
    return age >= 0 && age < restAfterFailure;
  }

  /** `undefined`: nobody had any. */
  private async readAnew(
    connection: PricedConnection,
    signal: AbortSignal,
  ): Promise<PriceTable | undefined> {
    const key = keyOf(connection);
    for (const read of this.sources(connection)) {
      const table = await this.inTime(read, signal).catch(unlessCancelled);
      if (table) {
        await this.keep(connection, table);
        this.failures.delete(key);
        return table;
      }
    }
    this.failures.set(key, this.options.clock.now());
    return undefined;
  }

  /** A source that only ever goes on is given up for the next one. */
  private async inTime(read: Source, signal: AbortSignal): Promise<PriceTable> {
    const stop = new AbortController();
    const end = (): void => stop.abort();
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) {
      end();
    }
    try {
      return await inTime(read, { clock: this.options.clock, waits: patience, stop });
    } finally {
      signal.removeEventListener('abort', end);
    }
  }

  /** What may stand in for AWS has prices of its own, if any. */
  private sources(connection: PricedConnection): readonly Source[] {
    const { region } = connection.info;
    const { fileAddress = priceFileAddress } = this.options;
    const address = isPublic(connection) ? fileAddress(region) : undefined;
    const query: Source = (signal) => queryPrices(connection.pricing, region, signal);
    const file: readonly Source[] =
      address === undefined ? [] : [(signal) => readPriceFile(address, region, signal)];
    return [...file, query];
  }

  private async keep(connection: PricedConnection, table: PriceTable): Promise<void> {
    const kept = { readAt: this.options.clock.now(), table };
    this.tables.set(keyOf(connection), kept);
    if (isPublic(connection)) {
      await this.kept.write(kept);
    }
  }
}

type Source = (signal: AbortSignal) => Promise<PriceTable>;

const isPublic = ({ info }: PricedConnection): boolean => info.traits.hasOwnPrices !== true;

/** Public prices are the same for all connections of a region. */
const keyOf = (connection: PricedConnection): string =>
  isPublic(connection) ? connection.info.region : connection.info.id;

function unlessCancelled(error: unknown): undefined {
  if (!(error instanceof AppError) || error.reason === 'cancelled') {
    throw error;
  }
}
