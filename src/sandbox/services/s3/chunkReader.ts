import { ServiceError } from '../../http/jsonService';

/** Reads lines and counted bytes from a stream of buffers, without joining them. */
export class ChunkReader {
  private readonly source: AsyncIterator<Buffer>;
  private rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.source = source[Symbol.asyncIterator]();
  }

  /** The text up to CRLF, of at most `limit` bytes. */
  async line(limit: number): Promise<string> {
    for (;;) {
      const end = this.rest.indexOf('\r\n');
      if (end >= 0) {
        const text = this.rest.toString('latin1', 0, end);
        this.rest = this.rest.subarray(end + 2);
        return text;
      }
      if (this.rest.length > limit || !(await this.more())) throw incomplete();
    }
  }

  /** Like `line`, but the end of the stream is an empty line: some clients leave the last out. */
  async lastLine(limit: number): Promise<string> {
    if (this.rest.length === 0 && !(await this.more())) return '';
    return this.line(limit);
  }

  async lineEnd(): Promise<void> {
    if ((await this.line(2)) !== '') throw incomplete();
  }

  /** Exactly `count` bytes, as they come. */
  async *bytes(count: number): AsyncGenerator<Buffer> {
    for (let left = count; left > 0;) {
      if (this.rest.length === 0 && !(await this.more())) throw incomplete();
      const piece = this.rest.subarray(0, left);
      this.rest = this.rest.subarray(piece.length);
      left -= piece.length;
      if (piece.length > 0) yield piece;
    }
  }

  private async more(): Promise<boolean> {
    const next = await this.source.next();
    if (next.done) return false;
    this.rest = this.rest.length === 0 ? next.value : Buffer.concat([this.rest, next.value]);
    return true;
  }
}

export function incomplete(): ServiceError {
  return new ServiceError(
    'IncompleteBody',
    'The request body terminated unexpectedly or is not valid aws-chunked data.',
  );
}
