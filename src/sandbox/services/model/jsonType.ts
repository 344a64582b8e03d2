import { ServiceError } from '../../http/jsonService';
import type { Shape } from '../../../core/serviceModel';

const typeNames: Readonly<Record<string, string>> = {
  string: 'String',
  integer: 'Integer',
  double: 'Double',
  boolean: 'Boolean',
  timestamp: 'Date',
};

/** Refuses, with a `SerializationException`, a JSON value that cannot be of the shape's type. */
export function checkJsonType(shape: Shape, value: unknown): void {
  const fits = isCollection(shape) ? isCollectionOf(shape, value) : isScalarOf(shape, value);
  if (!fits) throw new ServiceError('SerializationException', misfit(shape, value));
}

/** A shape whose values hold others. */
export function isCollection({ type }: Shape): boolean {
  return type === 'structure' || type === 'map' || type === 'list';
}

function isCollectionOf(shape: Shape, value: unknown): boolean {
  if (shape.type === 'list') return Array.isArray(value);
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isScalarOf({ type }: Shape, value: unknown): boolean {
  if (type === 'timestamp') return isTime(value);
  if (type === 'integer') return Number.isSafeInteger(value);
  return typeof value === (type === 'double' ? 'number' : type);
}

/** Seconds since the epoch, or a date as ISO 8601 writes it. */
function isTime(value: unknown): boolean {
  if (typeof value === 'number') return true;
  return (
    typeof value === 'string' && /^\d{4}-\d{2}/.test(value) && !Number.isNaN(Date.parse(value))
  );
}

/** The sentences of the service's own parser. */
function misfit(shape: Shape, value: unknown): string {
  const isArray = Array.isArray(value);
  if (typeof value === 'object' && !isArray) {
    return 'Start of structure or map found where not expected.';
  }
  if (isCollection(shape)) return 'Unexpected field type';
  const expected = typeNames[shape.type] ?? shape.type;
  if (isArray) return `Unrecognized collection type class java.lang.${expected}`;
  const found = typeof value === 'boolean' ? String(value) : typeof value;
  return `${found.toUpperCase()}_VALUE cannot be converted to ${expected}`;
}
