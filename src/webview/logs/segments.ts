/** A stretch of a line that is drawn alike. */
export interface Segment {
  readonly text: string;
  /** Space-separated CSS classes; empty for plain text. */
  readonly classes: string;
}

/** A match as offsets into the line's text without escape sequences. */
export interface Match {
  readonly from: number;
  readonly to: number;
}

/**
 * Cuts the segments at the matches, which are in order and do not overlap, and marks what lies in
 * one; the text stays the same.
 */
export function markMatches(segments: readonly Segment[], matches: readonly Match[]): Segment[] {
  const edges = matches.flatMap(({ from, to }) => [from, to]);
  const marked: Segment[] = [];
  let edge = 0;
  let at = 0;
  for (const { text, classes } of segments) {
    const start = at;
    const end = start + text.length;
    while (at < end) {
      while ((edges[edge] ?? Infinity) <= at) {
        edge++;
      }
      const until = Math.min(end, edges[edge] ?? end);
      // Behind an odd number of edges one is inside a match.
      const all = edge % 2 === 1 ? `${classes} match`.trim() : classes;
      marked.push({ text: text.slice(at - start, until - start), classes: all });
      at = until;
    }
  }
  return marked;
}
