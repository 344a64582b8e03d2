import type { CodePlace } from '../../core/logs/codeReference';

/** A stretch of a line that is drawn alike. */
export interface Segment {
  readonly text: string;
  /** Space-separated CSS classes; empty for plain text. */
  readonly classes: string;
  /** Where it leads when it is clicked. */
  readonly link?: CodePlace;
}

/** Offsets into the line's text without escape sequences. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * Cuts the segments at the stretches, which are in order and do not overlap, and paints what lies in
 * one; the text stays the same.
 */
export function paintStretches<T extends Stretch>(
  segments: readonly Segment[],
  stretches: readonly T[],
  paint: (segment: Segment, stretch: T) => Segment,
): Segment[] {
  const painted: Segment[] = [];
  let next = 0;
  let at = 0;
  for (const segment of segments) {
    const start = at;
    const end = start + segment.text.length;
    while (at < end) {
      const stretch = stretches[next] ?? nowhere;
      const isInside = stretch.from <= at;
      const until = Math.min(end, isInside ? stretch.to : stretch.from);
      const piece = { ...segment, text: segment.text.slice(at - start, until - start) };
      painted.push(isInside ? paint(piece, stretch as T) : piece);
      next += Number(until >= stretch.to);
      at = until;
    }
  }
  return painted;
}

/** Stands behind the last one. */
const nowhere: Stretch = { from: Infinity, to: Infinity };

/** The segment with one more class. */
export const withClass = (segment: Segment, name: string): Segment => ({
  ...segment,
  classes: `${segment.classes} ${name}`.trim(),
});
