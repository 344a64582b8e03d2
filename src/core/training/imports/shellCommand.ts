import { controlEscapes } from '../controlEscapes';
import { Refusal } from './refusal';

/** A word of a command line, as the program gets it. */
export interface ShellWord {
  readonly text: string;
  /** Where each sign of it stands in the command line, and where the word ends. */
  readonly places: readonly number[];
}

/** The words of a command, and the here-document that it reads. */
export interface ShellCommand {
  readonly words: readonly ShellWord[];
  readonly input?: ShellWord;
}

/**
 * Reads one command as a POSIX shell does, with bash's `$'…'`. Throws a `Refusal` where the shell would put
 * something in the place of what is written, or run more than one command.
 */
export function readShellCommand(line: string): ShellCommand {
  return new ShellReader(line).command();
}

const escapes: ReadonlyMap<string, string> = new Map([...controlEscapes, ['e', '\x1b']]);

class ShellReader {
  private readonly words: ShellWord[] = [];
  private input: ShellWord | undefined;
  private at = 0;
  /** `null` between words. */
  private word: { text: string; places: number[] } | null = null;

  constructor(private readonly line: string) {}

  command(): ShellCommand {
    while (this.at < this.line.length) {
      this.step(this.line[this.at] ?? '');
    }
    this.endWord();
    return { words: this.words, ...(this.input && { input: this.input }) };
  }

  private step(sign: string): void {
    if (sign === "'") {
      this.singleQuoted();
    } else if (sign === '"') {
      this.doubleQuoted();
    } else if (sign === '\\') {
      this.escaped();
    } else if (sign === '$') {
      this.dollar();
    } else if (/\s/.test(sign)) {
      this.space(sign);
    } else {
      this.plain(sign);
    }
  }

  private plain(sign: string): void {
    const begins = this.word === null;
    if (this.line.startsWith('<<', this.at)) {
      this.hereDocument();
    } else if (/[|&;<>()]/.test(sign)) {
      throw new Refusal('otherCommand', this.at, sign);
    } else if (sign === '#' && begins) {
      this.at = this.endOfLine(this.at);
    } else if (sign === '`' || (sign === '~' && begins)) {
      throw new Refusal('expansion', this.at, sign);
    } else {
      this.add(sign, this.at++);
    }
  }

  private space(sign: string): void {
    this.endWord();
    if (/[\r\n]/.test(sign) && this.words.length > 0) {
      this.endCommand();
    } else {
      this.at++;
    }
  }

