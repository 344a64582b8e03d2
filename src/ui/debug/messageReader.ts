/** A message of the Debug Adapter Protocol, as far as it matters here. */
export interface ProtocolMessage {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** A variable's value may be long; nothing else comes near. */
const mostBytes = 64 * 1024 * 1024;
/** A header has one or two short lines. */
const mostHeaderBytes = 4096;
const separator = '\r\n\r\n';

/** Reads messages from a stream of bytes, each with its length in a header before it. */
export class MessageReader {
  private rest = Buffer.alloc(0);
  /** What came behind `rest`; joined once a message can be complete, as a long one has many chunks. */
  private chunks: Buffer[] = [];
  private bytes = 0;
  /** Bytes without which nothing can be read. */
  private wanted = 0;

  /** The messages that are complete with this chunk. Throws for what is not the protocol. */
  push(chunk: Buffer): readonly ProtocolMessage[] {
    this.chunks.push(chunk);
    this.bytes += chunk.length;
    if (this.bytes < this.wanted) {
      return [];
    }
    this.rest = Buffer.concat([this.rest, ...this.chunks]);
    this.chunks = [];
    const messages: ProtocolMessage[] = [];
    for (let message = this.take(); message !== undefined; message = this.take()) {
      messages.push(message);
    }
    this.bytes = this.rest.length;
    return messages;
  }

  private take(): ProtocolMessage | undefined {
    const headerEnd = this.rest.indexOf(separator);
    if (headerEnd < 0 && this.rest.length <= mostHeaderBytes) {
      this.wanted = 0;
      return undefined;
    }
    const header = this.rest.toString('latin1', 0, Math.max(0, headerEnd));
    const length = Number(/^Content-Length: *(\d+)$/im.exec(header)?.[1]);
    if (!(length <= mostBytes)) {
      throw new TypeError(`A message has no usable length: ${header}`);
    }
    const begin = headerEnd + separator.length;
    this.wanted = begin + length;
    if (this.rest.length < this.wanted) {
      return undefined;
    }
    const text = this.rest.toString('utf8', begin, this.wanted);
    this.rest = this.rest.subarray(this.wanted);
    return JSON.parse(text) as ProtocolMessage;
  }
}

/** The message with its header. */
export function writeMessage(message: object): Buffer {
  const body = Buffer.from(JSON.stringify(message));
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}${separator}`), body]);
}
