import { isNumeric, parseComparison, type Comparison } from './comparison';
import { parseCondition, type Condition } from './condition';
import { splitFields, type MessageField } from './messageFields';
import { invalidPattern, type PatternScanner } from './patternScanner';

/** One place of the pattern: a field with or without a condition, or any number of fields. */
type Slot = Condition<string> | 'ellipsis';

/**
 * `[ip, user, ..., status = 4*, bytes > 100]`: conditions on the fields of a message. Without an
 * ellipsis the last field is all that is left, so that `[level = ERROR, text]` knows a line of any
 * length.
 */
export function parseDelimitedPattern(scanner: PatternScanner): (message: string) => boolean {
  const slots = readSlots(scanner);
  if (slots.length === 0) return () => true;
  const ellipsis = slots.indexOf('ellipsis');
  if (ellipsis !== slots.lastIndexOf('ellipsis')) throw invalidPattern();
  const conditions = slots.filter((slot) => slot !== 'ellipsis');
  return (message) => {
    const fields = splitFields(message);
    if (fields.length < conditions.length) return false;
    const values =
      ellipsis < 0
        ? withRest(message, fields, conditions.length)
        : aroundEllipsis(fields, ellipsis, conditions.length - ellipsis);
    return conditions.every((condition, index) => condition(values[index] ?? ''));
  };
}

function withRest(message: string, fields: readonly MessageField[], count: number): string[] {
  const values = fields.slice(0, count).map(({ text }) => text);
  const last = fields[count - 1];
  if (fields.length > count && last) values[count - 1] = message.slice(last.start).trimEnd();
  return values;
}

function aroundEllipsis(fields: readonly MessageField[], before: number, after: number): string[] {
  const chosen = [...fields.slice(0, before), ...fields.slice(fields.length - after)];
  return chosen.map(({ text }) => text);
}

function readSlots(scanner: PatternScanner): readonly Slot[] {
  scanner.expect('[');
  const slots: Slot[] = [];
  const names = new Set<string>();
  scanner.skipSpace();
  if (!scanner.take(']')) {
    do {
      slots.push(readSlot(scanner, names));
      scanner.skipSpace();
    } while (scanner.take(','));
    scanner.expect(']');
  }
  if (scanner.skipSpace()) throw invalidPattern();
  return slots;
}

function readSlot(scanner: PatternScanner, names: Set<string>): Slot {
  scanner.skipSpace();
  if (scanner.take('...')) return 'ellipsis';
  // Nothing between two commas is a field without a name.
  if (scanner.match(/(?=[,\]])/y) !== undefined) return () => true;
  const own = new Set<string>();
  const condition = parseCondition<string>(scanner, () => readTest(scanner, own));
  const [name = ''] = own;
  // One place is one field, and each has its own name.
  if (own.size > 1 || names.has(name)) throw invalidPattern();
  names.add(name);
  return condition;
}

function readTest(scanner: PatternScanner, names: Set<string>): Condition<string> {
  scanner.skipSpace();
  const name = scanner.match(/[\p{L}_][\p{L}\p{N}_-]*/uy);
  if (name === undefined) throw scanner.unexpected();
  names.add(name);
  scanner.skipSpace();
  if (scanner.match(/(?=[,\]])/y) !== undefined) return () => true;
  const matches: Comparison = parseComparison(scanner);
  return (text) => matches({ text, isNumber: isNumeric(text) });
}
