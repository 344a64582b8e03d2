import { JsonMembers, type Reach } from './jsonMembers';
import { PriceRows } from './priceRows';
import type { PriceTable } from './priceTable';

/** Reads the public price list of a region as it comes; throws a `SyntaxError` at what is none. */
export class PriceFileReader {
  private readonly rows: PriceRows;
  private readonly members = new JsonMembers({
    reach,
    taken: (path, value) => this.take(path, value),
  });
  private published: unknown;

  constructor(region: string) {
    this.rows = new PriceRows(region);
  }

  write(text: string): void {
    this.members.write(text);
  }

  /** Throws unless the list came whole. */
  end(): PriceTable {
    this.members.end();
    return this.rows.table(this.published);
  }

  private take([part, name = '', sku = name]: readonly string[], value: unknown): void {
    if (part === 'products') {
      this.rows.addProduct(name, value);
    } else if (part === 'terms') {
      this.rows.addOffers(sku, value);
    } else {
      this.published = value;
    }
  }
}

/** Products and on-demand terms by their SKU, one by one, and the list's day. */
const reaches: Readonly<Record<string, Reach | undefined>> = {
  publicationDate: 'take',
  products: 'enter',
  'products/*': 'take',
  terms: 'enter',
  'terms/OnDemand': 'enter',
  'terms/OnDemand/*': 'take',
};

function reach(path: readonly string[]): Reach {
  const above = [...path.slice(0, -1), '*'].join('/');
  const own = path.join('/');
  return (Object.hasOwn(reaches, own) ? reaches[own] : reaches[above]) ?? 'skip';
}
