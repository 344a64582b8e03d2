import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyQuery, rowKey } from '../../../../src/core/resources/applyQuery';
import type { ResourceItem, StatusTone } from '../../../../src/core/resources/kind';
import { namePrefix } from '../../../../src/core/resources/namePrefix';
import {
  activeParts,
  cleared,
  type ResourceQuery,
  type RowOrder,
  type TagFilter,
} from '../../../../src/core/resources/query';
import { trainingJob } from '../../../../src/resources/kinds/trainingJob';

const now = Date.UTC(2026, 10, 21, 12);
const day = 24 * 3_600_000;
const accounts = { numRuns: 1000 };
const toneOf = (item: ResourceItem): StatusTone => trainingJob.tone(item);

const maybe = <T>(some: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(some, { nil: undefined });

const date = maybe(
  fc.integer({ min: 0, max: 40 }).map((hours) => new Date(now - hours * 3_600_000 * 3)),
);

const item: fc.Arbitrary<ResourceItem> = fc.record({
  name: fc
    .tuple(
      fc.constantFrom('iris', 'Iris', 'churn-base', 'b'),
      fc.constantFrom('0', '1', '2', '3', '10', '12', '04', '007', '100', '2026'),
      fc.boolean(),
    )
    .map(([base, count, timed]) => `${base}-${count}${timed ? '-261121-1002' : ''}`),
  parent: maybe(fc.constantFrom('one', 'other')),
  title: maybe(fc.constantFrom('Version 2', 'Version 10')),
  status: maybe(fc.constantFrom('InProgress', 'Completed', 'Failed', 'Stopped', 'Odd')),
  phase: maybe(fc.constantFrom('Training', 'Uploading')),
  createdAt: date,
  modifiedAt: date,
  facts: maybe(fc.constant([{ label: 'Objective', value: 'auc 0.9' }])),
  tags: maybe(fc.dictionary(fc.constantFrom('team', 'stage'), fc.constantFrom('ml', 'web'))),
});

const items = fc.uniqueArray(item, { selector: rowKey, maxLength: 60 });

const query: fc.Arbitrary<ResourceQuery> = fc.record({
  text: maybe(fc.constantFrom('', 'IRIS', 'iris 2', 'auc', 'train  ing', 'version 1', 'nothing')),
  statuses: maybe(fc.subarray(['Completed', 'Failed', 'Stopped'])),
  createdWithin: maybe(fc.constantFrom(0, day, 2 * day)),
  tag: maybe(
    fc.record({ key: fc.constantFrom('team', 'toString'), value: maybe(fc.constant('ml')) }),
  ),
  order: maybe(
    fc.record({
      by: fc.constantFrom('created', 'modified', 'name', 'status'),
      descending: fc.boolean(),
    }),
  ),
  groupBy: maybe(fc.constantFrom('day', 'prefix')),
  pins: maybe(fc.subarray(['iris-1', 'iris-2', 'one/b-3', 'nobody'])),
});

const shown = (all: readonly ResourceItem[], asked: ResourceQuery) =>
  applyQuery(all, asked, { now, toneOf });

/** Whether a query shows a row, as one would say it, word for word. */
const fits = (row: ResourceItem, asked: ResourceQuery): boolean =>
  hasWords(row, asked.text ?? '') &&
  (asked.statuses === undefined ||
    asked.statuses.length === 0 ||
    asked.statuses.some((status) => status === row.status)) &&
  (asked.createdWithin === undefined || age(row) <= asked.createdWithin) &&
  (asked.tag === undefined || hasTag(row, asked.tag));

const age = ({ createdAt }: ResourceItem): number => (createdAt ? now - +createdAt : Infinity);

function hasWords(row: ResourceItem, text: string): boolean {
  const told = (row.facts ?? []).map(({ value }) => value);
  const seen = [row.name, row.title, row.status, row.phase, ...told].map((part) =>
    String(part ?? '').toLowerCase(),
  );
  const words = text.toLowerCase().split(' ');
  return words.every((word) => word === '' || seen.some((part) => part.includes(word)));
}

function hasTag(row: ResourceItem, { key, value }: TagFilter): boolean {
  const found = Object.entries(row.tags ?? {}).find(([name]) => name === key);
  return found !== undefined && (value === undefined || found[1] === value);
}

const rank = { busy: 1, failed: 2, warning: 3, ok: 4, idle: 5 };

/** Which of two rows stands first, the plain way: true when `a` may stand before `b`. */
function mayPrecede(a: ResourceItem, b: ResourceItem, asked: ResourceQuery): boolean {
  const verdicts = [...primary(a, b, asked), -(+(a.createdAt ?? -1) - +(b.createdAt ?? -1))];
  const first = verdicts.find((verdict) => verdict !== 0);
  if (first !== undefined) {
    return first < 0;
  }
  return a.name === b.name ? (a.parent ?? '') <= (b.parent ?? '') : a.name < b.name;
}

/** Negative: `a` first; positive: `b`; each only when those before are 0. */
function primary(a: ResourceItem, b: ResourceItem, { order }: ResourceQuery): readonly number[] {
  if (!order) {
    return [Number(toneOf(b) === 'busy') - Number(toneOf(a) === 'busy')];
  }
  const sign = order.descending ? -1 : 1;
  const names = [a, b].map(({ name, title }) => title ?? name) as [string, string];
  const verdicts: Readonly<Record<RowOrder['by'], () => readonly number[]>> = {
    created: () => dates(a.createdAt, b.createdAt),
    modified: () => dates(a.modifiedAt, b.modifiedAt),
    name: () => [natural.compare(...names)],
    status: () => statuses(a, b),
  };
  const isUnknown = (row: ResourceItem) =>
    order.by !== 'name' &&
    row[({ created: 'createdAt', modified: 'modifiedAt', status: 'status' } as const)[order.by]] ===
      undefined;
  return [
    Number(isUnknown(a)) - Number(isUnknown(b)),
    ...verdicts[order.by]().map((verdict) => sign * verdict),
  ];
}

const dates = (a?: Date, b?: Date): readonly number[] => (a && b ? [+a - +b] : []);

const statuses = (a: ResourceItem, b: ResourceItem): readonly number[] =>
  a.status === undefined || b.status === undefined
    ? []
    : [rank[toneOf(a)] - rank[toneOf(b)], a.status < b.status ? -1 : Number(a.status > b.status)];

const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

describe('what a query shows, against a plain reference over 1,000 random lists', () => {
  it('is what fits, each row once', () => {
    fc.assert(
      fc.property(items, query, (all, asked) => {
        const { pinned, groups, hidden } = shown(all, asked);
        const rows = [...pinned, ...groups.flatMap((group) => group.items)];
        const expected = all.filter((row) => fits(row, asked));
        assert.equal(rows.length, expected.length);
        assert.deepEqual(new Set(rows), new Set(expected));
        assert.equal(hidden, all.length - expected.length);
      }),
      accounts,
    );
  });

  it('stands in order, whatever order it came in', () => {
    fc.assert(
      fc.property(
        items,
        query,
        fc.infiniteStream(fc.double({ noNaN: true })),
        (all, asked, random) => {
          const { pinned, groups } = shown(all, asked);
          for (const rows of [pinned, ...groups.map((group) => group.items)]) {
            for (const [index, row] of rows.entries()) {
              const next = rows[index + 1];
              assert.ok(!next || mayPrecede(row, next, asked), `${row.name} ${next?.name ?? ''}`);
            }
          }
          const lots = new Map(all.map((row) => [row, random.next().value]));
          const shuffled = all.toSorted((a, b) => (lots.get(a) ?? 0) - (lots.get(b) ?? 0));
          assert.deepEqual(shown(shuffled, asked), { ...shown(all, asked) });
        },
      ),
      accounts,
    );
  });

  it('has the pinned rows on top, and the others in groups that belong together', () => {
    fc.assert(
      fc.property(items, query, (all, asked) => {
        const { pinned, groups } = shown(all, asked);
        const isPinned = (row: ResourceItem) => (asked.pins ?? []).includes(rowKey(row));
        assert.ok(pinned.every(isPinned));
        assert.ok(!groups.flatMap((group) => group.items).some(isPinned));
        assert.ok(groups.every((group) => group.items.length > 0));
        const keys = groups.map(({ key }) => key);
        assert.deepEqual([...new Set(keys)], keys);
        for (const { key, items: members } of groups) {
          assert.ok(members.every((row) => groupOf(row, asked) === key));
        }
      }),
      accounts,
    );
  });

  it('has its days in their order, the unknown one last', () => {
    fc.assert(
      fc.property(items, query, (all, asked) => {
        const { groups } = shown(all, { ...asked, groupBy: 'day' });
        const keys = groups.map(({ key }) => key).filter((key) => key !== '');
        const sorted = keys.toSorted();
        const isOldestFirst = asked.order?.by === 'created' && !asked.order.descending;
        assert.deepEqual(keys, isOldestFirst ? sorted : sorted.toReversed());
        assert.ok(groups.slice(0, -1).every(({ key }) => key !== ''));
      }),
      accounts,
    );
  });

  it('is more with every part that is cleared, and all without one', () => {
    fc.assert(
      fc.property(items, query, (all, asked) => {
        for (const part of activeParts(asked)) {
          assert.ok(shown(all, cleared(asked, part)).hidden <= shown(all, asked).hidden);
        }
        assert.equal(shown(all, cleared(asked)).hidden, 0);
      }),
      accounts,
    );
  });
});

function groupOf({ createdAt, name }: ResourceItem, { groupBy }: ResourceQuery): string {
  if (groupBy === 'prefix') return namePrefix(name);
  if (groupBy !== 'day' || !createdAt) return '';
  // Swedish dates are written as ISO ones, in the time zone of this computer.
  return createdAt.toLocaleDateString('sv-SE');
}
