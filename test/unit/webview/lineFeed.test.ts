import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { LogLine } from '../../../src/core/logs/logLine';
import { LineCache } from '../../../src/webview/logs/lineCache';
import { LineFeed } from '../../../src/webview/logs/lineFeed';

const lines = (from: number, count: number): LogLine[] =>
  Array.from({ length: count }, (_, i) => ({
    timestamp: from + i,
    host: 'algo-1',
    message: `line ${from + i}`,
  }));

const noTail = { from: 0, lines: [] };
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('LineCache', () => {
  it('names the smallest range that covers what is missing', () => {
    const ranges = fc.array(fc.tuple(fc.nat(50), fc.nat(20)), { maxLength: 6 });
    fc.assert(
      fc.property(ranges, fc.nat(60), fc.nat(30), (puts, from, count) => {
        const cache = new LineCache();
        puts.forEach(([at, n]) => cache.put(at, lines(at, n)));
        const wanted = Array.from({ length: count }, (_, i) => from + i);
        const absent = wanted.filter((line) => !cache.get(line));
        const expected =
          absent.length === 0 ? undefined : { from: absent[0], to: (absent.at(-1) ?? 0) + 1 };
        assert.deepEqual(cache.missing({ from, to: from + count }), expected);
      }),
    );
  });

  it('forgets what is outside the range that it keeps', () => {
    const cache = new LineCache();
    cache.put(0, lines(0, 100));
    cache.keep({ from: 40, to: 60 });
    assert.equal(cache.size, 20);
    assert.equal(cache.get(39), undefined);
    assert.equal(cache.get(40)?.message, 'line 40');
  });
});

describe('LineFeed', () => {
  interface Asked {
    readonly from: number;
    readonly count: number;
    readonly signal: AbortSignal;
    answer(): void;
    fail(error: Error): void;
  }
  let asked: Asked[];
  let failures: unknown[];
  let arrivals: number;
  let feed: LineFeed;

  beforeEach(() => {
    asked = [];
    failures = [];
    arrivals = 0;
    feed = new LineFeed(
      ({ from, count }, signal) =>
        new Promise((resolve, reject) => {
          asked.push({
            from,
            count,
            signal,
            answer: () => resolve({ from, lines: lines(from, count) }),
            fail: reject,
          });
        }),
      () => arrivals++,
      (error) => failures.push(error),
    );
  });

  it('asks for nothing that the tail brought', () => {
    feed.grow(1000, { from: 800, lines: lines(800, 200) });
    feed.want({ from: 950, to: 1000 });
    assert.equal(asked.length, 0);
    assert.equal(feed.line(999)?.message, 'line 999');
  });

  it('asks once for what is in view, with some more on both sides', async () => {
    feed.grow(10_000, noTail);
    feed.want({ from: 5000, to: 5050 });
    feed.want({ from: 5001, to: 5051 });
    assert.deepEqual(
      asked.map(({ from, count }) => [from, count]),
      [[4800, 450]],
    );
    asked[0]?.answer();
    await turn();
    assert.equal(arrivals, 1);
    assert.equal(feed.line(5050)?.message, 'line 5050');
    assert.equal(asked.length, 1);
  });

  it('calls off what the view has left, and ignores its late answer', async () => {
    feed.grow(10_000, noTail);
    feed.want({ from: 0, to: 50 });
    feed.want({ from: 9000, to: 9050 });
    assert.equal(asked[0]?.signal.aborted, true);
    asked[0].answer();
    asked[1]?.answer();
    await turn();
    assert.equal(arrivals, 1);
    assert.equal(feed.line(0), undefined);
    assert.equal(feed.line(9000)?.message, 'line 9000');
  });

  it('asks for the rest when the view moved on meanwhile', async () => {
    feed.grow(10_000, noTail);
    feed.want({ from: 0, to: 50 });
    feed.want({ from: 40, to: 400 });
    asked[0]?.answer();
    await turn();
    assert.equal(asked.length, 2);
    assert.equal(asked[1]?.from, 50);
  });

  it('does not ask again and again for lines that the host does not have', async () => {
    const empty = new LineFeed(
      ({ from }) => Promise.resolve({ from, lines: [] }),
      () => arrivals++,
      () => undefined,
    );
    empty.grow(100, noTail);
    empty.want({ from: 0, to: 50 });
    await turn();
    await turn();
    assert.equal(arrivals, 1);
  });

  it('says what failed, and asks again when the text grows', async () => {
    feed.grow(100, noTail);
    feed.want({ from: 0, to: 50 });
    asked[0]?.fail(new Error('gone'));
    await turn();
    assert.deepEqual(failures.map(String), ['Error: gone']);
    feed.grow(101, noTail);
    assert.equal(asked.length, 2);
  });

  it('takes a shorter text for another one', () => {
    feed.grow(100, { from: 0, lines: lines(0, 100) });
    feed.grow(3, { from: 0, lines: [] });
    assert.equal(feed.line(0), undefined);
  });
});
