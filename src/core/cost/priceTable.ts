/** On-demand prices of one region, from one publication of AWS's price list. */
export interface PriceTable {
  readonly region: string;
  /** ISO 4217; AWS bills in US dollars but for a few partitions (China: `CNY`). */
  readonly currency: string;
  /** Day on which the list was published: `2026-09-24`. */
  readonly date: string;
  /** By instance type (`ml.m5.large`): what an hour of training costs. What is not here is unknown, not free. */
  readonly training: Readonly<Record<string, number>>;
  /** Of training jobs' storage, for a GB and month; `null`: unknown. */
  readonly storage: number | null;
}

/** The price of an hour of training; `undefined`: unknown. */
export function trainingRate({ training }: PriceTable, instanceType: string): number | undefined {
  return Object.hasOwn(training, instanceType) ? training[instanceType] : undefined;
}

/** A table that was kept as JSON; `undefined` where it is none of `region`. */
export function parsePriceTable(raw: unknown, region: string): PriceTable | undefined {
  const table = raw as PriceTable | null;
  return typeof table === 'object' && table?.region === region && isWhole(table)
    ? table
    : undefined;
}

function isWhole({ currency, date, training, storage }: PriceTable): boolean {
  return (
    /^[A-Z]{3}$/.test(currency) &&
    isDay(date) &&
    isRecord(training) &&
    Object.values(training).every(isPrice) &&
    (storage === null || isPrice(storage))
  );
}

const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** `2026-09-24` */
export const isDay = (text: unknown): boolean =>
  typeof text === 'string' && /^\d{4}-\d\d-\d\d$/.test(text);

/** AWS lists what is free, or paid elsewhere, as 0; none of it is a price to reckon with. */
export const isPrice = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value > 0;