  /** Nothing but comments may follow. */
  private endCommand(): void {
    let start = this.at;
    for (const line of this.line.slice(this.at).split('\n')) {
      if (!/^\s*(?:#|$)/.test(line)) {
        throw new Refusal('otherCommand', start + line.search(/\S/), line.trim().slice(0, 40));
      }
      start += line.length + 1;
    }
    this.at = this.line.length;
  }

  private escaped(): void {
    const next = /^\\(\r?\n)?/.exec(this.line.slice(this.at, this.at + 3));
    if (next?.[1] !== undefined) {
      this.at += next[0].length;
      return;
    }
    if (this.at + 1 >= this.line.length) {
      throw new Refusal('shell', this.at, '\\');
    }
    this.add(this.line[this.at + 1] ?? '', this.at);
    this.at += 2;
  }

  private singleQuoted(): void {
    const end = this.line.indexOf("'", this.at + 1);
    if (end < 0) {
      throw new Refusal('shell', this.at, "'");
    }
    this.open();
    for (this.at++; this.at < end; this.at++) {
      this.add(this.line[this.at] ?? '', this.at);
    }
    this.at++;
  }

  private doubleQuoted(): void {
    const start = this.at++;
    this.open();
    while (this.line[this.at] !== '"') {
      const sign = this.line[this.at] ?? '';
      if (sign === '') {
        throw new Refusal('shell', start, '"');
      }
      if (sign === '`' || (sign === '$' && /[\w({@*#?$!-]/.test(this.line[this.at + 1] ?? ''))) {
        throw new Refusal('expansion', this.at, this.line.slice(this.at, this.at + 2));
      }
      this.quotedSign(sign);
    }
    this.at++;
  }

  /** Between double quotes a backslash stands for itself before most signs. */
  private quotedSign(sign: string): void {
    const escape =
      sign === '\\' ? /^\\(?:(\r?\n)|([$`"\\]))/.exec(this.line.slice(this.at, this.at + 3)) : null;
    if (escape?.[1] === undefined) {
      this.add(escape?.[2] ?? sign, this.at);
    }
    this.at += escape?.[0].length ?? 1;
  }

  private dollar(): void {
    if (this.line[this.at + 1] === "'") {
      this.ansiQuoted();
      return;
    }
    if (/[\w({"@*#?$!-]/.test(this.line[this.at + 1] ?? '')) {
      throw new Refusal('expansion', this.at, this.line.slice(this.at, this.at + 2));
    }
    this.add('$', this.at++);
  }

  /** `$'…'` of bash and zsh. */
  private ansiQuoted(): void {
    const start = this.at;
    this.open();
    this.at += 2;
    while (this.line[this.at] !== "'") {
      if (this.at >= this.line.length) {
        throw new Refusal('shell', start, "$'");
      }
      const { text, length } = ansiSign(this.line.slice(this.at, this.at + 10));
      this.add(text, this.at);
      this.at += length;
    }
    this.at++;
  }

  /** `<<'WORD'`: all the lines up to one that is the word alone. */
  private hereDocument(): void {
    const head = /<<'(\w+)'[ \t]*\r?\n/y;
    head.lastIndex = this.at;
    const match = head.exec(this.line);
    if (!match || this.input) {
      throw new Refusal('otherCommand', this.at, '<');
    }
    this.endWord();
    const start = this.at + match[0].length;
    const ends = new RegExp(`^${match[1] ?? ''}\\r?$`, 'gm');
    ends.lastIndex = start;
    const end = ends.exec(this.line);
    if (!end) {
      throw new Refusal('shell', this.at, match[0].trim());
    }
    const text = this.line.slice(start, end.index);
    this.input = {
      text,
      places: Array.from({ length: text.length + 1 }, (_, index) => start + index),
    };
    this.at = end.index + end[0].length;
  }

  private open(): void {
    this.word ??= { text: '', places: [] };
  }

  private add(text: string, place: number): void {
    this.open();
    if (this.word) {
      this.word.text += text;
      this.word.places.push(...Array.from({ length: text.length }, () => place));
    }
  }

  private endWord(): void {
    if (this.word) {
      this.words.push({ text: this.word.text, places: [...this.word.places, this.at] });
      this.word = null;
    }
  }

  private endOfLine(from: number): number {
    const end = this.line.indexOf('\n', from);
    return end < 0 ? this.line.length : end;
  }
}

/** The sign that a text between `$'` and `'` begins with, and how long it is written. */
function ansiSign(written: string): { readonly text: string; readonly length: number } {
  const code = /^\\(?:x[\da-f]{1,2}|u[\da-f]{1,4}|U[\da-f]{1,8})/i.exec(written)?.[0];
  const point = code === undefined ? Number.NaN : Number.parseInt(code.slice(2), 16);
  if (code !== undefined && point <= 0x10ffff) {
    return { text: String.fromCodePoint(point), length: code.length };
  }
  const octal = /^\\([0-7]{1,3})/.exec(written);
  if (octal) {
    const unit = Number.parseInt(octal[1] ?? '', 8) & 0xff;
    return { text: String.fromCharCode(unit), length: octal[0].length };
  }
  const sign = written.slice(1, 2);
  return written.startsWith('\\') && sign !== ''
    ? { text: escapes.get(sign) ?? sign, length: 2 }
    : { text: written.slice(0, 1), length: 1 };
}
