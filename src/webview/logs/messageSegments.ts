import { ansiSpans } from '../../core/logs/ansi';
import { codeReferences, type CodeReference } from '../../core/logs/codeReference';
import { paintStretches, withClass, type Segment, type Stretch } from './segments';

export interface Searched {
  readonly query: string;
  readonly matchCase: boolean;
}

function matchesIn(text: string, { query, matchCase }: Searched): Stretch[] {
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
 * A message as it is drawn: colours applied, line breaks made visible, lines of the job's code as links,
 * matches marked. They are found by the rule of the host's search.
 */
export function messageSegments(message: string, searched: Searched): Segment[] {
  const spans = ansiSpans(message);
  const text = spans.map((span) => span.text).join('');
  const matches = matchesIn(text, searched);
  const references = codeReferences(text);
  const linked = paintStretches(spans, references, (segment, link) => ({ ...segment, link }));
  const folded = paintStretches(linked, folds(references, matches), (segment) =>
    withClass(segment, 'folded'),
  );
  return paintStretches(folded, matches, (segment) => withClass(segment, 'match')).map(
    (segment) => ({ ...segment, text: segment.text.replaceAll('\n', '↵') }),
  );
}

/**
 * The folders that every path of the job begins with, but for the last slash: they would push the file
 * and its line out of sight. What is searched for is not hidden.
 */
function folds(references: readonly CodeReference[], matches: readonly Stretch[]): Stretch[] {
  return references
    .map(({ from, pathFrom }) => ({ from, to: pathFrom - 1 }))
    .filter(
      (fold) =>
        fold.to > fold.from && !matches.some(({ from, to }) => from < fold.to && to > fold.from),
    );
}
