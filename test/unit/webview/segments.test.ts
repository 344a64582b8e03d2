import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  paintStretches,
  withClass,
  type Segment,
  type Stretch,
} from '../../../src/webview/logs/segments';

const segments = fc.array(fc.record({ text: fc.string(), classes: fc.constantFrom('', 'fg-1') }));

/** Sorted matches without overlap inside `length`. */
const matches = (length: number): fc.Arbitrary<Stretch[]> =>
  fc.uniqueArray(fc.nat(length), { maxLength: 8 }).map((edges) => {
    const sorted = edges.toSorted((a, b) => a - b);
    return sorted.flatMap((from, i) => {
      const to = sorted[i + 1];
      return i % 2 === 0 && to !== undefined ? [{ from, to }] : [];
    });
  });

const markMatches = (given: readonly Segment[], found: readonly Stretch[]): Segment[] =>
  paintStretches(given, found, (segment) => withClass(segment, 'match'));

describe('painting stretches of a line', () => {
  it('changes no character, and marks exactly the matches', () => {
    const cases = segments.chain((given) =>
      matches(given.reduce((sum, { text }) => sum + text.length, 0)).map(
        (found) => [given, found] as const,
      ),
    );
    fc.assert(
      fc.property(cases, ([given, found]) => {
        const text = given.map((segment) => segment.text).join('');
        const marked = markMatches(given, found);
        assert.equal(marked.map((segment) => segment.text).join(''), text);
        const painted = marked
          .map(({ text: part, classes }) =>
            (classes.includes('match') ? '#' : '.').repeat(part.length),
          )
          .join('');
        const expected = Array.from({ length: text.length })
          .map((_, i) => (found.some(({ from, to }) => i >= from && i < to) ? '#' : '.'))
          .join('');
        assert.equal(painted, expected);
      }),
    );
  });

  it('keeps the colour under a match', () => {
    assert.deepEqual(markMatches([{ text: 'abcd', classes: 'fg-1' }], [{ from: 1, to: 3 }]), [
      { text: 'a', classes: 'fg-1' },
      { text: 'bc', classes: 'fg-1 match' },
      { text: 'd', classes: 'fg-1' },
    ]);
  });

  it('marks across segments and side by side', () => {
    const marked = markMatches(
      [
        { text: 'ab', classes: '' },
        { text: 'cd', classes: 'bold' },
      ],
      [
        { from: 1, to: 3 },
        { from: 3, to: 4 },
      ],
    );
    assert.deepEqual(
      marked.map(({ text, classes }) => `${text}:${classes}`),
      ['a:', 'b:match', 'c:bold match', 'd:bold match'],
    );
  });
});
