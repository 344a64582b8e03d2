/**
 * A value as Python's `json.loads` makes it. Numbers keep the difference between `1` and `1.0`, and
 * whole numbers their digits, because both show when Python writes the value as text again.
 */
export type PythonValue =
  | { readonly kind: 'none' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'int'; readonly value: bigint }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'str'; readonly value: string }
  | { readonly kind: 'list'; readonly items: readonly PythonValue[] }
  | { readonly kind: 'dict'; readonly entries: PythonDict };

export type PythonDict = ReadonlyMap<string, PythonValue>;

export const pythonNone: PythonValue = { kind: 'none' };

export function pythonBool(value: boolean): PythonValue {
  return { kind: 'bool', value };
}

export function pythonInt(value: number): PythonValue {
  return { kind: 'int', value: BigInt(value) };
}

export function pythonStr(value: string): PythonValue {
  return { kind: 'str', value };
}

export function pythonList(items: readonly string[]): PythonValue {
  return { kind: 'list', items: items.map(pythonStr) };
}

export function pythonDict(entries: Readonly<Record<string, PythonValue>>): PythonValue {
  return { kind: 'dict', entries: new Map(Object.entries(entries)) };
}

/** A JSON-like value of ours, as Python would have read it from a file that we wrote. */
export function toPython(value: unknown): PythonValue {
  const parsed = parsePythonJson(JSON.stringify(value));
  return parsed ?? pythonNone;
}

/** Keys in the order of Python's `sorted`: by code point, where JavaScript compares UTF-16 units. */
export function sortedEntries(dict: PythonDict): readonly (readonly [string, PythonValue])[] {
  return [...dict].sort(([a], [b]) => compareCodePoints(a, b));
}

export function compareCodePoints(a: string, b: string): number {
  const left = Array.from(a);
  const right = Array.from(b);
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const order = (left[index]?.codePointAt(0) ?? 0) - (right[index]?.codePointAt(0) ?? 0);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/** Reads what Python's `json.loads` accepts, `NaN` and `Infinity` among it; else `undefined`. */
export function parsePythonJson(text: string): PythonValue | undefined {
  const reader = new JsonReader(text);
  try {
    return reader.readDocument();
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

const literals: readonly (readonly [string, PythonValue])[] = [
  ['null', pythonNone],
  ['true', pythonBool(true)],
  ['false', pythonBool(false)],
  ['NaN', { kind: 'float', value: Number.NaN }],
  ['Infinity', { kind: 'float', value: Number.POSITIVE_INFINITY }],
  ['-Infinity', { kind: 'float', value: Number.NEGATIVE_INFINITY }],
];

const whitespace = /[ \t\n\r]*/y;
const numberPattern = /-?(?:0|[1-9]\d*)(?<fraction>\.\d+)?(?<exponent>[eE][+-]?\d+)?/y;
// Up to the closing quote; escapes are checked and decoded by JSON.parse.
const stringPattern = /"(?:[^"\\]|\\.)*"/y;

class JsonReader {
  private at = 0;

  constructor(private readonly text: string) {}

  readDocument(): PythonValue {
    const value = this.readValue();
    this.match(whitespace);
    if (this.at !== this.text.length) throw new SyntaxError('extra data');
    return value;
  }

  private readValue(): PythonValue {
    this.match(whitespace);
    if (this.takes('[')) return this.readList();
    if (this.takes('{')) return this.readDict();
    if (this.text[this.at] === '"') return pythonStr(this.readString());
    const literal = literals.find(([word]) => this.takes(word));
    return literal?.[1] ?? this.readNumber();
  }

  private readList(): PythonValue {
    const items: PythonValue[] = [];
    this.readMembers(']', () => items.push(this.readValue()));
    return { kind: 'list', items };
  }

  private readDict(): PythonValue {
    const entries = new Map<string, PythonValue>();
    this.readMembers('}', () => {
      const key = this.readString();
      this.expect(':');
      entries.set(key, this.readValue());
    });
    return { kind: 'dict', entries };
  }

  private readMembers(end: string, readMember: () => void): void {
    this.match(whitespace);
    if (this.takes(end)) return;
    do {
      this.match(whitespace);
      readMember();
      this.match(whitespace);
    } while (this.takes(','));
    this.expect(end);
  }

  private readString(): string {
    const token = this.match(stringPattern);
    if (token === null) throw new SyntaxError('a string is expected');
    return JSON.parse(token[0]) as string;
  }

  private readNumber(): PythonValue {
    const token = this.match(numberPattern);
    if (token === null) throw new SyntaxError('a value is expected');
    const isFloat = token.groups?.['fraction'] ?? token.groups?.['exponent'];
    if (isFloat === undefined) return { kind: 'int', value: BigInt(token[0]) };
    return { kind: 'float', value: Number(token[0]) };
  }

  private expect(mark: string): void {
    this.match(whitespace);
    if (!this.takes(mark)) throw new SyntaxError(`${mark} is expected`);
  }

  private takes(word: string): boolean {
    if (!this.text.startsWith(word, this.at)) return false;
    this.at += word.length;
    return true;
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found !== null) this.at = pattern.lastIndex;
    return found;
  }
}
