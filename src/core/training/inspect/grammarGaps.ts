/**
 * The grammar of `@lezer/python` 1.1 refuses some valid Python. Each gap is rewritten to code of the
 * same length that it accepts, so that positions stay true; text is always read from the original.
 * What the patterns hit inside strings and comments does no harm for the same reason.
 */
const gaps: readonly (readonly [pattern: RegExp, replacement: (match: string) => string])[] = [
  // `1.e5`, `1.j`: a digit instead of the dot.
  [/(?<![\w.])\d[\d_]*\.(?=[eE][-+]?\d|[jJ])/g, (match) => `${match.slice(0, -1)}0`],
  // `1.` and `1.if x`: nothing instead of the dot.
  [/(?<![\w.])\d[\d_]*\.(?![\w.])/g, (match) => `${match.slice(0, -1)} `],
  [
    /(?<![\w.])\d[\d_]*\.(?=(?:and|or|if|else|for|in|is|not)\b)/g,
    (match) => `${match.slice(0, -1)} `,
  ],
  // A `yield` without a value.
  [/\byield(?=[ \t]*(?:[\r\n)\]#;]|$))/g, () => 'None '],
  // `for first, *rest in pairs`
  [/\bfor\b[^\n:]{0,200}?\bin\b/g, (match) => match.replaceAll('*', ' ')],
  // `with open(a) as (b, c):`, `with (open(a) as b, open(c) as d):`; only an import's names matter.
  [
    /\bimport[ \t]*(?:\([^()]*\)|[^\n(]*)|\bas[ \t]+(?:[\w.]+|\([^()]{0,400}\))(?=\s*[:,)])/g,
    (match) => (match.startsWith('import') ? match : blank(match)),
  ],
];

/** `text` with those gaps closed: same length, same lines. */
export function maskGaps(text: string): string {
  return gaps.reduce(
    (masked, [pattern, replacement]) => masked.replace(pattern, replacement),
    text,
  );
}

/** Line breaks go too: in the middle of a statement they would end it. */
function blank(match: string): string {
  return ' '.repeat(match.length);
}
