import type { ItemKind, ResourceItem, StatusTone } from '../../core/resources/kind';

type Kind = Pick<ItemKind, 'tone'>;

/** By name, to be compared later. */
export function tonesOf(
  kind: Kind,
  items: readonly ResourceItem[],
): ReadonlyMap<string, StatusTone> {
  return new Map(items.map((item) => [item.name, kind.tone(item)]));
}

/** What has failed since. New rows count as well: a job can fail between two refreshes. */
export function newFailures(
  kind: Kind,
  items: readonly ResourceItem[],
  before: ReadonlyMap<string, StatusTone>,
): readonly ResourceItem[] {
  return items.filter(
    (item) => (before.get(item.name) ?? 'busy') === 'busy' && kind.tone(item) === 'failed',
  );
}
