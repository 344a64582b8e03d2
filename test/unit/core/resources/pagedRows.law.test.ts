import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AppError } from '../../../../src/core/errors';
import { PagedRows } from '../../../../src/core/resources/pagedRows';
import { trainingJob } from '../../../../src/resources/kinds/trainingJob';
import { FakeSender } from '../../../fakes/fakeSender';
import { ScriptedAccount, type AccountOptions, type Event } from '../../../fakes/scriptedAccount';

const accounts = { numRuns: 1000 };

const events = fc.array(
  fc.oneof(
    fc.record({ type: fc.constant('create' as const), count: fc.integer({ min: 1, max: 12 }) }),
    fc.record({
      type: fc.constantFrom('delete' as const, 'change' as const),
      index: fc.nat(500),
    }),
  ),
  { maxLength: 6 },
);

interface Scene {
  readonly count: number;
  readonly pageSizes: readonly number[];
  /** What happens before each call of the list in turn; nothing more afterwards. */
  readonly between: readonly (readonly Event[])[];
}

const scenes: fc.Arbitrary<Scene> = fc.record({
  count: fc.nat(120),
  pageSizes: fc
    .array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 5 })
    .filter((sizes) => sizes.some((size) => size > 0)),
  between: fc.array(events, { maxLength: 12 }),
});

/** An account, and its list read through the kind of training jobs. */
function open({ count, pageSizes, between }: Scene, tokens: AccountOptions['tokens']) {
  const account = new ScriptedAccount(count, { tokens, pageSizes });
  const kept = new Set(account.names);
  const waiting = [...between];
  const fails: boolean[] = [];
  let reading = 0;
  const api = new FakeSender(async (sent) => {
    assert.equal(++reading, 1, 'two readings at a time');
    await Promise.resolve();
    for (const event of waiting.shift() ?? []) {
      account.apply(event);
      const names = new Set(account.names);
      kept.forEach((name) => !names.has(name) && kept.delete(name));
    }
    reading--;
    if (fails.shift() === true) {
      throw new AppError('network', 'No answer.');
    }
    return account.list(sent);
  });
  const rows = new PagedRows((token, signal) => trainingJob.list(api, token, signal));
  const names = () => rows.items.map(({ name }) => name);
  const calm = () => waiting.splice(0);
  return { account, kept, api, rows, names, fails, calm };
}

/** Nobody twice, and nobody who never was there. */
function assertSane(names: readonly string[], account: ScriptedAccount): void {
  assert.equal(new Set(names).size, names.length, 'a row is there twice');
  assert.deepEqual(
    names.filter((name) => !account.everHad.has(name)),
    [],
  );
}

const ignore = (): void => undefined;

