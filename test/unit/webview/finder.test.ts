import assert from 'node:assert/strict';
import type { FindResult } from '../../../src/shared/contracts/logs';
import { Finder, type FindQuery } from '../../../src/webview/logs/finder';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('Finder', () => {
  let asked: { query: FindQuery; signal: AbortSignal; answer: (result: FindResult) => void }[];
  let shown: number[];
  let pending: (() => void) | undefined;
  let recount: (() => void) | undefined;
  let finder: Finder;

  beforeEach(() => {
    asked = [];
    shown = [];
    pending = undefined;
    recount = undefined;
    finder = new Finder({
      ask: (query, signal) =>
        new Promise((resolve) => asked.push({ query, signal, answer: resolve })),
      changed: () => undefined,
      show: (line) => shown.push(line),
      failed: (error) => assert.fail(String(error)),
      later: (action, milliseconds) => {
        if (milliseconds >= 500) {
          assert.equal(recount, undefined, 'one recount at a time');
          recount = action;
          return () => (recount = undefined);
        }
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

  describe('while lines arrive', () => {
    const linesCame = async (result: FindResult): Promise<void> => {
      finder.linesCame();
      finder.linesCame();
      const due = recount;
      recount = undefined;
      due?.();
      asked.at(-1)?.answer(result);
      await turn();
    };

    it('counts anew once for many, from the match that is shown, and shows nothing else', async () => {
      await search('x', { count: 3, line: 120, ordinal: 2 });
      await linesCame({ count: 5, line: 120, ordinal: 2 });
      assert.equal(asked.length, 2);
      assert.equal(asked.at(-1)?.query.from, 120);
      assert.deepEqual(finder.result, { count: 5, line: 120, ordinal: 2 });
      assert.equal(finder.recounted, true);
      assert.deepEqual(shown, [120]);
      await linesCame({ count: 6, line: 120, ordinal: 2 });
      assert.equal(finder.result.count, 6);
    });

    it('leaves the first match to be gone to', async () => {
      await search('x', { count: 0, line: null, ordinal: 0 });
      await linesCame({ count: 2, line: 300, ordinal: 1 });
      assert.deepEqual(finder.result, { count: 2, line: null, ordinal: 0 });
      finder.step('next', 290, 400);
      assert.equal(asked.at(-1)?.query.from, 290);
      asked.at(-1)?.answer({ count: 2, line: 300, ordinal: 1 });
      await turn();
      assert.deepEqual(shown, [300]);
      assert.equal(finder.recounted, false);
    });

    it('asks nothing while nothing is searched, and gives way to what is typed', async () => {
      finder.linesCame();
      assert.equal(recount, undefined);
      await search('x', { count: 1, line: 3, ordinal: 1 });
      finder.linesCame();
      finder.type('xy', 0);
      assert.equal(recount, undefined);
    });

    it('does not call off a step that is on its way', async () => {
      await search('x', { count: 2, line: 3, ordinal: 1 });
      finder.step('next', 0, 10);
      await linesCame({ count: 4, line: 5, ordinal: 2 });
      assert.equal(asked.length, 2);
      assert.equal(asked[1]?.signal.aborted, false);
      assert.deepEqual(finder.result, { count: 4, line: 5, ordinal: 2 });
      assert.deepEqual(shown, [3, 5]);
    });
  });
});
