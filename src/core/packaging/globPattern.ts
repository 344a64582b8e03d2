/** One step of a pattern: a character, one of a set, or a stretch. */
type Token =
  | { readonly kind: 'character'; readonly character: string }
  | { readonly kind: 'set'; readonly holds: (character: string) => boolean }
  /** `*`: any stretch within a name. */
  | { readonly kind: 'name' }
  /** `**` at an end of the path: any stretch. */
  | { readonly kind: 'path' }
  /** `**` and a slash: any number of folders, none as well. */
  | { readonly kind: 'folders' };

/** Tells whether a path, relative to the folder of the pattern, is meant by it. */
export type GlobMatcher = (path: string) => boolean;

const nothing: GlobMatcher = () => false;

/** Without these a pattern means itself. */
export const hasWildcard = (pattern: string): boolean => /[*?[\\]/.test(pattern);

/**
 * Reads a pattern as git does (gitignore(5), wildmatch with slashes kept apart). One that is
 * incomplete matches nothing.
 */
export function compileGlob(pattern: string): GlobMatcher {
  const tokens = new GlobReader(asBytes(pattern)).read();
  return tokens ? (path) => matches(tokens, asBytes(path)) : nothing;
}

class GlobReader {
  private readonly start: number;
  private at = 0;

  constructor(private readonly pattern: string) {
    // Git compares what stands before the first wildcard apart; `**` right after it is at a start.
    this.start = /^[^*?[\\]*/.exec(pattern)?.[0].length ?? 0;
  }

  read(): readonly Token[] | undefined {
    const tokens: Token[] = [];
    while (this.at < this.pattern.length) {
      const token = this.next();
      if (!token) {
        return undefined;
      }
      tokens.push(token);
    }
    return tokens;
  }

  private next(): Token | undefined {
    const character = this.pattern[this.at] ?? '';
    switch (character) {
      case '*':
        return this.stars();
      case '[':
        return this.set();
      case '?':
        this.at++;
        return { kind: 'set', holds: () => true };
      case '\\': {
        const escaped = this.pattern[this.at + 1];
        this.at += 2;
        return escaped === undefined ? undefined : literal(escaped);
      }
      default:
        this.at++;
        return literal(character);
    }
  }

  private stars(): Token {
    const from = this.at;
    while (this.pattern[this.at] === '*') {
      this.at++;
    }
    const startsPart = from === this.start || this.pattern[from - 1] === '/';
    const rest = this.pattern.slice(this.at, this.at + 2);
    if (this.at - from === 1 || !startsPart) {
      return { kind: 'name' };
    }
    if (rest.startsWith('/')) {
      this.at++;
      return { kind: 'folders' };
    }
    return rest === '' || rest === '\\/' ? { kind: 'path' } : { kind: 'name' };
  }

  /** `[a-z]`, `[!…]`, `[^…]`, `[[:digit:]]`; `undefined` when it does not end. */
  private set(): Token | undefined {
    this.at++;
    const isNegated = /[!^]/.test(this.pattern[this.at] ?? '');
    this.at += isNegated ? 1 : 0;
    const parts: ((character: string) => boolean)[] = [];
    do {
      const part = this.setPart();
      if (!part) {
        return undefined;
      }
      parts.push(part);
    } while (this.pattern[this.at] !== ']');
    this.at++;
    const holds = (character: string): boolean =>
      parts.some((part) => part(character)) !== isNegated;
    return { kind: 'set', holds };
  }

  private setPart(): ((character: string) => boolean) | undefined {
    const named = /^\[:([a-z]*):\]/.exec(this.pattern.slice(this.at));
    if (named) {
      this.at += named[0].length;
      return characterClasses[named[1] ?? ''];
    }
    const first = this.setCharacter();
    if (first === undefined) {
      return undefined;
    }
    const end = this.pattern[this.at + 1];
    if (this.pattern[this.at] !== '-' || end === undefined || end === ']') {
      return (character) => character === first;
    }
    this.at++;
    const last = this.setCharacter();
    return last === undefined ? undefined : (character) => character >= first && character <= last;
  }

  private setCharacter(): string | undefined {
    this.at += this.pattern[this.at] === '\\' ? 1 : 0;
    return this.pattern[this.at++];
  }
}

const literal = (character: string): Token => ({ kind: 'character', character });

const classOf =
  (expression: RegExp) =>
  (character: string): boolean =>
    expression.test(character);

/** POSIX's, of ASCII. */
const characterClasses: Readonly<Partial<Record<string, (character: string) => boolean>>> = {
  alnum: classOf(/[0-9A-Za-z]/),
  alpha: classOf(/[A-Za-z]/),
  blank: classOf(/[ \t]/),
  cntrl: (character) => character < ' ' || character === '\x7f',
  digit: classOf(/[0-9]/),
  graph: classOf(/[!-~]/),
  lower: classOf(/[a-z]/),
  print: classOf(/[ -~]/),
  punct: classOf(/[!-/:-@[-`{-~]/),
  space: classOf(/[\t-\r ]/),
  upper: classOf(/[A-Z]/),
  xdigit: classOf(/[0-9A-Fa-f]/),
};

/**
 * All places of the path that can be reached, token by token: no pattern takes longer than its length
 * times the path's, whoever wrote it.
 */
function matches(tokens: readonly Token[], path: string): boolean {
  let reached = new Uint8Array(path.length + 1);
  reached[0] = 1;
  for (const token of tokens) {
    reached =
      token.kind === 'character' || token.kind === 'set'
        ? oneFurther(token, path, reached)
        : stretch(token.kind, path, reached);
  }
  return reached[path.length] === 1;
}

type Reached = Uint8Array<ArrayBuffer>;

function oneFurther(
  token: Extract<Token, { kind: 'character' | 'set' }>,
  path: string,
  from: Reached,
): Reached {
  const means = (character: string): boolean =>
    token.kind === 'character'
      ? character === token.character
      : character !== '/' && token.holds(character);
  const to = new Uint8Array(from.length);
  for (let at = 0; at < path.length; at++) {
    if (from[at] === 1 && means(path.charAt(at))) {
      to[at + 1] = 1;
    }
  }
  return to;
}

function stretch(kind: 'name' | 'path' | 'folders', path: string, from: Reached): Reached {
  const to = new Uint8Array(from.length);
  let isOpen = false;
  for (let at = 0; at < from.length; at++) {
    isOpen &&= kind !== 'name' || path[at - 1] !== '/';
    const starts = from[at] === 1;
    const mayEnd = kind !== 'folders' || path[at - 1] === '/';
    if (starts || (isOpen && mayEnd)) {
      to[at] = 1;
    }
    isOpen ||= starts;
  }
  return to;
}

/** Git compares bytes: `?` is one of the two that `é` has. One character for each byte of UTF-8. */
function asBytes(text: string): string {
  return /^[\0-\x7f]*$/.test(text)
    ? text
    : encodeURIComponent(text.replace(/\p{Cs}/gu, '\uFFFD')).replace(
        /%(..)/g,
        (_match, hex: string) => String.fromCharCode(parseInt(hex, 16)),
      );
}
