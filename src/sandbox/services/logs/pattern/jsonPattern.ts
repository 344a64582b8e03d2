import { parseComparison } from './comparison';
import { parseCondition, type Condition } from './condition';
import { parseJsonMessage, scalarOf, type JsonRecord, type JsonValue } from './jsonMessage';
import { parseSelector } from './jsonSelector';
import { invalidPattern, type PatternScanner } from './patternScanner';

/** A pattern may hold that many selectors with a wildcard (filter pattern syntax, quotas). */
const mostWildcards = 3;

/**
 * `{ $.a = 1 && ($.b != "x*" || $.c IS NULL) }`: conditions on a message that is a JSON object. A
 * value that is neither a text nor a number is neither equal nor unequal to anything.
 */
export function parseJsonPattern(scanner: PatternScanner): (message: string) => boolean {
  scanner.expect('{');
  let wildcards = 0;
  const condition = parseCondition<JsonRecord>(scanner, () => {
    scanner.skipSpace();
    const selector = parseSelector(scanner);
    if (selector.hasWildcard) wildcards++;
    if (wildcards > mostWildcards) throw invalidPattern();
    return parseTest(scanner, selector.select);
  });
  scanner.expect('}');
  if (scanner.skipSpace()) throw invalidPattern();
  return (message) => {
    const record = parseJsonMessage(message);
    return record !== undefined && condition(record);
  };
}

const fixedValues: Readonly<Record<string, JsonValue>> = { NULL: null, TRUE: true, FALSE: false };

function parseTest(
  scanner: PatternScanner,
  select: (message: JsonRecord) => readonly JsonValue[],
): Condition<JsonRecord> {
  scanner.skipSpace();
  const words = scanner.match(/(?:IS\s+(?:NULL|TRUE|FALSE)|NOT\s+EXISTS)(?![\p{L}\p{N}_])/uy);
  if (words?.startsWith('NOT') === true) return (message) => select(message).length === 0;
  if (words !== undefined) {
    const fixed = fixedValues[words.slice(2).trim()];
    return (message) => select(message).some((value) => value === fixed);
  }
  const matches = parseComparison(scanner);
  return (message) =>
    select(message).some((value) => {
      const scalar = scalarOf(value);
      return scalar !== undefined && matches(scalar);
    });
}
