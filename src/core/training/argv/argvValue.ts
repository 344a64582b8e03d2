import type { Literal } from '../inspection';
import type { PythonValue } from '../pythonValue';

/** An attribute of the namespace; `unknown`: only running the script would tell. */
export type ArgvValue = PythonValue | { readonly kind: 'unknown' };

export const unknownValue: ArgvValue = { kind: 'unknown' };

/** A literal of the script. JSON does not keep `1` and `1.0` apart; Python holds them to be equal. */
export function literalValue(literal: Literal): PythonValue {
  if (literal === null) {
    return { kind: 'none' };
  }
  if (typeof literal === 'boolean') {
    return { kind: 'bool', value: literal };
  }
  if (typeof literal === 'number') {
    return Number.isSafeInteger(literal)
      ? { kind: 'int', value: BigInt(literal) }
      : { kind: 'float', value: literal };
  }
  return typeof literal === 'string'
    ? { kind: 'str', value: literal }
    : { kind: 'list', items: literal.map(literalValue) };
}

/** Python's `==`: `True == 1 == 1.0`, and NaN equals nothing. Dictionaries never come here. */
export function equalsInPython(left: PythonValue, right: PythonValue): boolean {
  if (left.kind === 'list' && right.kind === 'list') {
    const { items } = right;
    return (
      left.items.length === items.length &&
      left.items.every((item, index) => {
        const other = items[index];
        return other !== undefined && equalsInPython(item, other);
      })
    );
  }
  const a = scalarOf(left);
  const b = scalarOf(right);
  // Only `<` and `>` compare a bigint with a number by value.
  return isNumeric(a) && isNumeric(b) ? a <= b && a >= b : a !== undefined && a === b;
}

type Scalar = string | bigint | number | null | undefined;

function scalarOf(value: PythonValue): Scalar {
  switch (value.kind) {
    case 'none':
      return null;
    case 'bool':
      return value.value ? 1 : 0;
    case 'int':
    case 'float':
    case 'str':
      return value.value;
    case 'list':
    case 'dict':
      return undefined;
  }
}

function isNumeric(value: Scalar): value is bigint | number {
  return typeof value === 'bigint' || typeof value === 'number';
}
