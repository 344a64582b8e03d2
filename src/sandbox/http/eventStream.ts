import { crc32 } from 'node:zlib';

/** One event of a stream, or the exception that ends it. */
export interface StreamEvent {
  readonly kind: 'event' | 'exception';
  /** Name of the event or the exception in the service model. */
  readonly type: string;
  readonly payload: object;
}

/** An answer that goes on: AWS's event stream encoding over JSON. */
export class EventStream {
  /** `events` ends when it is over, or soon after the signal says that the client has gone. */
  constructor(private readonly events: (signal: AbortSignal) => AsyncIterable<StreamEvent>) {}

  async *chunks(signal: AbortSignal): AsyncGenerator<Buffer> {
    // Clients of the JSON protocols wait for the rest of the answer, which is empty, first.
    yield encodeEvent({ kind: 'event', type: 'initial-response', payload: {} });
    for await (const event of this.events(signal)) yield encodeEvent(event);
  }
}

const textType = 7;

/** Lengths, their checksum, headers, payload and the checksum of all (Smithy, event stream). */
function encodeEvent({ kind, type, payload }: StreamEvent): Buffer {
  const headers = Buffer.concat([
    encodeHeader(':message-type', kind),
    encodeHeader(kind === 'event' ? ':event-type' : ':exception-type', type),
    encodeHeader(':content-type', 'application/json'),
  ]);
  const body = Buffer.from(JSON.stringify(payload));
  const lengths = Buffer.alloc(8);
  lengths.writeUInt32BE(16 + headers.length + body.length);
  lengths.writeUInt32BE(headers.length, 4);
  const message = Buffer.concat([lengths, checksum(lengths), headers, body]);
  return Buffer.concat([message, checksum(message)]);
}

function encodeHeader(name: string, value: string): Buffer {
  const text = Buffer.from(value);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(text.length);
  return Buffer.concat([
    Buffer.from([name.length]),
    Buffer.from(name),
    Buffer.from([textType]),
    length,
    text,
  ]);
}

function checksum(bytes: Buffer): Buffer {
  const result = Buffer.alloc(4);
  result.writeUInt32BE(crc32(bytes));
  return result;
}
