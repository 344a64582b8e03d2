import { isFields } from '../mergeFields';
import { requestError, type FieldPath, type RequestProblem } from '../requestProblem';
import type { FieldSchema, FieldType } from './fieldSchema';

/** What a value has that its schema does not allow. */
export function checkValue(schema: FieldSchema, value: unknown, path: FieldPath): RequestProblem[] {
  const fitting = (schema.anyOf ?? [schema]).find((one) => hasType(one, value));
  if (fitting === undefined) {
    return [requestError(path, `must be ${typeWords(schema)}.`)];
  }
  const words = plainWords(fitting, value);
  return words === null ? checkInside(fitting, value, path) : [requestError(path, words)];
}

const nouns: Readonly<Record<FieldType, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

function typeWords({ anyOf, type }: FieldSchema): string {
  const types = anyOf?.map((one) => one.type) ?? [type];
  return types.flatMap((one) => (one === undefined ? [] : [nouns[one]])).join(' or ');
}

function hasType({ type }: FieldSchema, value: unknown): boolean {
  switch (type) {
    case undefined:
      return true;
    case 'integer':
      return Number.isSafeInteger(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isFields(value);
    default:
      return typeof value === type;
  }
}

function plainWords(schema: FieldSchema, value: unknown): string | null {
  if (typeof value === 'string') {
    return textWords(schema, value);
  }
  if (typeof value === 'number') {
    return numberWords(schema, value);
  }
  return Array.isArray(value) && value.length < (schema.minItems ?? 0) ? 'is empty.' : null;
}

function textWords(schema: FieldSchema, value: string): string | null {
  if (value.length < (schema.minLength ?? 0)) {
    return 'is empty.';
  }
  // What a variable stands for is known at the launch.
  if (value.includes('${')) {
    return null;
  }
  if (schema.enum !== undefined && !schema.enum.includes(value)) {
    return `is “${value}”; it can be ${schema.enum.join(', ')}.`;
  }
  return schema.pattern !== undefined && !new RegExp(schema.pattern).test(value)
    ? `is “${value}”, which is not a time, such as 90m or 24h.`
    : null;
}

function numberWords({ minimum, maximum }: FieldSchema, value: number): string | null {
  if (minimum !== undefined && value < minimum) {
    return `is ${value}; it is at least ${minimum}.`;
  }
  return maximum !== undefined && value > maximum ? `is ${value}; it is at most ${maximum}.` : null;
}

function checkInside(schema: FieldSchema, value: unknown, path: FieldPath): RequestProblem[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => checkValue(schema.items ?? {}, item, [...path, index]));
  }
  return isFields(value) ? checkMembers(schema, value, path) : [];
}

function checkMembers(
  schema: FieldSchema,
  value: Readonly<Record<string, unknown>>,
  path: FieldPath,
): RequestProblem[] {
  const known = new Map(Object.entries(schema.properties ?? {}));
  const missing = (schema.required ?? [])
    .filter((name) => !Object.hasOwn(value, name))
    .map((name) => requestError([...path, name], 'is missing.'));
  const inside = Object.entries(value).flatMap(([name, item]) => {
    const member = known.get(name) ?? schema.additionalProperties ?? {};
    return member === false
      ? [
          requestError(
            [...path, name],
            `is not known here; there are ${[...known.keys()].join(', ')}.`,
          ),
        ]
      : checkValue(member, item, [...path, name]);
  });
  return [...missing, ...inside];
}
