import { ansiSpans } from '../../core/logs/ansi';
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

/**
 * A message as it is drawn: colours applied, line breaks made visible, matches marked. They are found
 * by the rule of the host's search.
 */
export function messageSegments(message: string, searched: Searched): Segment[] {
  const spans = ansiSpans(message);
  const text = spans.map((span) => span.text).join('');
  return markMatches(spans, matchesIn(text, searched)).map((segment) => ({
    ...segment,
    text: segment.text.replaceAll('\n', '↵'),
  }));
}
