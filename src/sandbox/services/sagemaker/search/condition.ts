import { invalid } from '../rules/invalid';
import type { Property } from './property';

/** One filter of a search, checked against the service model. */
export interface Filter {
  readonly Name: string;
  readonly Operator?: string;
  readonly Value?: string;
}

/** Whether a record's values of a property satisfy a filter. */
export type Condition = (values: readonly unknown[]) => boolean;

const orders: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  GreaterThan: (a, b) => a > b,
  GreaterThanOrEqualTo: (a, b) => a >= b,
  LessThan: (a, b) => a < b,
  LessThanOrEqualTo: (a, b) => a <= b,
};

/**
 * What a filter asks of its property's values (API reference, Filter): one of several is enough,
 * but `NotEquals` means that none is equal. Refuses an operator that the property's type does not
 * know, and a value that is none of its type.
 */
export function condition(property: Property, filter: Filter): Condition {
  const operator = filter.Operator ?? 'Equals';
  if (operator === 'Exists') return (values) => values.length > 0;
  if (operator === 'NotExists') return (values) => values.length === 0;
  if (property.type === 'whole') throw notSupported(operator, property);
  const { Value: value } = filter;
  if (value === undefined) {
    throw invalid(`A value is required for the operator ${operator} on ${property.name}`);
  }
  if (operator === 'NotEquals') {
    const equal = equals(property, value);
    return (values) => !values.some(equal);
  }
  const holds = holdsOne(property, operator, value);
  return (values) => values.some(holds);
}

function holdsOne(
  property: Property,
  operator: string,
  value: string,
): (found: unknown) => boolean {
  const compare = orders[operator];
  if (compare) return ordered(property, operator, value, compare);
  if (operator === 'Equals') return equals(property, value);
  if (!isText(property)) throw notSupported(operator, property);
  if (operator === 'Contains') return (found) => String(found).includes(value);
  const allowed = value.split(',').map((one) => one.trim());
  return (found) => allowed.includes(String(found));
}

function equals(property: Property, value: string): (found: unknown) => boolean {
  if (property.type === 'text') return (found) => found === value;
  if (property.type === 'hyperparameter') {
    const number = readNumber(value);
    return (found) => found === value || (!Number.isNaN(number) && readNumber(found) === number);
  }
  const expected = readValue(property, value);
  return (found) => found === expected;
}

function ordered(
  property: Property,
  operator: string,
  value: string,
  compare: (a: number, b: number) => boolean,
): (found: unknown) => boolean {
  if (property.type === 'text' || property.type === 'boolean') {
    throw notSupported(operator, property);
  }
  const limit = Number(readValue(property, value));
  if (property.type !== 'hyperparameter') return (found) => compare(Number(found), limit);
  // API reference, Filter: beside a whole number, decimals are taken as whole numbers.
  const read = /^\s*[-+]?\d+\s*$/.test(value) ? Math.trunc : Number;
  return (found) => compare(read(readNumber(found)), limit);
}

/** The value of a filter as the records hold it: times are seconds. */
function readValue({ name, type }: Property, value: string): number | boolean {
  if (type === 'boolean' && /^(?:true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  const read = type === 'time' ? readTime(value) : readNumber(value);
  if (type === 'boolean' || Number.isNaN(read)) {
    throw invalid(`Invalid value for the ${kinds[type]} property ${name}: ${value}`);
  }
  return read;
}

/** ISO 8601; without a zone it is UTC. */
function readTime(value: string): number {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(value)) return NaN;
  const zoned = /(?:Z|[-+]\d{2}:?\d{2})$/.test(value) ? value : `${value}Z`;
  return Date.parse(zoned) / 1000;
}

/** A JSON text's or a plain number; anything else, also nothing, is no number. */
function readNumber(value: unknown): number {
  const text = String(value).trim();
  return text === '' ? NaN : Number(text);
}

function isText({ type }: Property): boolean {
  return type === 'text' || type === 'hyperparameter';
}

const kinds: Readonly<Record<Property['type'], string>> = {
  text: 'text',
  hyperparameter: 'hyperparameter',
  number: 'numeric',
  boolean: 'Boolean',
  time: 'timestamp',
  whole: 'structured',
};

function notSupported(operator: string, { name, type }: Property) {
  return invalid(
    `The operator ${operator} is not supported for the ${kinds[type]} property ${name}`,
  );
}
