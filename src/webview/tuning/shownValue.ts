import { numberOf } from '../../core/tuning/trialTable';

/** Digits of a number that a table shows; the whole of it is in the title and in what is copied. */
const digits = 6;

/** A value as a cell shows it: long numbers shortened, everything else on one line. */
export function shownValue(text: string): string {
  const value = text.length > digits + 2 ? numberOf(text) : undefined;
  return value === undefined || !Number.isFinite(value)
    ? text.replaceAll(/\s*\n\s*/g, ' ↵ ')
    : String(Number(value.toPrecision(digits)));
}
