/**
 * The first `count` of many items, in order, without sorting the others: a page is short and the
 * list that it is of may be long.
 */
export function firstInOrder<Item>(
  items: Iterable<Item>,
  count: number,
  compare: (a: Item, b: Item) => number,
): readonly Item[] {
  const first: Item[] = [];
  for (const item of items) {
    const last = first.at(-1);
    const full = first.length === count;
    if (full && (last === undefined || compare(item, last) >= 0)) continue;
    if (full) first.pop();
    first.splice(place(first, item, compare), 0, item);
  }
  return first;
}

/** Where an item belongs among those in order, behind its equals. */
function place<Item>(
  ordered: readonly Item[],
  item: Item,
  compare: (a: Item, b: Item) => number,
): number {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const there = ordered[middle];
    if (there !== undefined && compare(item, there) >= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
