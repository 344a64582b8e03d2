import { createReadStream } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { isSystemError, writeAtomicallyBy } from '../../node/files';
import { createTurns } from './turns';

/**
 * An append-only file of one JSON value per line. What `append` has acknowledged survives the
 * process being killed; a line that was cut off by it is dropped when the journal is opened again.
 */
export class Journal<Line extends object> {
  private readonly inTurn = createTurns();

  private constructor(
    private readonly file: string,
    private handle: FileHandle,
    private length: number,
  ) {}

  /** Opens the journal and gives the lines in it to `replay`. */
  static async open<Line extends object>(
    file: string,
    replay: (line: Line) => void,
    openFile = open,
  ): Promise<Journal<Line>> {
    const length = await readLines(file, (line) => {
      const value = parseLine(line);
      if (value) replay(value as Line);
    });
    await rm(temporaryOf(file), { force: true });
    const handle = await openFile(file, 'a', 0o600);
    await handle.truncate(length);
    return new Journal<Line>(file, handle, length);
  }

  /** Resolves once the lines would survive a kill; on failure none of them is in the file. */
  append(...lines: readonly Line[]): Promise<void> {
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    return this.inTurn(() => this.write(Buffer.from(text)));
  }

  /** Replaces the whole content, to drop what later lines have undone. */
  rewrite(lines: Iterable<Line>): Promise<void> {
    return this.inTurn(async () => {
      const pieces = Array.from(inPieces(lines), (text) => Buffer.from(text));
      await this.handle.close();
      try {
        await writeAtomicallyBy(temporaryOf(this.file), this.file, pieces);
        this.length = pieces.reduce((sum, piece) => sum + piece.length, 0);
      } finally {
        this.handle = await open(this.file, 'a', 0o600);
      }
    });
  }

  async close(): Promise<void> {
    await this.inTurn(() => this.handle.close());
  }

  private async write(bytes: Buffer): Promise<void> {
    try {
      await this.handle.appendFile(bytes);
      this.length += bytes.length;
    } catch (error) {
      // A full disk may have taken a part of the line.
      await this.handle.truncate(this.length);
      throw error;
    }
  }
}

/** A new content on its way; nothing once the journal is open. */
function temporaryOf(file: string): string {
  return `${file}.tmp`;
}

/** A journal may be longer than a string can be, so neither way makes it one. */
const pieceSize = 1024 * 1024;

/** Gives away the lines that are whole; answers how many bytes they are. */
async function readLines(file: string, take: (line: string) => void): Promise<number> {
  let length = 0;
  let rest: Buffer = Buffer.alloc(0);
  try {
    const chunks = createReadStream(file, { highWaterMark: pieceSize }) as AsyncIterable<Buffer>;
    for await (const chunk of chunks) {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const end = bytes.lastIndexOf('\n') + 1;
      for (const line of bytes.toString('utf8', 0, end).split('\n')) take(line);
      length += end;
      rest = bytes.subarray(end);
    }
  } catch (error) {
    if (!isSystemError(error, 'ENOENT')) throw error;
  }
  return length;
}

function* inPieces(lines: Iterable<object>): Generator<string> {
  let piece = '';
  for (const line of lines) {
    piece += `${JSON.stringify(line)}\n`;
    if (piece.length < pieceSize) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

/** A damaged line costs what it said, not the rest. */
function parseLine(line: string): object | undefined {
  try {
    return line === '' ? undefined : (JSON.parse(line) as object);
  } catch {
    return undefined;
  }
}
