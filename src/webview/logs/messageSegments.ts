import { markMatches, type Match, type Segment } from './segments';

export interface Searched {
  readonly query: string;
  readonly matchCase: boolean;
}

function matchesIn(text: string, { query, matchCase }: Searched): Match[] {
  if (query === '') {
    return [];
  }
  const literal = new RegExp(query.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), matchCase ? 'g' : 'gi');
  return [...text.matchAll(literal)].map(({ index, 0: match }) => ({
    from: index,
    to: index + match.length,
  }));
}

/** A message as it is drawn: colours applied, line breaks made visible, matches marked. */
export function messageSegments(message: string, searched: Searched): Segment[] {
  const spans: Segment[] = [{ text: message, classes: '' }];
  const text = spans.map((span) => span.text).join('');
  return markMatches(spans, matchesIn(text, searched));
}
