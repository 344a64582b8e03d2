import { plainText } from './ansi';

/** Lines that can be searched; they grow at their end and never change. */
export interface SearchableLines {
  readonly length: number;
  message(line: number): string;
}

/** Where a search stands: `line` is the line gone to, `ordinal` its place among all, from 1. */
export interface LogMatch {
  /** How many lines match. */
  readonly count: number;
  readonly line: number | null;
  readonly ordinal: number;
}

/** One literal search in growing lines; lines that came since the last question are read at the next. */
export class LogSearch {
  private readonly matches: number[] = [];
  private readonly isMatch: (text: string) => boolean;
  private searched = 0;

  constructor(
    private readonly lines: SearchableLines,
    query: string,
    matchCase: boolean,
  ) {
    this.isMatch = matcher(query, matchCase);
  }

  /** The first match at `from` or beyond it in that direction, round the end where there is none. */
  find(from: number, direction: 'next' | 'previous'): LogMatch {
    this.readOn();
    const count = this.matches.length;
    if (count === 0) {
      return { count, line: null, ordinal: 0 };
    }
    const index =
      direction === 'next'
        ? this.countBefore(from) % count
        : (this.countBefore(from + 1) + count - 1) % count;
    return { count, line: this.matches[index] ?? null, ordinal: index + 1 };
  }

  private readOn(): void {
    for (; this.searched < this.lines.length; this.searched++) {
      if (this.isMatch(plainText(this.lines.message(this.searched)))) {
        this.matches.push(this.searched);
      }
    }
  }

  /** How many matches stand before `line`. */
  private countBefore(line: number): number {
    let low = 0;
    let high = this.matches.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.matches[middle] ?? 0) < line) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

/** The page marks matches by the same rule, a regular expression without the Unicode flag. */
function matcher(query: string, matchCase: boolean): (text: string) => boolean {
  if (query === '') {
    return () => false;
  }
  if (matchCase) {
    return (text) => text.includes(query);
  }
  const literal = new RegExp(query.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'i');
  return (text) => literal.test(text);
}
