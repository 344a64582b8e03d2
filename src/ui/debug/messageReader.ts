/** A message of the Debug Adapter Protocol, as far as it matters here. */
export interface ProtocolMessage {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** A variable's value may be long; nothing else comes near. */
const mostBytes = 64 * 1024 * 1024;
const separator = '\r\n\r\n';

/** Reads messages from a stream of bytes, each with its length in a header before it. */
export class MessageReader {
  private rest = Buffer.alloc(0);

  /** The messages that are complete with this chunk. Throws for what is not the protocol. */
  push(chunk: Uint8Array): readonly ProtocolMessage[] {
    this.rest = this.rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.rest, chunk]);
    const messages: ProtocolMessage[] = [];
    for (let message = this.take(); message !== undefined; message = this.take()) {
      messages.push(message);
    }
    return messages;
  }

  private take(): ProtocolMessage | undefined {
    const headerEnd = this.rest.indexOf(separator);
    if (headerEnd < 0) {
      return undefined;
    }
    const header = this.rest.toString('latin1', 0, headerEnd);
    const length = Number(/^Content-Length: *(\d+)$/im.exec(header)?.[1]);
    if (!(length <= mostBytes)) {
      throw new TypeError(`A message has no usable length: ${header}`);
    }
    const begin = headerEnd + separator.length;
    if (this.rest.length < begin + length) {
      return undefined;
    }
    const text = this.rest.toString('utf8', begin, begin + length);
    this.rest = this.rest.subarray(begin + length);
    return JSON.parse(text) as ProtocolMessage;
  }
}

/** The message with its header. */
export function writeMessage(message: object): Buffer {
  const body = Buffer.from(JSON.stringify(message));
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}${separator}`), body]);
}
