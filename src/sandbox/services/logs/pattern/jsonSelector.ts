import type { JsonRecord, JsonValue } from './jsonMessage';
import { invalidPattern, type PatternScanner } from './patternScanner';

type Part = { readonly name: string } | { readonly index: number } | 'anyElement' | 'anyMember';

export interface JsonSelector {
  readonly hasWildcard: boolean;
  /** The values that it points at; several only with a wildcard. */
  readonly select: (message: JsonRecord) => readonly JsonValue[];
}

/** `$.a.b`, `$.a[0]`, `$.['a.b']`, and one wildcard at most: `$.a[*].b` or `$.*`. */
export function parseSelector(scanner: PatternScanner): JsonSelector {
  if (!scanner.take('$.')) throw scanner.unexpected();
  const parts: Part[] = [scanner.take('[') ? readBracket(scanner) : readMember(scanner)];
  for (;;) {
    if (scanner.take('[')) parts.push(readBracket(scanner));
    else if (scanner.take('.')) {
      parts.push(scanner.take('[') ? readBracket(scanner) : readMember(scanner));
    } else break;
  }
  const wildcards = parts.filter((part) => typeof part === 'string').length;
  if (wildcards > 1) throw invalidPattern();
  return {
    hasWildcard: wildcards > 0,
    select: (message) =>
      parts.reduce<readonly JsonValue[]>(
        (values, part) => values.flatMap((value) => step(value, part)),
        [message],
      ),
  };
}

function readMember(scanner: PatternScanner): Part {
  if (scanner.take('*')) return 'anyMember';
  const name = scanner.match(/[\p{L}\p{N}_-]+/uy);
  if (name === undefined) throw scanner.unexpected();
  return { name };
}

function readBracket(scanner: PatternScanner): Part {
  const part = bracketPart(scanner);
  scanner.expect(']');
  return part;
}

function bracketPart(scanner: PatternScanner): Part {
  if (scanner.take('*')) return 'anyElement';
  const quoted = scanner.match(/'[^']+'|"[^"]+"/y);
  if (quoted !== undefined) return { name: quoted.slice(1, -1) };
  const index = scanner.match(/\d{1,9}/y);
  if (index === undefined) throw scanner.unexpected();
  return { index: Number(index) };
}

function step(value: JsonValue, part: Part): readonly JsonValue[] {
  if (value === null || typeof value !== 'object') return [];
  return isList(value) ? inList(value, part) : inRecord(value, part);
}

function inList(list: readonly JsonValue[], part: Part): readonly JsonValue[] {
  if (part === 'anyElement') return list;
  return typeof part === 'object' && 'index' in part ? list.slice(part.index, part.index + 1) : [];
}

function inRecord(record: JsonRecord, part: Part): readonly JsonValue[] {
  if (part === 'anyMember') return Object.values(record);
  if (typeof part !== 'object' || 'index' in part) return [];
  return Object.hasOwn(record, part.name) ? [record[part.name] ?? null] : [];
}

function isList(value: readonly JsonValue[] | JsonRecord): value is readonly JsonValue[] {
  return Array.isArray(value);
}
