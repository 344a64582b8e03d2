import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { MessageReader, writeMessage } from '../../../../src/ui/debug/messageReader';

describe('messages of the debug protocol', () => {
  it('are the same however their bytes arrive', () => {
    const message = fc.record({ type: fc.string(), body: fc.jsonValue() });
    const sizes = fc.infiniteStream(fc.integer({ min: 1, max: 40 }));
    fc.assert(
      fc.property(fc.array(message, { maxLength: 5 }), sizes, (sent, chunkSizes) => {
        const reader = new MessageReader();
        let bytes = Buffer.concat(sent.map(writeMessage));
        const read: unknown[] = [];
        for (const size of chunkSizes) {
          if (bytes.length === 0) break;
          read.push(...reader.push(bytes.subarray(0, size)));
          bytes = bytes.subarray(size);
        }
        assert.deepEqual(read, JSON.parse(JSON.stringify(sent)));
      }),
    );
  });

  it('end where something else speaks', () => {
    for (const text of [
      'HTTP/1.1 400 Bad Request\r\n\r\n',
      'a line that never ends '.repeat(1000),
      'Content-Length: 99999999999\r\n\r\n',
    ]) {
      assert.throws(() => new MessageReader().push(Buffer.from(text)), TypeError);
    }
  });
});
