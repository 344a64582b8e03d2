/** A filter pattern that CloudWatch Logs refuses, with its sentence. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

/** A form that is not CloudWatch's. */
export function invalidPattern(): PatternError {
  return new PatternError('Invalid filter pattern');
}

/** A character that must stand in double quotes. */
export function invalidCharacter(text: string): PatternError {
  return new PatternError(`Invalid character(s) in term '${text}'`);
}

/** A pattern may hold that many regular expressions (filter pattern syntax, quotas). */
const mostExpressions = 2;

/** Reads a filter pattern from left to right. */
export class PatternScanner {
  private position = 0;
  private expressions = 0;

  constructor(private readonly text: string) {}

  /** Steps over white space; tells whether anything is left. */
  skipSpace(): boolean {
    this.match(/\s*/y);
    return this.position < this.text.length;
  }

  /** Steps over `token` if it comes next. */
  take(token: string): boolean {
    if (!this.text.startsWith(token, this.position)) return false;
    this.position += token.length;
    return true;
  }

  expect(token: string): void {
    if (!this.take(token)) throw this.unexpected();
  }

  /** Steps over what a sticky expression matches, and returns it. */
  match(sticky: RegExp): string | undefined {
    sticky.lastIndex = this.position;
    const found = sticky.exec(this.text)?.[0];
    this.position += found?.length ?? 0;
    return found;
  }

  /** A phrase in double quotes, in which a backslash keeps `"` and `\` as they are. */
  quoted(): string | undefined {
    if (this.text[this.position] !== '"') return undefined;
    const found = this.match(/"(?:[^"\\]|\\[^])*"/y);
    if (found === undefined) throw invalidPattern();
    return found.slice(1, -1).replace(/\\(["\\])/g, '$1');
  }

  /** What stands between two `%`. */
  expression(): string | undefined {
    if (this.text[this.position] !== '%') return undefined;
    const found = this.match(/%[^%]*%/y);
    this.expressions++;
    if (found === undefined || this.expressions > mostExpressions) throw invalidPattern();
    return found.slice(1, -1);
  }

  /** The refusal of what comes next. */
  unexpected(): PatternError {
    const next = this.text[this.position];
    return next === undefined || /[\s\p{L}\p{N}_]/u.test(next)
      ? invalidPattern()
      : invalidCharacter(next);
  }
}
