import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LineSplitter } from '../../../../src/sandbox/runner/process/lineSplitter';

describe('line splitter', () => {
  const pieces = (bytes: Buffer, cuts: readonly number[]) => {
    const places = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length];
    let from = 0;
    return places
      .sort((a, b) => a - b)
      .map((to) => {
        const piece = bytes.subarray(from, to);
        from = to;
        return piece;
      });
  };

  it('gives the same lines however the output arrives in pieces', () => {
    const line = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\r\n]/g, ''));
    fc.assert(
      fc.property(fc.array(line), fc.array(fc.nat()), (lines, cuts) => {
        const splitter = new LineSplitter();
        const bytes = Buffer.from(lines.map((text) => `${text}\n`).join(''));
        const found = pieces(bytes, cuts).flatMap((piece) => splitter.push(piece));
        assert.deepEqual([...found, ...splitter.end()], lines);
      }),
    );
  });

  it('loses no byte when unfinished lines are flushed, and splits no character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.nat()), (text, cuts) => {
        const splitter = new LineSplitter();
        const plain = text.replace(/[\r\n]/g, '');
        const found = pieces(Buffer.from(plain), cuts).flatMap((piece) => [
          ...splitter.push(piece),
          ...splitter.flush(),
        ]);
        const whole = [...found, ...splitter.end()].join('');
        assert.equal(whole, Buffer.from(plain).toString());
      }),
    );
  });

  it('splits lines that are too long, between characters', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.integer({ min: 4, max: 20 }),
        (text, limit) => {
          const splitter = new LineSplitter(limit);
          const plain = text.replace(/[\r\n]/g, '.');
          const found = [...splitter.push(Buffer.from(`${plain}\n`))];
          assert.equal(found.join(''), plain);
          assert.ok(found.every((line) => Buffer.byteLength(line) <= limit));
        },
      ),
    );
  });

  it('drops the carriage return of a line’s end, and keeps one inside', () => {
    const splitter = new LineSplitter();
    assert.deepEqual(splitter.push(Buffer.from('a\r\n10%\r20%\n\r\n')), ['a', '10%\r20%', '']);
  });

  it('takes the end of a line that was flushed as its end, not as a line of its own', () => {
    const splitter = new LineSplitter();
    splitter.push(Buffer.from('loading'));
    assert.deepEqual(splitter.flush(), ['loading']);
    assert.deepEqual(splitter.push(Buffer.from('\n\nnext\n')), ['', 'next']);
    splitter.push(Buffer.from('10%'));
    assert.deepEqual(splitter.flush(), ['10%']);
    assert.deepEqual(splitter.push(Buffer.from('\r\nnext\n')), ['next']);
    splitter.push(Buffer.from('a'));
    assert.deepEqual(splitter.flush(), ['a']);
    assert.deepEqual(splitter.push(Buffer.from('b')), []);
    assert.deepEqual(splitter.push(Buffer.from('\n\n')), ['b', '']);
  });

  it('replaces what is no UTF-8', () => {
    const splitter = new LineSplitter();
    assert.deepEqual(splitter.push(Buffer.from([0x61, 0xff, 0x62, 0x0a])), ['a\ufffdb']);
    assert.deepEqual(splitter.push(Buffer.from([0xe2, 0x82])), []);
    assert.deepEqual(splitter.flush(), []);
    assert.deepEqual(splitter.end(), ['\ufffd']);
  });
});
