import assert from 'node:assert/strict';
import { AppError } from '../../../../src/core/errors';
import type { Page, ResourceItem } from '../../../../src/core/resources/kind';
import { PagedRows } from '../../../../src/core/resources/pagedRows';

const page = (names: string, nextToken?: string): Page<ResourceItem> => ({
  items: names.split('').map((name) => ({ name })),
  nextToken,
});

/** Reads pages from a table by token; a page that is an error fails. */
function reading(pages: Record<string, Page<ResourceItem> | Error>) {
  const asked: (string | undefined)[] = [];
  const rows = new PagedRows((token, signal) => {
    signal?.throwIfAborted();
    asked.push(token);
    const answer = pages[token ?? ''];
    return answer instanceof Error || !answer
      ? Promise.reject(answer ?? new Error('no such page'))
      : Promise.resolve(answer);
  });
  return { rows, asked, pages, names: () => rows.items.map(({ name }) => name).join('') };
}

const ignore = (): void => undefined;

describe('rows that are read in pages', () => {
  it('are there after one call', async () => {
    const { rows, asked, names } = reading({ '': page('abc', '2'), 2: page('de') });
    assert.equal(rows.hasMore, false);
    await rows.refresh();
    assert.equal(names(), 'abc');
    assert.ok(rows.hasMore);
    assert.deepEqual(asked, [undefined]);
  });

  it('come with one reading, however often more are asked for', async () => {
    const { rows, asked, names } = reading({ '': page('ab', '2'), 2: page('cd', '3') });
    await rows.refresh();
    const [one, other] = await Promise.all([rows.loadMore(), rows.loadMore()]);
    assert.deepEqual(one, { rows: true, changed: [] });
    assert.equal(one, other);
    assert.equal(names(), 'abcd');
    assert.deepEqual(asked, [undefined, '2']);
  });

  it('go on behind pages that are empty', async () => {
    const pages = { '': page('', '2'), 2: page('', '3'), 3: page('a', '4'), 4: page('b') };
    const { rows, names } = reading(pages);
    await rows.loadMore();
    assert.equal(names(), 'a');
    assert.ok(rows.hasMore);
  });

  it('are asked for again as far as they were read', async () => {
    const { rows, asked, pages, names } = reading({ '': page('ab', '2'), 2: page('cd', '3') });
    await rows.refresh();
    await rows.loadMore();
    pages[''] = page('xa', '2');
    pages['2'] = page('b', '3');
    const change = await rows.refresh();
    assert.deepEqual(change, { rows: true, changed: [] });
    assert.equal(names(), 'xab');
    assert.deepEqual(asked, [undefined, '2', undefined, '2']);
  });

  it('are all of them in later readings, once all were asked for', async () => {
    const { rows, pages, names } = reading({ '': page('a', '2'), 2: page('b') });
    const seen: string[] = [];
    await rows.loadAll(() => seen.push(names()));
    assert.deepEqual(seen, ['a', 'ab']);
    pages['2'] = page('b', '3');
    pages['3'] = page('c');
    await rows.refresh();
    assert.equal(names(), 'abc');
  });

  it('stop at an abort and go on later', async () => {
    const { rows, names } = reading({ '': page('a', '2'), 2: page('b', '3'), 3: page('c') });
    const abort = new AbortController();
    await assert.rejects(rows.loadAll(() => abort.abort(), abort.signal));
    assert.equal(names(), 'a');
    await rows.loadAll(ignore);
    assert.equal(names(), 'abc');
  });

  it('are read from the start where a token is not taken any more', async () => {
    const { rows, pages, asked, names } = reading({ '': page('ab', '2') });
    await rows.refresh();
    pages['2'] = new AppError('invalid', 'The token has expired.');
    pages[''] = page('xa', 'new');
    pages['new'] = page('bc');
    await rows.loadMore();
    assert.equal(names(), 'xabc');
    assert.deepEqual(asked, [undefined, '2', undefined, 'new']);
  });

  it('fail where the first page is refused, without asking again', async () => {
    const { rows, asked } = reading({ '': new AppError('invalid', 'No.') });
    await assert.rejects(rows.loadMore(), { reason: 'invalid' });
    assert.equal(asked.length, 1);
  });

  it('end where tokens lead in a circle', async () => {
    const { rows, asked } = reading({ '': page('a', '2'), 2: page('b', '3'), 3: page('c', '2') });
    await assert.rejects(rows.loadAll(ignore), { reason: 'unexpected' });
    assert.ok(asked.length < 5);
    await assert.rejects(reading({ '': page('a', ''), ' ': page('') }).rows.loadAll(ignore));
  });

  it('are the same objects as long as they tell the same', async () => {
    const { rows } = reading({ '': page('ab', '2'), 2: page('bc') });
    await rows.refresh();
    const [a, b] = rows.items;
    await rows.loadMore();
    await rows.refresh();
    assert.ok(rows.items[0] === a && rows.items[1] === b && rows.items.length === 3);
  });

  it('tell what is different in a row, whatever it is', async () => {
    const { rows, pages } = reading({});
    const readings: readonly ResourceItem[] = [
      { name: 'a' },
      { name: 'a', status: 'InService' },
      { name: 'a', status: 'InService', createdAt: new Date(1) },
      { name: 'a', status: 'InService', createdAt: new Date(2) },
      { name: 'a', status: 'InService', facts: [{ label: 'Copies', value: '1' }] },
      { name: 'a', status: 'InService', facts: [{ label: 'Copies', value: '2' }] },
      { name: 'a', title: 'b', summary: { some: 1 } },
      { name: 'a', title: 'b', summary: { some: 2 } },
    ];
    for (const [index, item] of readings.entries()) {
      for (const isAgain of [false, true]) {
        pages[''] = { items: [structuredClone(item)] };
        const { changed } = await rows.refresh();
        assert.deepEqual(changed, index === 0 || isAgain ? [] : ['a'], `${index}`);
      }
    }
  });
});
