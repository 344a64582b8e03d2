import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isRegion } from '../../core/connections/partition';
import { parsePriceTable, type PriceTable } from '../../core/cost/priceTable';
import { readIfExists, writeAtomically } from '../../node/files';

/** Prices and when they were read, in milliseconds since the epoch. */
export interface KeptTable {
  readonly readAt: number;
  readonly table: PriceTable;
}

/** A file of a few hundred rows for each region. What cannot be read or written is as if it were not there. */
export class KeptPrices {
  constructor(
    /** Its own; made when it is needed. */
    private readonly folder: string,
  ) {}

  async read(region: string): Promise<KeptTable | undefined> {
    try {
      const text = isRegion(region) ? await readIfExists(this.file(region)) : undefined;
      return text === undefined ? undefined : parse(JSON.parse(text), region);
    } catch {
      return undefined;
    }
  }

  async write(kept: KeptTable): Promise<void> {
    try {
      await mkdir(this.folder, { recursive: true });
      await writeAtomically(this.file(kept.table.region), JSON.stringify(kept));
    } catch {
      // It is read anew the next time.
    }
  }

  private readonly file = (region: string): string => join(this.folder, `${region}.json`);
}

function parse(raw: unknown, region: string): KeptTable | undefined {
  const { readAt, table: rawTable } = raw as { readAt?: unknown; table?: unknown };
  const table = parsePriceTable(rawTable, region);
  return table && typeof readAt === 'number' ? { readAt, table } : undefined;
}
