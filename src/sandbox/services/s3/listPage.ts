import type { ObjectRecord } from '../../store/objectRecord';
import { compareUtf8, type SortedKeys } from '../../store/sortedKeys';

export interface ListQuery {
  readonly prefix: string;
  readonly delimiter: string;
  /** Only what comes after this key, or after this common prefix with all its keys. */
  readonly after: string;
  readonly limit: number;
}

export interface ListPage {
  readonly contents: readonly ObjectRecord[];
  readonly prefixes: readonly string[];
  /** The last key or common prefix of a page after which there is more. */
  readonly next: string | undefined;
}

/** A page of keys in UTF-8 byte order, those below a delimiter rolled up. */
export function listPage(objects: SortedKeys<ObjectRecord>, query: ListQuery): ListPage {
  const contents: ObjectRecord[] = [];
  const prefixes: string[] = [];
  let last = '';
  for (const entry of rolledUp(objects, query)) {
    if (contents.length + prefixes.length === query.limit) {
      return { contents, prefixes, next: query.limit === 0 ? undefined : last };
    }
    if (typeof entry === 'string') prefixes.push(entry);
    else contents.push(entry);
    last = typeof entry === 'string' ? entry : entry.key;
  }
  return { contents, prefixes, next: undefined };
}

/** Objects, and instead of those with the delimiter after the prefix their common prefixes. */
function* rolledUp(
  objects: SortedKeys<ObjectRecord>,
  { prefix, delimiter, after }: ListQuery,
): Generator<ObjectRecord | string> {
  let group = groupOf(after, prefix, delimiter) === after ? after : undefined;
  let entries = objects.from(later(prefix, group === undefined ? after : behind(group)));
  for (let next = entries.next(); !next.done; next = entries.next()) {
    const [key, object] = next.value;
    if (!key.startsWith(prefix)) return;
    if (key === after || (group !== undefined && key.startsWith(group))) continue;
    group = groupOf(key, prefix, delimiter);
    yield group ?? object;
    if (group !== undefined) entries = objects.from(behind(group));
  }
}

/** Behind all keys of a group but those that go on with the last of all characters. */
function behind(group: string): string {
  return `${group}\u{10ffff}`;
}

function later(a: string, b: string): string {
  return compareUtf8(a, b) < 0 ? b : a;
}

/** The common prefix that a key is rolled up into. */
export function groupOf(key: string, prefix: string, delimiter: string): string | undefined {
  const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
  return end < 0 ? undefined : key.slice(0, end + delimiter.length);
}
