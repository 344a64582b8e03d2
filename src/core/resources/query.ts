/** By what rows are sorted. */
export interface RowOrder {
  readonly by: 'created' | 'modified' | 'name' | 'status';
  readonly descending: boolean;
}

export interface TagFilter {
  readonly key: string;
  /** Any when absent. */
  readonly value?: string | undefined;
}

/** What of the loaded rows is shown, and in what order; the user's state of a list. */
export interface ResourceQuery {
  /** Every word of it must be somewhere in a row, in any case. */
  readonly text?: string | undefined;
  /** The service's own words; none: every status. */
  readonly statuses?: readonly string[] | undefined;
  /** Age in milliseconds. */
  readonly createdWithin?: number | undefined;
  readonly tag?: TagFilter | undefined;
  /** Absent: what is at work first, then the newest. */
  readonly order?: RowOrder | undefined;
  readonly groupBy?: 'day' | 'prefix' | undefined;
  /** Keys of the rows that stay on top (`rowKey`). */
  readonly pins?: readonly string[] | undefined;
}

/** A part that changes what is shown; pins tell it by themselves. */
export type QueryPart = Exclude<keyof ResourceQuery, 'pins'>;

/** How each part is put into words, so that these can be translated. */
export type QueryWords = {
  readonly [Part in QueryPart]: (value: NonNullable<ResourceQuery[Part]>) => string;
};

const parts: readonly QueryPart[] = [
  'text',
  'statuses',
  'createdWithin',
  'tag',
  'order',
  'groupBy',
];

/** The parts that are in effect, filters first. */
export function activeParts(query: ResourceQuery): readonly QueryPart[] {
  return parts.filter((part) => {
    const value = query[part];
    if (typeof value === 'string') {
      return value.trim() !== '';
    }
    return Array.isArray(value) ? value.length > 0 : value !== undefined;
  });
}

/** What is in effect in words, one for each of `activeParts`. */
export function queryWords(query: ResourceQuery, words: QueryWords): readonly string[] {
  return activeParts(query).map((part) => word(words[part], query[part]));
}

function word<Part extends QueryPart>(say: QueryWords[Part], value: ResourceQuery[Part]): string {
  return value === undefined ? '' : say(value);
}

/** The query with a part cleared, or without any when no part is named; pins stay. */
export function cleared(query: ResourceQuery, part?: QueryPart): ResourceQuery {
  const gone = part === undefined ? parts : [part];
  return { ...query, ...Object.fromEntries(gone.map((name) => [name, undefined])) };
}
