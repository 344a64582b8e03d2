/** Run-time checks of what a page sends; each returns the typed value or throws. */

/** Any object that is not an array. */
export function record(raw: unknown): Readonly<Record<string, unknown>> {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    throw new TypeError('expected an object');
  }
  return raw as Readonly<Record<string, unknown>>;
}

export function text(raw: unknown, maxLength = 100_000): string {
  if (typeof raw !== 'string' || raw.length > maxLength) {
    throw new TypeError('expected a text');
  }
  return raw;
}

export function flag(raw: unknown): boolean {
  if (typeof raw !== 'boolean') {
    throw new TypeError('expected true or false');
  }
  return raw;
}

/** A whole number of at least `min`. */
export function count(raw: unknown, min = 0): number {
  if (typeof raw !== 'number' || !Number.isSafeInteger(raw) || raw < min) {
    throw new TypeError('expected a whole number');
  }
  return raw;
}

export function list<T>(raw: unknown, item: (raw: unknown) => T, maxLength = 10_000): T[] {
  if (!Array.isArray(raw) || raw.length > maxLength) {
    throw new TypeError('expected a list');
  }
  return raw.map(item);
}

export function oneOf<const T extends string>(raw: unknown, values: readonly T[]): T {
  const found = values.find((value) => value === raw);
  if (found === undefined) {
    throw new TypeError(`expected one of ${values.join(', ')}`);
  }
  return found;
}

export function nothing(raw: unknown): undefined {
  if (raw !== undefined && raw !== null) {
    throw new TypeError('expected nothing');
  }
  return undefined;
}
