import { EventStreamCodec } from '@smithy/core/event-streams';

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

const codec = new EventStreamCodec(
  (bytes) => Buffer.from(bytes).toString('utf8'),
  (text) => Buffer.from(text),
);

function encodeEvent({ kind, type, payload }: StreamEvent): Buffer {
  const message = codec.encode({
    headers: {
      ':message-type': { type: 'string', value: kind },
      [kind === 'event' ? ':event-type' : ':exception-type']: { type: 'string', value: type },
      ':content-type': { type: 'string', value: 'application/json' },
    },
    body: Buffer.from(JSON.stringify(payload)),
  });
  return Buffer.from(message.buffer, message.byteOffset, message.byteLength);
}
