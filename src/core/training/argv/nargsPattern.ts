import type { ParserAction } from './parserModel';

/**
 * What an argument may take, as a regular expression over the signs of the words: `A` a value, `O` an
 * option, `-` the two dashes after which all are values (`ArgumentParser._get_nargs_pattern`).
 */
export function nargsPattern({ nargs, flags }: ParserAction, wordCount: number): string {
  const dashes = flags.length > 0 ? '' : '-*';
  const dash = flags.length > 0 ? '' : '-';
  switch (nargs) {
    case null:
      return `(${dashes}A${dashes})`;
    case '?':
      return `(${dashes}A?${dashes})`;
    case '*':
      return `(${dashes}[A${dash}]*)`;
    case '+':
      return `(${dashes}A[A${dash}]*)`;
    case '...':
      return `([AO${dash}]*)`;
    case 'A...':
      return `(${dashes}A[AO${dash}]*)`;
    default: {
      const count = Math.min(leastCount(nargs), wordCount + 1);
      return `(${dashes}(?:A${dashes}){${count}})`;
    }
  }
}

/** Least number of values. */
export function leastCount(nargs: ParserAction['nargs']): number {
  if (typeof nargs === 'number') {
    return Math.max(0, Math.trunc(nargs));
  }
  return nargs === null || nargs === '+' || nargs === 'A...' ? 1 : 0;
}

/** Whether there is no greatest number of values. */
export function isUnbounded({ nargs }: ParserAction): boolean {
  return nargs === '*' || nargs === '+' || nargs === '...' || nargs === 'A...';
}

/** argparse's words where the values are too few. */
export function countMessage({ nargs }: ParserAction): string {
  switch (nargs) {
    case null:
      return 'expected one argument';
    case '?':
      return 'expected at most one argument';
    case '+':
      return 'expected at least one argument';
    default:
      return `expected ${nargs} argument${nargs === 1 ? '' : 's'}`;
  }
}
