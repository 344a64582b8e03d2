/** What is to be done with a member of a JSON text: to look at its own members, to get it whole, or nothing. */
export type Reach = 'enter' | 'take' | 'skip';

export interface JsonMembersOptions {
  /** Decides by the names that lead to a member. */
  reach(path: readonly string[]): Reach;
  /** Gets the value of each member that is taken. */
  taken(path: readonly string[], value: unknown): void;
}

/** Characters of a name, or of a value that is taken: more is no price list. */
const longest = 1_000_000;

const quote = '"'.charCodeAt(0);
const backslash = '\\'.charCodeAt(0);
const comma = ','.charCodeAt(0);
const colon = ':'.charCodeAt(0);
const openBrace = '{'.charCodeAt(0);
const closeBrace = '}'.charCodeAt(0);
const openBracket = '['.charCodeAt(0);
const closeBracket = ']'.charCodeAt(0);
const space = ' '.charCodeAt(0);

/**
 * Reads chosen members of an object in a JSON text of any length that comes in pieces, and holds no more
 * than one of them. Throws a `SyntaxError` at what is no such text; what is skipped is not looked at.
 */
export class JsonMembers {
  private readonly path: string[] = [];
  /** How many of `path` are objects that were entered. */
  private depth = 0;
  private expected: 'start' | 'name' | 'colon' | 'value' | 'next' | 'nothing' = 'start';
  private value: ValueScan | undefined;

  constructor(private readonly options: JsonMembersOptions) {}

  /** The next piece of the text. */
  write(text: string): void {
    let at = 0;
    while (at < text.length) {
      at = this.value ? this.within(this.value, text, at) : this.between(text, at);
    }
  }

  /** Throws unless the text is whole. */
  end(): void {
    if (this.expected !== 'nothing') {
      throw new SyntaxError('The text ends too early.');
    }
  }

  /** In a name or a value. */
  private within(value: ValueScan, text: string, from: number): number {
    const end = value.end(text, from);
    if (end !== undefined) {
      this.value = undefined;
      this.read(value);
    }
    return end ?? text.length;
  }

  private read(value: ValueScan): void {
    if (this.expected === 'name') {
      this.path.push(String(value.parsed()));
      this.expected = 'colon';
      return;
    }
    if (value.isKept) {
      this.options.taken(this.path, value.parsed());
    }
    this.path.pop();
    this.expected = 'next';
  }

  /** At the structure of an object that was entered. */
  private between(text: string, at: number): number {
    const code = text.charCodeAt(at);
    return code <= space ? at + 1 : this.steps[this.expected](code, at);
  }

  private readonly steps = {
    start: (code: number, at: number): number => {
      demand(code === openBrace);
      this.enter();
      return at + 1;
    },
    name: (code: number, at: number): number => {
      if (code === closeBrace) {
        return this.leave(at);
      }
      demand(code === quote);
      this.value = new ValueScan(true);
      return at;
    },
    colon: (code: number, at: number): number => {
      demand(code === colon);
      this.expected = 'value';
      return at + 1;
    },
    value: (code: number, at: number): number => {
      const reach = this.options.reach(this.path);
      if (reach === 'enter' && code === openBrace) {
        this.enter();
        return at + 1;
      }
      this.value = new ValueScan(reach === 'take');
      return at;
    },
    next: (code: number, at: number): number => {
      if (code === closeBrace) {
        return this.leave(at);
      }
      demand(code === comma);
      this.expected = 'name';
      return at + 1;
    },
    nothing: (): number => {
      throw new SyntaxError('Something follows the text.');
    },
  };

  private enter(): void {
    this.depth++;
    this.expected = 'name';
  }

  private leave(at: number): number {
    this.depth--;
    this.path.pop();
    this.expected = this.depth === 0 ? 'nothing' : 'next';
    return at + 1;
  }
}

function demand(isRight: boolean): void {
  if (!isRight) {
    throw new SyntaxError('The text is no object in JSON.');
  }
}

/** Finds the end of one value. */
class ValueScan {
  private readonly pieces: string[] = [];
  private length = 0;
  private depth = 0;
  private isInString = false;
  private isEscaped = false;

  constructor(readonly isKept: boolean) {}

  /** Where it ends in a piece of the text; `undefined`: it goes on in the next. */
  end(text: string, from: number): number | undefined {
    let end: number | undefined;
    for (let at = from; at < text.length && end === undefined; at++) {
      const code = text.charCodeAt(at);
      end = this.isInString ? this.inString(code, at) : this.outside(code, at);
    }
    if (this.isKept) {
      this.keep(text.slice(from, end));
    }
    return end;
  }

  parsed(): unknown {
    return JSON.parse(this.pieces.join(''));
  }

  private inString(code: number, at: number): number | undefined {
    if (this.isEscaped) {
      this.isEscaped = false;
    } else if (code === backslash) {
      this.isEscaped = true;
    } else if (code === quote) {
      this.isInString = false;
      return this.depth === 0 ? at + 1 : undefined;
    }
    return undefined;
  }

  private outside(code: number, at: number): number | undefined {
    switch (code) {
      case quote:
        this.isInString = true;
        return undefined;
      case openBrace:
      case openBracket:
        this.depth++;
        return undefined;
      case closeBrace:
      case closeBracket:
        return this.closed(at);
      default:
        // A number or a word has no end of its own.
        return this.depth === 0 && (code === comma || code <= space) ? at : undefined;
    }
  }

  private closed(at: number): number | undefined {
    if (this.depth === 0) {
      return at; // Of the object that a number or a word stands in.
    }
    this.depth--;
    return this.depth === 0 ? at + 1 : undefined;
  }

  private keep(piece: string): void {
    this.pieces.push(piece);
    this.length += piece.length;
    if (this.length > longest) {
      throw new SyntaxError('A value of the text is too long.');
    }
  }
}
