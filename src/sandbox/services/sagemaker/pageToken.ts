import { invalid } from './rules/invalid';

/** The last place of a page: the next one begins after it, whatever has come or gone meanwhile. */
export interface PagePlace<Key> {
  /** How the page was asked for: a token goes on with the same order only. */
  readonly order: string;
  readonly key: Key;
  readonly id: string;
}

export function writePageToken(place: PagePlace<unknown>): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** Refuses what is no token, or one of another order. */
export function readPageToken<Key>(token: string, order: string): PagePlace<Key> {
  try {
    const text = Buffer.from(token, 'base64url').toString('utf8');
    const place = JSON.parse(text) as PagePlace<Key> | null;
    if (place?.order === order && typeof place.id === 'string') return place;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw invalid('Invalid NextToken.');
}
