type Fields = Readonly<Record<string, unknown>>;

/**
 * `base` with the fields of `winning`: objects merge deeply, arrays and plain values replace, `null`
 * removes (also within an object that `base` does not have). An object that loses its last field that
 * way stays, empty.
 */
export function mergeFields(base: Fields, winning: Fields): Record<string, unknown> {
  const merged = new Map(Object.entries(base));
  for (const [name, value] of Object.entries(winning)) {
    if (value === null) {
      merged.delete(name);
    } else {
      merged.set(name, mergeValue(merged.get(name), value));
    }
  }
  // Unlike an assignment this takes `__proto__` for a field like any other.
  return Object.fromEntries(merged);
}

function mergeValue(base: unknown, winning: unknown): unknown {
  if (!isFields(winning)) {
    return winning;
  }
  return mergeFields(isFields(base) ? base : {}, winning);
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
