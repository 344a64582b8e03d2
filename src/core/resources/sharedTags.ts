import type { Tags } from './kind';

/** A tag as several resources have it. */
export interface SharedTag {
  readonly key: string;
  /** How many of them have it. */
  readonly count: number;
  /** Its different values, in the order in which they were met. */
  readonly values: readonly string[];
}

/** The tags of several resources: what all of them have first, then by key. */
export function sharedTags(all: readonly Tags[]): readonly SharedTag[] {
  const found = new Map<string, { count: number; readonly values: Set<string> }>();
  for (const [key, value] of all.flatMap((tags) => Object.entries(tags))) {
    const tag = found.get(key) ?? { count: 0, values: new Set<string>() };
    tag.count++;
    tag.values.add(value);
    found.set(key, tag);
  }
  return [...found]
    .map(([key, { count, values }]) => ({ key, count, values: [...values] }))
    .sort((a, b) => {
      const common = Number(b.count === all.length) - Number(a.count === all.length);
      return common || (a.key < b.key ? -1 : 1);
    });
}
