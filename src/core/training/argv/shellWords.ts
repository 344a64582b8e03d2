/** What a shell makes of a command line's words. */
export interface ShellReading {
  readonly words: readonly ShellWord[];
  /** Where the command ends early: what follows are commands of their own, or a comment. */
  readonly end: number | null;
  /** Places where variables, commands, files or the home folder decide what arrives. */
  readonly open: readonly number[];
}

interface ShellWord {
  readonly text: string;
  /** Where in the line it begins. */
  readonly from: number;
}

/**
 * Reads the words after a command as `/bin/sh -c` does (POSIX Shell Command Language, 2.2 and 2.3);
 * `null` where it is a syntax error, so that nothing runs at all. Nothing is expanded: what would be
 * stays as it is written, and its place is in `open`; but not `[64,32]`, which only stands for files
 * whose name is one of these signs.
 */
export function readShellWords(line: string): ShellReading | null {
  return new ShellReader(line).read();
}

/** In dash plain signs, in bash alternatives. */
const braces = /\{[^\s{}]*(?:,|\.\.)[^\s{}]*\}/g;

class ShellReader {
  private readonly words: ShellWord[] = [];
  private readonly open: number[] = [];
  /** Braces that no quote has made plain signs. */
  private readonly bare = new Set<number>();
  private at = 0;
  private from = 0;
  /** `null` between words. */
  private word: string | null = null;
  private end: number | null = null;

  constructor(private readonly line: string) {}

  read(): ShellReading | null {
    while (this.at < this.line.length && this.end === null) {
      if (!this.step(this.line[this.at] ?? '')) {
        return null;
      }
    }
    this.endWord();
    const places = Array.from(this.line.matchAll(braces), ({ index }) => index);
    const open = [...this.open, ...places.filter((place) => this.bare.has(place))];
    return { words: this.words, end: this.end, open };
  }

  /** Reads what begins here; false on a syntax error. */
  private step(sign: string): boolean {
    switch (sign) {
      case ' ':
      case '\t':
        this.endWord();
        this.at++;
        return true;
      case "'":
        return this.singleQuoted();
      case '"':
        return this.doubleQuoted();
      case '\\':
        this.escaped();
        return true;
      case '(':
      case ')':
        return false;
      default:
        this.plain(sign);
        return true;
    }
  }

  private plain(sign: string): void {
    const isCommandEnd = /[\n;&|<>]/.test(sign) || (sign === '#' && this.word === null);
    if (isCommandEnd) {
      this.end = this.at;
      return;
    }
    if (/[`*?]/.test(sign) || (sign === '~' && this.word === null)) {
      this.open.push(this.at);
    }
    if (sign === '{') {
      this.bare.add(this.at);
    }
    this.noteDollar(sign);
    this.add(sign);
  }

  private singleQuoted(): boolean {
    const close = this.line.indexOf("'", this.at + 1);
    if (close >= 0) {
      this.add(this.line.slice(this.at + 1, close), close + 1 - this.at);
    }
    return close >= 0;
  }

  private doubleQuoted(): boolean {
    this.add('');
    for (let sign = this.line[this.at]; sign !== undefined; sign = this.line[this.at]) {
      if (sign === '"') {
        this.add('');
        return true;
      }
      const next = this.line[this.at + 1] ?? '';
      if (sign === '\\' && /^[$`"\\\n]$/.test(next)) {
        this.add(next === '\n' ? '' : next, 2);
      } else {
        if (sign === '`') this.open.push(this.at);
        this.noteDollar(sign);
        this.add(sign, 1);
      }
    }
    return false;
  }

  private escaped(): void {
    const next = this.line[this.at + 1];
    if (next === '\n') {
      this.at += 2;
      return;
    }
    this.add(next ?? '\\', 2);
  }

  private noteDollar(sign: string): void {
    if (sign === '$' && /[\w{('"@*#?\-$!]/.test(this.line[this.at + 1] ?? '')) {
      this.open.push(this.at);
    }
  }

  private add(text: string, length = 1): void {
    if (this.word === null) {
      this.from = this.at;
    }
    this.word = (this.word ?? '') + text;
    this.at += length;
  }

  private endWord(): void {
    if (this.word !== null) {
      this.words.push({ text: this.word, from: this.from });
      this.word = null;
    }
  }
}
