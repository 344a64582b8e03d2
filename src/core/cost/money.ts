import { numberFormat } from '../numberFormat';

/** A sum of money. */
export interface Money {
  readonly amount: number;
  /** ISO 4217 */
  readonly currency: string;
}

/**
 * `$0.23`, `$0.004`, `$1,235`: as many digits as an estimate deserves, and never 0 for what is more.
 * `up`: of a bound, which would be none if it were rounded down.
 */
export function moneyText(
  { amount, currency }: Money,
  language: string,
  rounding: 'nearest' | 'up' = 'nearest',
): string {
  const digits = fractionDigits(amount);
  const rounded = rounding === 'up' ? roundedUp(amount, digits) : amount;
  const format = numberFormat(language, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return `${signs[currency] ?? `${currency} `}${format.format(rounded)}`;
}

/** A yen sign alone would be taken for yen. */
const signs: Readonly<Record<string, string | undefined>> = { USD: '$', CNY: 'CN¥', EUR: '€' };

/** Cents; whole units of large sums, and the first digit that says something of small ones. */
function fractionDigits(amount: number): number {
  if (amount >= 100 || amount <= 0) {
    return 0;
  }
  return amount >= 0.01 ? 2 : Math.min(mostDigits, Math.ceil(-Math.log10(amount)));
}

const mostDigits = 10;

/** What a sum of binary fractions has too much (0.1 + 0.2) does not count. */
const roundedUp = (amount: number, digits: number): number =>
  Math.ceil(amount * 10 ** digits - 1e-6) / 10 ** digits;
