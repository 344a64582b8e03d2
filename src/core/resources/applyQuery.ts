import type { ResourceItem } from './kind';
import { days } from './days';
import { namePrefix } from './namePrefix';
import type { ResourceQuery, TagFilter } from './query';
import { sortRows, type ToneOf } from './sortRows';

interface RowGroup {
  /** A day of this computer's calendar (`2026-11-21`), a prefix of names; empty: neither is known. */
  readonly key: string;
  readonly items: readonly ResourceItem[];
}

/** The rows that a query shows, each in one place. */
export interface ShownRows {
  readonly pinned: readonly ResourceItem[];
  /** One with an empty key where nothing is grouped; none that is empty. */
  readonly groups: readonly RowGroup[];
  /** How many rows the query hides. */
  readonly hidden: number;
}

/** Names repeat below different parents. */
export const rowKey = ({ parent, name }: Pick<ResourceItem, 'parent' | 'name'>): string =>
  parent === undefined ? name : `${parent}/${name}`;

/** Filters, sorts and groups rows; `now` in milliseconds since the epoch. Pins are filtered, too. */
export function applyQuery(
  items: readonly ResourceItem[],
  query: ResourceQuery,
  { now, toneOf }: { readonly now: number; readonly toneOf: ToneOf },
): ShownRows {
  const tests = filters(query, now);
  const fitting =
    tests.length === 0 ? items : items.filter((item) => tests.every((test) => test(item)));
  const sorted = sortRows(fitting, query.order, toneOf);
  const pins = new Set(query.pins);
  const isPinned = (item: ResourceItem): boolean => pins.size > 0 && pins.has(rowKey(item));
  return {
    pinned: sorted.filter(isPinned),
    groups: grouped(
      sorted.filter((item) => !isPinned(item)),
      query,
    ),
    hidden: items.length - fitting.length,
  };
}

type Test = (item: ResourceItem) => boolean;

function filters(query: ResourceQuery, now: number): readonly Test[] {
  const words = (query.text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const statuses = new Set(query.statuses);
  const { createdWithin, tag } = query;
  return [
    words.length > 0 && ((item: ResourceItem) => hasWords(item, words)),
    statuses.size > 0 && (({ status }: ResourceItem) => statuses.has(status ?? '')),
    createdWithin !== undefined &&
      (({ createdAt }: ResourceItem) =>
        createdAt !== undefined && createdAt.getTime() >= now - createdWithin),
    tag && ((item: ResourceItem) => hasTag(item, tag)),
  ].filter((test): test is Test => typeof test === 'function');
}

function hasWords(item: ResourceItem, words: readonly string[]): boolean {
  const text = searchText(item);
  return words.every((word) => text.includes(word));
}

/** Rows are searched again with every letter that is typed. */
const searchTexts = new WeakMap<ResourceItem, string>();

/** What a row shows: its name, its state and its facts. */
function searchText(item: ResourceItem): string {
  const known = searchTexts.get(item);
  if (known !== undefined) {
    return known;
  }
  const { name, title = '', status = '', phase = '', facts = [] } = item;
  const told = facts.map(({ value }) => (typeof value === 'string' ? value : ''));
  const text = [name, title, status, phase, ...told].join('\n').toLowerCase();
  searchTexts.set(item, text);
  return text;
}

/** Tags that are not known yet cannot fit. */
function hasTag({ tags }: ResourceItem, { key, value }: TagFilter): boolean {
  return (
    tags !== undefined && Object.hasOwn(tags, key) && (value === undefined || tags[key] === value)
  );
}

function grouped(items: readonly ResourceItem[], query: ResourceQuery): readonly RowGroup[] {
  const groups = new Map<string, ResourceItem[]>();
  const keyOf = groupKeys[query.groupBy ?? 'none']();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) {
      group.push(item);
    } else {
      groups.set(key, [item]);
    }
  }
  const all = [...groups].map(([key, members]) => ({ key, items: members }));
  return query.groupBy === 'day' ? byDay(all, query) : all;
}

/** Days stand in their own order, whatever the rows of each are sorted by. */
function byDay(groups: readonly RowGroup[], { order }: ResourceQuery): readonly RowGroup[] {
  const oldestFirst = order?.by === 'created' && !order.descending;
  return groups.toSorted((a, b) => {
    const unknown = Number(a.key === '') - Number(b.key === '');
    const newer = a.key < b.key ? 1 : -1;
    return unknown || (oldestFirst ? -newer : newer);
  });
}

const groupKeys = {
  none: () => () => '',
  day: () => {
    const dayOf = days();
    return ({ createdAt }: ResourceItem) => (createdAt ? dayOf(createdAt) : '');
  },
  prefix:
    () =>
    ({ name }: ResourceItem) =>
      namePrefix(name),
};
