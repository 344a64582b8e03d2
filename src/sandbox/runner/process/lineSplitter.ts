/** CloudWatch Logs takes events of 256 KB with 26 bytes of its own in each. */
const longestLine = 256 * 1024 - 26;

const newline = 0x0a;
const carriageReturn = 0x0d;

/**
 * Turns a process's output into lines. Bytes that are no UTF-8 become U+FFFD, lines longer than the
 * limit are split between two characters, and an unfinished line can be taken early by `flush`.
 */
export class LineSplitter {
  private rest = Buffer.alloc(0);
  /** Whether the present line's beginning has been taken early. */
  private isBegun = false;

  constructor(private readonly limit = longestLine) {}

  get hasUnfinished(): boolean {
    return this.rest.length > 0;
  }

  push(chunk: Buffer): readonly string[] {
    const bytes = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    const lines: string[] = [];
    let begin = 0;
    for (;;) {
      const end = bytes.indexOf(newline, begin);
      if (end < 0) break;
      const bare = end > begin && bytes[end - 1] === carriageReturn ? end - 1 : end;
      // Python prints a line and its end one after the other; a flush may come between the two.
      if (bare > begin || !this.isBegun) this.cut(bytes.subarray(begin, bare), lines, true);
      this.isBegun = false;
      begin = end + 1;
    }
    // A copy, so that a short rest does not keep the whole chunk in memory.
    this.rest = Buffer.from(this.cut(bytes.subarray(begin), lines, false));
    return lines;
  }

  /** The unfinished line as far as it goes; a character of which bytes are missing waits. */
  flush(): readonly string[] {
    const whole = wholeCharacters(this.rest, this.rest.length);
    if (whole === 0) return [];
    const text = this.rest.toString('utf8', 0, whole);
    this.rest = this.rest.subarray(whole);
    this.isBegun = true;
    return [text];
  }

  /** Everything that is left when the output has ended. */
  end(): readonly string[] {
    const text = this.rest.toString('utf8');
    this.rest = Buffer.alloc(0);
    return text === '' ? [] : [text];
  }

  /** Cuts pieces of the longest length off the line; returns what remains of an unfinished one. */
  private cut(line: Buffer, lines: string[], finished: boolean): Buffer {
    let left = line;
    while (left.length > this.limit) {
      const end = wholeCharacters(left, this.limit) || this.limit;
      lines.push(left.toString('utf8', 0, end));
      left = left.subarray(end);
    }
    if (finished) lines.push(left.toString('utf8'));
    return left;
  }
}

/** The greatest length up to `length` that does not end inside of a UTF-8 character. */
function wholeCharacters(bytes: Buffer, length: number): number {
  for (let back = 1; back <= Math.min(3, length); back++) {
    const byte = bytes[length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    return characterLength(byte) > back ? length - back : length;
  }
  return length;
}

function characterLength(first: number): number {
  if (first >= 0xf0 && first <= 0xf4) return 4;
  if (first >= 0xe0 && first < 0xf0) return 3;
  return first >= 0xc2 && first < 0xe0 ? 2 : 1;
}
