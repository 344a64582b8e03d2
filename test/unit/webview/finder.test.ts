import assert from 'node:assert/strict';
import type { FindResult } from '../../../src/shared/contracts/logs';
import { Finder, type FindQuery } from '../../../src/webview/logs/finder';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('Finder', () => {
  let asked: { query: FindQuery; signal: AbortSignal; answer: (result: FindResult) => void }[];
  let shown: number[];
  let pending: (() => void) | undefined;
  let finder: Finder;

  beforeEach(() => {
    asked = [];
    shown = [];
    pending = undefined;
    finder = new Finder({
      ask: (query, signal) =>
        new Promise((resolve) => asked.push({ query, signal, answer: resolve })),
      changed: () => undefined,
      show: (line) => shown.push(line),
      failed: (error) => assert.fail(String(error)),
      later: (action) => {
        pending = action;
        return () => (pending = undefined);
      },
    });
  });

  const search = async (query: string, result: FindResult): Promise<void> => {
    finder.type(query, 100);
    pending?.();
    asked.at(-1)?.answer(result);
    await turn();
  };

  it('asks after a pause, from the view on, and shows the match', async () => {
    finder.type('l', 100);
    finder.type('lo', 100);
    assert.equal(asked.length, 0);
    pending?.();
    assert.deepEqual(asked[0]?.query, {
      query: 'lo',
      matchCase: false,
      from: 100,
      direction: 'next',
    });
    asked[0].answer({ count: 3, line: 120, ordinal: 2 });
    await turn();
    assert.deepEqual(shown, [120]);
    assert.equal(finder.result?.ordinal, 2);
  });

  it('goes on behind and before the match that is shown, round both ends', async () => {
    const from = (direction: 'next' | 'previous', count: number): number | undefined => {
      finder.step(direction, 7, count);
      return asked.at(-1)?.query.from;
    };
    await search('x', { count: 2, line: 0, ordinal: 1 });
    assert.equal(from('next', 200), 1);
    assert.equal(from('previous', 200), 199);
    await search('x', { count: 2, line: 199, ordinal: 2 });
    assert.equal(from('next', 200), 0);
    assert.equal(from('previous', 200), 198);
  });

  it('drops the answer to a question that is no longer asked', async () => {
    finder.type('a', 0);
    pending?.();
    finder.type('ab', 0);
    assert.equal(asked[0]?.signal.aborted, true);
    asked[0].answer({ count: 9, line: 5, ordinal: 1 });
    await turn();
    assert.equal(finder.result, undefined);
    assert.deepEqual(shown, []);
  });

  it('asks nothing for an empty query', async () => {
    await search('x', { count: 1, line: 3, ordinal: 1 });
    finder.clear();
    finder.step('next', 0, 10);
    assert.equal(pending, undefined);
    assert.equal(asked.length, 1);
    assert.equal(finder.result, undefined);
  });
});
