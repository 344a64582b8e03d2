import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LogSearch } from '../../../../src/core/logs/find';
import { LogBuffer } from '../../../../src/core/logs/logBuffer';

const line = (
  message: string,
  host = 'algo-1',
): { host: string; timestamp: number; message: string } => ({
  host,
  timestamp: 1,
  message,
});

const bufferOf = (...messages: string[]): LogBuffer => {
  const buffer = new LogBuffer();
  buffer.append(messages.map((message) => line(message)));
  return buffer;
};

describe('LogBuffer', () => {
  it('gives back what was appended, by windows', () => {
    const lines = Array.from({ length: 10 }, (_, index) => ({
      host: `algo-${1 + (index % 2)}`,
      timestamp: 1000 + index,
      message: `line ${index}`,
    }));
    const buffer = new LogBuffer();
    buffer.append(lines.slice(0, 4));
    buffer.append(lines.slice(4));
    assert.equal(buffer.length, 10);
    assert.deepEqual(buffer.slice(0, 100), lines);
    assert.deepEqual(buffer.slice(3, 2), lines.slice(3, 5));
    assert.deepEqual(buffer.slice(9, 5), lines.slice(9));
    assert.deepEqual(buffer.slice(10, 5), []);
    assert.deepEqual(buffer.slice(-3, 2), lines.slice(0, 2));
    assert.equal(buffer.message(99), '');
  });

  it('lists hosts by number', () => {
    const buffer = new LogBuffer();
    buffer.append(['algo-10', 'algo-2', 'algo-1', 'algo-2'].map((host) => line('', host)));
    assert.deepEqual(buffer.hosts, ['algo-1', 'algo-2', 'algo-10']);
  });

  it('keeps the last state of a line that overwrites itself', () => {
    assert.deepEqual(
      bufferOf('10%\r50%\r100%', 'done\r\n', 'bar 100%\r', 'plain')
        .slice(0, 9)
        .map((l) => l.message),
      ['100%', 'done', 'bar 100%', 'plain'],
    );
  });
});

describe('LogSearch', () => {
  const buffer = bufferOf('Alpha', 'beta', 'alpha beta', 'gamma', 'a.b');

  it('counts lines and goes to the next and the previous, round the ends', () => {
    const search = new LogSearch(buffer, 'alpha', false);
    assert.deepEqual(search.find(0, 'next'), { count: 2, line: 0, ordinal: 1 });
    assert.deepEqual(search.find(1, 'next'), { count: 2, line: 2, ordinal: 2 });
    assert.deepEqual(search.find(3, 'next'), { count: 2, line: 0, ordinal: 1 });
    assert.deepEqual(search.find(2, 'previous'), { count: 2, line: 2, ordinal: 2 });
    assert.deepEqual(search.find(1, 'previous'), { count: 2, line: 0, ordinal: 1 });
    assert.deepEqual(new LogSearch(buffer, 'beta', false).find(0, 'previous').line, 2);
  });

  it('is literal, and minds case when asked to', () => {
    assert.equal(new LogSearch(buffer, 'alpha', true).find(0, 'next').count, 1);
    assert.equal(new LogSearch(buffer, 'a.b', false).find(0, 'next').count, 1);
    assert.equal(new LogSearch(buffer, '(', false).find(0, 'next').count, 0);
  });

  it('finds nothing for nothing', () => {
    const nothing = { count: 0, line: null, ordinal: 0 };
    assert.deepEqual(new LogSearch(buffer, '', false).find(0, 'next'), nothing);
    assert.deepEqual(new LogSearch(buffer, 'zeta', false).find(0, 'previous'), nothing);
  });

  it('reads through colours', () => {
    const colored = bufferOf('\u001b[31mer\u001b[0mror');
    assert.equal(new LogSearch(colored, 'error', true).find(0, 'next').count, 1);
  });

  it('agrees with a plain search while the text grows', () => {
    const messages = fc.array(fc.string({ unit: fc.constantFrom('a', 'B', ' ') }), {
      maxLength: 30,
    });
    const steps = fc.array(fc.tuple(messages, fc.nat(90)), { maxLength: 8 });
    fc.assert(
      fc.property(steps, fc.constantFrom('a', 'AB', 'b a'), (grown, query) => {
        const growing = new LogBuffer();
        const search = new LogSearch(growing, query, false);
        for (const [more, from] of grown) {
          growing.append(more.map((message) => line(message)));
          const all = Array.from({ length: growing.length }, (_, index) => index).filter((index) =>
            growing.message(index).toLowerCase().includes(query.toLowerCase()),
          );
          const next = all.find((index) => index >= from) ?? all[0] ?? null;
          const previous = all.findLast((index) => index <= from) ?? all.at(-1) ?? null;
          for (const [direction, expected] of [
            ['next', next],
            ['previous', previous],
          ] as const) {
            const found = search.find(from, direction);
            assert.equal(found.line, expected);
            assert.equal(found.count, all.length);
            assert.equal(found.ordinal, expected === null ? 0 : all.indexOf(expected) + 1);
          }
        }
      }),
    );
  });
});
