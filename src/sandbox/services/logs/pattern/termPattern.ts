import { parseExpression } from './expressionSyntax';
import { invalidPattern, type PatternScanner } from './patternScanner';

type Kind = 'required' | 'optional' | 'excluded';

interface Term {
  readonly kind: Kind;
  readonly text: string;
}

/**
 * Terms of an unstructured message, found as parts of it in the case that is written: all that stand
 * alone, none that stands after `-`, at least one of those after `?`. A `?` counts for nothing
 * beside the others. A regular expression stands alone.
 */
export function parseTermPattern(scanner: PatternScanner): (message: string) => boolean {
  const expression = scanner.expression();
  if (expression !== undefined) {
    if (scanner.skipSpace()) throw invalidPattern();
    return parseExpression(expression);
  }
  const terms: Term[] = [];
  while (scanner.skipSpace()) terms.push(readTerm(scanner));
  const required = textsOf(terms, 'required');
  const excluded = textsOf(terms, 'excluded');
  const optional = textsOf(terms, 'optional');
  if (required.length + excluded.length === 0) {
    return (message) => optional.some((text) => message.includes(text));
  }
  return (message) =>
    required.every((text) => message.includes(text)) &&
    !excluded.some((text) => message.includes(text));
}

function readTerm(scanner: PatternScanner): Term {
  let kind: Kind = 'required';
  if (scanner.take('?')) kind = 'optional';
  else if (scanner.take('-')) kind = 'excluded';
  const quoted = scanner.quoted();
  // A phrase of nothing but spaces matches everything (user guide, "Match everything").
  if (quoted !== undefined) return { kind, text: quoted.trim() === '' ? '' : quoted };
  const text = scanner.match(/[\p{L}\p{N}_]+/uy);
  if (text === undefined) throw scanner.unexpected();
  return { kind, text };
}

function textsOf(terms: readonly Term[], kind: Kind): readonly string[] {
  return terms.filter((term) => term.kind === kind).map((term) => term.text);
}
