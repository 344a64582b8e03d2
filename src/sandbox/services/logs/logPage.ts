import type { Input } from './logNames';

const defaultPage = 50;

/** A page begins after the item that the token names; if that is gone, where it would stand. */
export function paginate<Item>(
  sorted: readonly Item[],
  keyOf: (item: Item) => string,
  input: Input,
): { readonly items: readonly Item[]; readonly next: { readonly nextToken?: string } } {
  const limit = typeof input['limit'] === 'number' ? input['limit'] : defaultPage;
  const token = input['nextToken'];
  const descending = input['descending'] === true;
  let begin = 0;
  if (typeof token === 'string') {
    const last = Buffer.from(token, 'base64url').toString('utf8');
    const found = sorted.findIndex((item) =>
      descending ? keyOf(item) < last : keyOf(item) > last,
    );
    begin = found < 0 ? sorted.length : found;
  }
  const items = sorted.slice(begin, begin + limit);
  const last = items.at(-1);
  if (last === undefined || begin + limit >= sorted.length) return { items, next: {} };
  return { items, next: { nextToken: Buffer.from(keyOf(last)).toString('base64url') } };
}
