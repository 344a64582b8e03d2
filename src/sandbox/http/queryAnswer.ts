import { element, type XmlContent, type XmlElement } from './xml';

/**
 * An answer's members as AWS Query writes them: a list's items are its `member` children, a `Date`
 * is ISO 8601, what is `undefined` is left out.
 */
export function queryMembers(answer: object): readonly XmlElement[] {
  return Object.entries(answer).flatMap(([name, value]) =>
    value === undefined ? [] : [element(name, content(value))],
  );
}

function content(value: unknown): XmlContent {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((item) => element('member', content(item)));
  if (typeof value === 'object' && value !== null) return queryMembers(value);
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
}
