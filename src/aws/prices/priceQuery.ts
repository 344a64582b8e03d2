import { member, PriceRows } from '../../core/cost/priceRows';
import type { PriceTable } from '../../core/cost/priceTable';
import type { Sender } from '../../core/resources/kind';
import { toAppError, unreadable } from '../errors';

/** Pages of up to 100 products; training in one region has a few. */
const mostPages = 100;

/** Asks the Pricing API (`pricing:GetProducts`) for a region's prices of training. */
export async function queryPrices(
  pricing: Sender,
  region: string,
  signal: AbortSignal,
): Promise<PriceTable> {
  const { GetProductsCommand } = await import('@aws-sdk/client-pricing');
  const rows = new PriceRows(region);
  let published: unknown;
  let token: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const answer = await pricing.send(
      new GetProductsCommand({
        ServiceCode: 'AmazonSageMaker',
        FormatVersion: 'aws_v1',
        Filters: [
          { Type: 'TERM_MATCH', Field: 'regionCode', Value: region },
          { Type: 'CONTAINS', Field: 'usagetype', Value: 'Train:' },
        ],
        NextToken: token,
      }),
      signal,
    );
    const entries = (answer.PriceList ?? []) as readonly unknown[];
    published = addEntries(rows, entries) ?? published;
    token = answer.NextToken;
    if (!token) {
      break;
    }
  }
  if (token) {
    // A part of the list would be kept as the whole, and lack prices for a week.
    throw unreadable('Pricing');
  }
  return readable(() => rows.table(published));
}

/** Each entry is a JSON text of one product with its terms; answers the day of the last one. */
function addEntries(rows: PriceRows, entries: readonly unknown[]): unknown {
  return readable(() => {
    let published: unknown;
    for (const text of entries) {
      const entry: unknown = JSON.parse(String(text));
      const product = member(entry, 'product');
      const sku = String(member(product, 'sku'));
      rows.addProduct(sku, product);
      rows.addOffers(sku, member(member(entry, 'terms'), 'OnDemand'));
      published = member(entry, 'publicationDate');
    }
    return published;
  });
}

function readable<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw toAppError(error, 'Pricing');
  }
}
