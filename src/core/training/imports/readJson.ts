import type { Json } from '../exports/json';
import { deepest, Refusal } from './refusal';

/** Reads JSON (RFC 8259). Throws a `Refusal` where it ends to be that; `at` gives the place of a sign. */
export function readJson(text: string, at: (index: number) => number = (index) => index): Json {
  return new JsonReader(text, at).whole();
}

const constants: readonly (readonly [word: string, value: Json])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

class JsonReader {
  private index = 0;

  constructor(
    private readonly text: string,
    private readonly at: (index: number) => number,
  ) {}

  whole(): Json {
    const value = this.value(0);
    this.skipSpace();
    return this.index === this.text.length ? value : this.refuse();
  }

  private value(depth: number): Json {
    this.skipSpace();
    if (depth > deepest) {
      throw new Refusal('tooDeep', this.at(this.index));
    }
    switch (this.text[this.index]) {
      case '{':
        return this.object(depth);
      case '[':
        return this.list(depth);
      case '"':
        return this.string();
      default:
        return this.constant();
    }
  }

  private object(depth: number): Json {
    const entries: [string, Json][] = [];
    this.enclosed('}', () => {
      const name = this.text[this.index] === '"' ? this.string() : this.refuse();
      this.skipSpace();
      this.expect(':');
      entries.push([name, this.value(depth + 1)]);
    });
    return Object.fromEntries(entries);
  }

  private list(depth: number): Json {
    const items: Json[] = [];
    this.enclosed(']', () => items.push(this.value(depth + 1)));
    return items;
  }

  /** From an opening bracket to its closing one, with commas between what `read` reads. */
  private enclosed(close: string, read: () => void): void {
    this.index++;
    this.skipSpace();
    if (this.text[this.index] === close) {
      this.index++;
      return;
    }
    for (;;) {
      this.skipSpace();
      read();
      this.skipSpace();
      if (this.text[this.index] === close) {
        this.index++;
        return;
      }
      this.expect(',');
    }
  }

  private string(): string {
    const start = this.index;
    for (this.index++; this.text[this.index] !== '"'; this.index++) {
      const sign = this.text[this.index] ?? '';
      if (sign < ' ') {
        this.refuse();
      }
      if (sign === '\\') {
        this.escape();
      }
    }
    this.index++;
    return JSON.parse(this.text.slice(start, this.index)) as string;
  }

  private escape(): void {
    this.index++;
    const escape = /["\\/bfnrt]|u[\da-fA-F]{4}/y;
    escape.lastIndex = this.index;
    this.index += (escape.exec(this.text)?.[0].length ?? this.refuse()) - 1;
  }

  private constant(): Json {
    const found = constants.find(([word]) => this.text.startsWith(word, this.index));
    if (found) {
      this.index += found[0].length;
      return found[1];
    }
    const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
    number.lastIndex = this.index;
    const digits = number.exec(this.text)?.[0] ?? this.refuse();
    // A number that a double cannot hold is none that a request has.
    const value = Number.isFinite(Number(digits)) ? Number(digits) : this.refuse();
    this.index += digits.length;
    return value;
  }

  private expect(sign: string): void {
    if (this.text[this.index] !== sign) {
      this.refuse();
    }
    this.index++;
  }

  private skipSpace(): void {
    while (/^[ \t\r\n]$/.test(this.text[this.index] ?? '')) {
      this.index++;
    }
  }

  private refuse(): never {
    throw new Refusal('json', this.at(this.index), this.text.slice(this.index, this.index + 1));
  }
}
