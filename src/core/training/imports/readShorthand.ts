import type { Json, JsonObject } from '../exports/json';
import { deepest, Refusal } from './refusal';

/**
 * Reads the AWS CLI's shorthand syntax, `Key=Value,Key2=[a,b],Key3={Inner=x}`, as its version 2.9 and 1.45 do
 * (AWS CLI user guide, "Using shorthand syntax"). All plain values are texts. Throws a `Refusal`; `at` gives the
 * place of a sign.
 */
export function readShorthand(text: string, at: (index: number) => number): JsonObject {
  return new ShorthandReader(text, at).parameters();
}

/** What a value outside of quotes may begin with, and go on with. */
const firstValue = /(?:\\,|[!#-&(-+\--<>-Z\\-z|-\uffff])(?:\\,|[\s!#-&(-+\--\\^-|~-\uffff])*/y;
/** The same for all values of a list without brackets but its first: they have no `=`. */
const laterValue = /(?:\\,|[!#-&(-+\--<>-Z\\-z|-\uffff])(?:\\,|[\s!#-&(-+\--<>-\uffff])*/y;

class ShorthandReader {
  private index = 0;

  constructor(
    private readonly text: string,
    private readonly at: (index: number) => number,
  ) {}

  parameters(): JsonObject {
    const entries = new Map<string, Json>();
    this.pair(entries, () => this.values());
    while (this.index < this.text.length) {
      this.expect(',');
      this.pair(entries, () => this.values());
    }
    return Object.fromEntries(entries);
  }

  private pair(entries: Map<string, Json>, read: () => Json): void {
    const start = this.index;
    const key = this.match(/[\w\-.#/:]*/y) ?? '';
    this.skipSpace();
    if (this.current() === '@') {
      throw new Refusal('file', this.at(this.index), `${key}@=`);
    }
    this.expect('=');
    if (entries.has(key)) {
      throw new Refusal('shorthand', this.at(start), key);
    }
    entries.set(key, read());
  }

  /** A value, or several with commas between them up to the next key. */
  private values(): Json {
    if (this.isNested()) {
      return this.nested(0);
    }
    const values = [this.first()];
    for (;;) {
      this.skipSpace();
      if (this.current() !== ',') {
        break;
      }
      this.expect(',');
      const value = this.later();
      if (value === undefined) {
        // What follows is the next key, or a comma too many, which the CLI lets pass.
        this.index = this.text.lastIndexOf(',', this.index);
        break;
      }
      values.push(value);
    }
    return values.length === 1 ? (values[0] ?? '') : values;
  }

  /** `undefined` where a key begins. */
  private later(): string | undefined {
    const value = this.quoted() ?? this.match(laterValue);
    if (value === undefined && this.index >= this.text.length) {
      this.refuse();
    }
    this.skipSpace();
    const ends = this.index >= this.text.length || this.current() === ',';
    return ends ? value : undefined;
  }

  private isNested(): boolean {
    return this.current() === '[' || this.current() === '{';
  }

  private nested(depth: number): Json {
    if (depth > deepest) {
      throw new Refusal('tooDeep', this.at(this.index));
    }
    if (!this.isNested()) {
      return this.first();
    }
    return this.current() === '[' ? this.list(depth) : this.structure(depth);
  }

  private list(depth: number): Json {
    const items: Json[] = [];
    this.enclosed(']', () => items.push(this.nested(depth + 1)));
    return items;
  }

  private structure(depth: number): Json {
    const entries = new Map<string, Json>();
    this.enclosed('}', () => this.pair(entries, () => this.nested(depth + 1)));
    return Object.fromEntries(entries);
  }

  /** From an opening bracket to its closing one; a comma may stand before that. */
  private enclosed(close: string, read: () => void): void {
    this.index++;
    this.skipSpace();
    while (this.current() !== close) {
      const start = this.index;
      read();
      this.skipSpace();
      if (this.current() !== close) {
        this.expect(',');
      }
      if (this.index === start) {
        this.refuse();
      }
    }
    this.index++;
  }

  private first(): string {
    return this.quoted() ?? this.match(firstValue) ?? '';
  }

  private quoted(): string | undefined {
    const quote = this.current();
    if (quote !== "'" && quote !== '"') {
      return undefined;
    }
    // A backslash before the last quote of all is no escape.
    const pattern = quote === '"' ? /"(?:\\"|[^"])*"/y : /'(?:\\'|[^'])*'/y;
    pattern.lastIndex = this.index;
    const written = pattern.exec(this.text)?.[0];
    if (written === undefined) {
      throw new Refusal('shorthand', this.at(this.index), quote);
    }
    this.index += written.length;
    return written.slice(1, -1).replaceAll(`\\${quote}`, quote).replaceAll('\\\\', '\\');
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.index;
    const found = pattern.exec(this.text)?.[0];
    this.index += found?.length ?? 0;
    return found?.replaceAll('\\,', ',').trimEnd();
  }

  private current(): string {
    return this.text[this.index] ?? '';
  }

  private expect(sign: string): void {
    this.skipSpace();
    if (this.current() !== sign) {
      this.refuse();
    }
    this.index++;
    this.skipSpace();
  }

  private skipSpace(): void {
    while (/^[ \t\n\r\v\f]$/.test(this.current())) {
      this.index++;
    }
  }

  private refuse(): never {
    throw new Refusal('shorthand', this.at(this.index), this.current());
  }
}