describe('rows that are read in pages, over 1,000 random accounts', function () {
  this.timeout(120_000);

  it('lose none that is there all the time, and double none', async () => {
    await fc.assert(
      fc.asyncProperty(scenes, async (scene) => {
        const { account, kept, rows, names } = open(scene, 'place');
        await rows.loadAll(ignore);
        assertSane(names(), account);
        const found = new Set(names());
        assert.deepEqual(
          [...kept].filter((name) => !found.has(name)),
          [],
        );
        assert.ok(!rows.hasMore);
      }),
      accounts,
    );
  });

  it('double none where tokens count, and are complete after a quiet refresh', async () => {
    await fc.assert(
      fc.asyncProperty(scenes, async (scene) => {
        const { account, rows, names, calm } = open(scene, 'count');
        await rows.loadAll(ignore);
        assertSane(names(), account);
        calm();
        await rows.refresh();
        assert.deepEqual(
          rows.items.map(({ name, status }) => ({ name, status })),
          account.items,
        );
      }),
      accounts,
    );
  });

  it('lose none where tokens count and rows only come', async () => {
    await fc.assert(
      fc.asyncProperty(scenes, async (scene) => {
        const between = scene.between.map((some) => some.filter(({ type }) => type !== 'delete'));
        const { kept, rows, names } = open({ ...scene, between }, 'count');
        await rows.loadAll(ignore);
        const found = new Set(names());
        assert.deepEqual(
          [...kept].filter((name) => !found.has(name)),
          [],
        );
      }),
      accounts,
    );
  });

  it('are those of the first pages however more and anew are asked for at once', async () => {
    const asks = fc.array(fc.constantFrom('refresh', 'loadMore', 'loadAll'), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(scenes, asks, async (scene, wishes) => {
        const { account, rows, names, calm } = open(scene, 'place');
        await Promise.all(
          wishes.map(async (wish) => (wish === 'loadAll' ? rows.loadAll(ignore) : rows[wish]())),
        );
        assertSane(names(), account);
        calm();
        await rows.refresh();
        assert.deepEqual(names(), account.names.slice(0, names().length));
        assert.equal(rows.hasMore, names().length < account.names.length);
      }),
      accounts,
    );
  });

  it('stay as they are where a call fails, and go on from there', async () => {
    const failing = fc.array(fc.boolean(), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(scenes, failing, async (scene, pattern) => {
        const { account, kept, rows, names, fails } = open(scene, 'place');
        fails.push(...pattern);
        let isDone = false;
        while (!isDone) {
          const [before, left] = [names(), fails.length];
          isDone = await rows.loadAll(ignore).then(
            () => true,
            () => false,
          );
          assert.deepEqual(names().slice(0, before.length), before);
          assert.ok(isDone || fails.length < left);
        }
        assertSane(names(), account);
        const found = new Set(names());
        assert.deepEqual(
          [...kept].filter((name) => !found.has(name)),
          [],
        );
        const [before, pages] = [rows.items, rows.hasMore];
        fails.splice(0, fails.length, true);
        await assert.rejects(rows.refresh());
        assert.deepEqual([rows.items, rows.hasMore], [before, pages]);
      }),
      accounts,
    );
  });

  it('are those of the account as far as the last that may change, and behind it as before', async () => {
    const mayChange = ({ name }: { readonly name: string }) => /[27]$/.test(name);
    await fc.assert(
      fc.asyncProperty(scenes, events, async ({ count, pageSizes }, changes) => {
        const { account, rows, names } = open({ count, pageSizes, between: [] }, 'place');
        await rows.loadAll(ignore);
        const before = rows.items;
        changes.forEach((event) => account.apply(event));
        const change = await rows.refreshUntil(mayChange);
        assertSane(names(), account);
        assert.equal(change.rows, names().join() !== before.map(({ name }) => name).join());
        const last = before.findLastIndex(mayChange);
        const head = new Set(before.slice(0, last + 1).map(({ name }) => name));
        const old = new Set(before.map(({ name }) => name));
        const isFresh = ({ name }: { readonly name: string }) => head.has(name) || !old.has(name);
        const told = rows.items.filter(isFresh).map(({ name, status }) => ({ name, status }));
        assert.deepEqual(told, account.items.filter(isFresh));
        await rows.refresh();
        assert.deepEqual(names(), account.names);
      }),
      accounts,
    );
  });

  it('tell what each reading changed', async () => {
    await fc.assert(
      fc.asyncProperty(scenes, fc.nat(6), async (scene, times) => {
        const { rows } = open(scene, 'place');
        for (let time = 0; time <= times; time++) {
          const before = new Map(rows.items.map((item) => [item.name, item]));
          const order = [...before.keys()];
          const change = await (time % 2 === 0 ? rows.loadMore() : rows.refresh());
          const now = rows.items.map(({ name }) => name);
          assert.equal(change.rows, now.join() !== order.join());
          const different = rows.items.filter(({ name, status }) => {
            const old = before.get(name);
            return old !== undefined && old.status !== status;
          });
          assert.deepEqual(change.changed.toSorted(), different.map(({ name }) => name).toSorted());
        }
      }),
      accounts,
    );
  });
});
