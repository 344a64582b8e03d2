import { isDay, isPrice, type PriceTable } from './priceTable';

/** What a product of the price list is to a training job. */
type Use = { readonly kind: 'training'; readonly type: string } | { readonly kind: 'storage' };

interface Price {
  readonly unit: string;
  readonly currency: string;
  readonly amount: number;
}

/**
 * Gathers what a price list says of training in one region; products and their terms come in any order.
 * Both forms have the same members: the public file, and the entries of `GetProducts`.
 */
export class PriceRows {
  private readonly uses = new Map<string, Use>();
  private readonly prices = new Map<string, Price>();

  constructor(private readonly region: string) {}

  /** `product`: with `attributes`. What is not of training in this region is left out. */
  addProduct(sku: string, product: unknown): void {
    const use = useOf(member(product, 'attributes'), this.region);
    if (use) {
      this.uses.set(sku, use);
    }
  }

  /** `offers`: of `terms.OnDemand`, by their codes. */
  addOffers(sku: string, offers: unknown): void {
    const [dearest] = members(offers)
      .flatMap((offer) => members(member(offer, 'priceDimensions')))
      .flatMap((dimension) => priceOf(dimension) ?? [])
      .sort((one, other) => other.amount - one.amount);
    if (dearest) {
      this.prices.set(sku, dearest);
    }
  }

  /** Throws a `SyntaxError` where there is no price of training at all: then it was no such list. */
  table(published: unknown): PriceTable {
    const date = String(published).slice(0, 10);
    const rows = [...this.uses].flatMap(([sku, use]) => {
      const price = this.prices.get(sku);
      return price && units[use.kind].test(price.unit) ? [{ use, price }] : [];
    });
    const currency = rows.find(({ use }) => use.kind === 'training')?.price.currency;
    if (currency === undefined || !isDay(date)) {
      throw new SyntaxError('The price list has no prices of training.');
    }
    const { region } = this;
    const training: Record<string, number> = {};
    let storage: number | null = null;
    for (const { use, price } of rows.filter((row) => row.price.currency === currency)) {
      if (use.kind === 'storage') {
        storage = Math.max(storage ?? 0, price.amount);
      } else {
        training[use.type] = Math.max(training[use.type] ?? 0, price.amount);
      }
    }
    return { region, currency, date, training, storage };
  }
}

const units: Readonly<Record<Use['kind'], RegExp>> = { training: /^Hrs$/i, storage: /^GB-Mo/i };

/**
 * By `usagetype` (`USE1-Train:ml.m5.large`, `USE1-Train:VolumeUsage.gp2`), whose prefix is not the same
 * everywhere; `instanceType` is often empty or `NA`. `Free…` are rows of the free tier.
 */
function useOf(attributes: unknown, region: string): Use | undefined {
  const [, used] = /(?:^|-)Train:(.+)$/.exec(textOf(attributes, 'usagetype')) ?? [];
  const isElsewhere = textOf(attributes, 'regionCode') !== region;
  const isFree = componentNames.some((name) => textOf(attributes, name).startsWith('Free'));
  if (used === undefined || isElsewhere || isFree) {
    return undefined;
  }
  if (/^VolumeUsage\b/.test(used)) {
    return { kind: 'storage' };
  }
  return /^ml\.[\w-]+\.[\w-]+$/.test(used) ? { kind: 'training', type: used } : undefined;
}

const componentNames = ['component', 'platoinstancetype'] as const;

function priceOf(dimension: unknown): Price | undefined {
  const perUnit = member(dimension, 'pricePerUnit');
  const [priced] = typeof perUnit === 'object' && perUnit ? Object.entries(perUnit) : [];
  const [currency, text] = priced ?? [];
  const amount = Number(text);
  const isUsable = currency !== undefined && /^[A-Z]{3}$/.test(currency) && isPrice(amount);
  return isUsable ? { unit: textOf(dimension, 'unit'), currency, amount } : undefined;
}

/** A member by its name, of whatever came. */
export const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;

const members = (value: unknown): readonly unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value) : [];

function textOf(value: unknown, name: string): string {
  const text = member(value, name);
  return typeof text === 'string' ? text : '';
}
