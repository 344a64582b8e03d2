import type { PatternScanner } from './patternScanner';

/** Tells whether a subject, such as a parsed message, fulfils it. */
export type Condition<Subject> = (subject: Subject) => boolean;

/** Conditions joined by `||` and, binding closer, `&&`; parentheses bind closest. */
export function parseCondition<Subject>(
  scanner: PatternScanner,
  parseSingle: () => Condition<Subject>,
): Condition<Subject> {
  const alternatives = parseList(scanner, '||', () => parseAll(scanner, parseSingle));
  return (subject) => alternatives.some((condition) => condition(subject));
}

function parseAll<Subject>(
  scanner: PatternScanner,
  parseSingle: () => Condition<Subject>,
): Condition<Subject> {
  const conditions = parseList(scanner, '&&', () => parseGroup(scanner, parseSingle));
  return (subject) => conditions.every((condition) => condition(subject));
}

function parseGroup<Subject>(
  scanner: PatternScanner,
  parseSingle: () => Condition<Subject>,
): Condition<Subject> {
  scanner.skipSpace();
  if (!scanner.take('(')) return parseSingle();
  const condition = parseCondition(scanner, parseSingle);
  scanner.expect(')');
  return condition;
}

function parseList<Item>(scanner: PatternScanner, separator: string, parse: () => Item): Item[] {
  const items: Item[] = [];
  do {
    items.push(parse());
    scanner.skipSpace();
  } while (scanner.take(separator));
  return items;
}
