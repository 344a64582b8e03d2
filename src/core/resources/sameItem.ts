import type { ResourceItem } from './kind';

/** Whether two readings of a row tell the same, so that nothing has to be shown anew. */
export function sameItem(a: ResourceItem, b: ResourceItem): boolean {
  if (a === b) {
    return true;
  }
  const names = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof ResourceItem>;
  return [...names].every((name) => sameValue(a[name], b[name]));
}

function sameValue(a: unknown, b: unknown): boolean {
  if (a instanceof Date && b instanceof Date) {
    return a.getTime() === b.getTime();
  }
  return (
    a === b ||
    (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b))
  );
}
