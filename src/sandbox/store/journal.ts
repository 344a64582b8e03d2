import { open, readFile, rm, type FileHandle } from 'node:fs/promises';
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
    const bytes = await readBytes(file);
    const length = bytes.lastIndexOf('\n') + 1;
    const text = bytes.toString('utf8', 0, length);
    for (const line of text.split('\n')) {
      const value = parseLine(line);
      if (value) replay(value as Line);
    }
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
      const text = [...lines].map((line) => `${JSON.stringify(line)}\n`).join('');
      await this.handle.close();
      try {
        await writeAtomicallyBy(temporaryOf(this.file), this.file, text);
        this.length = Buffer.byteLength(text);
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

async function readBytes(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return Buffer.alloc(0);
    throw error;
  }
}

/** A damaged line costs what it said, not the rest. */
function parseLine(line: string): object | undefined {
  try {
    return line === '' ? undefined : (JSON.parse(line) as object);
  } catch {
    return undefined;
  }
}
