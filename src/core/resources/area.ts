import type { ResourceKind } from './kind';

/** The views of the sidebar, from the top. */
export const areas = ['jobs', 'models', 'endpoints', 'more'] as const;

export type Area = (typeof areas)[number];

/** What each view shows; the first kind of each is open from the start. */
export type KindsByArea = Readonly<Record<Area, readonly ResourceKind[]>>;

/** The kinds that a service has, of which a connection may name those that there are. */
export function kindsThere(kinds: KindsByArea, ids: readonly string[] | undefined): KindsByArea {
  const own = (area: Area) => kinds[area].filter(({ id }) => ids === undefined || ids.includes(id));
  return {
    jobs: own('jobs'),
    models: own('models'),
    endpoints: own('endpoints'),
    more: own('more'),
  };
}
