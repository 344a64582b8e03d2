import type { ResourceItem, StatusTone } from './kind';
import type { RowOrder } from './query';

export type ToneOf = (item: ResourceItem) => StatusTone;

/** What wants to be seen first has the lowest rank. */
const ranks: Readonly<Record<StatusTone, number>> = {
  busy: 0,
  failed: 1,
  warning: 2,
  ok: 3,
  idle: 4,
};

/** What a row is sorted by, worked out once: rows are compared far more often than there are rows. */
interface Keyed {
  readonly item: ResourceItem;
  /** `undefined`: the row has nothing to be sorted by. */
  readonly rank: number | undefined;
  /** Among rows of the same rank. */
  readonly text: string;
  readonly created: number;
}

/** Before every date. */
const never = -Number.MAX_VALUE;

/**
 * Sorts by the order, or by what is at work first and then the newest. Rows that do not have what is
 * sorted by come last in both directions; rows that are alike in it stand newest first, then by name.
 */
export function sortRows(
  items: readonly ResourceItem[],
  order: RowOrder | undefined,
  toneOf: ToneOf,
): readonly ResourceItem[] {
  const keyOf = keysBy(order?.by, toneOf);
  const sign = order?.descending === true ? -1 : 1;
  const last = sign * Infinity;
  return items
    .map((item) => ({ item, ...keyOf(item), created: item.createdAt?.getTime() ?? never }))
    .sort((a, b) => sign * compareKeys(a, b, last) || compareRest(a, b))
    .map(({ item }) => item);
}

type Key = Pick<Keyed, 'rank' | 'text'>;

function keysBy(by: RowOrder['by'] | undefined, toneOf: ToneOf): (item: ResourceItem) => Key {
  switch (by) {
    case 'created':
      return ({ createdAt }) => ({ rank: createdAt?.getTime(), text: '' });
    case 'modified':
      return ({ modifiedAt }) => ({ rank: modifiedAt?.getTime(), text: '' });
    case 'name':
      return (item) => ({ rank: 0, text: nameKey(item) });
    case 'status':
      return (item) => ({
        rank: item.status === undefined ? undefined : ranks[toneOf(item)],
        text: item.status ?? '',
      });
    case undefined:
      return (item) => ({ rank: toneOf(item) === 'busy' ? 0 : 1, text: '' });
  }
}

/** Rows are sorted again with every letter of a filter that is typed; most of the time went into this. */
const nameKeys = new WeakMap<ResourceItem, string>();

function nameKey(item: ResourceItem): string {
  const known = nameKeys.get(item);
  const key = known ?? naturalKey(item.title ?? item.name);
  if (known === undefined) {
    nameKeys.set(item, key);
  }
  return key;
}

/**
 * Numbers in names count as numbers: `job-2` stands before `job-10`. A number of several digits is led
 * by a character that tells how many there are and stands behind the digits in Unicode.
 */
const naturalKey = (name: string): string => name.toLowerCase().replace(/\d{2,}/g, ledByLength);

function ledByLength(digits: string): string {
  let zeros = 0;
  while (zeros < digits.length - 1 && digits.charCodeAt(zeros) === zero) {
    zeros++;
  }
  const length = digits.length - zeros;
  return length === 1
    ? digits.slice(zeros)
    : String.fromCharCode(zero + 9 + length) + digits.slice(zeros);
}

const zero = '0'.charCodeAt(0);

function compareKeys(a: Keyed, b: Keyed, last: number): number {
  return a.rank === b.rank ? compare(a.text, b.text) : (a.rank ?? last) - (b.rank ?? last);
}

const compareRest = (a: Keyed, b: Keyed): number =>
  b.created - a.created ||
  compare(a.item.name, b.item.name) ||
  compare(a.item.parent ?? '', b.item.parent ?? '');

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
