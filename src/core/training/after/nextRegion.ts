import { offeredRegions, partitionId } from '../../connections/partition';

/** A region that stands in for another that is full: the next of the same part of the world; `undefined`: there is none. */
export function nextRegion(region: string): string | undefined {
  const part = (one: string): string => `${partitionId(one) ?? ''}:${one.split('-')[0] ?? ''}`;
  const near = offeredRegions.filter((one) => part(one) === part(region));
  const at = near.indexOf(region);
  const next = near[(at + 1) % near.length];
  return next === region ? undefined : next;
}
