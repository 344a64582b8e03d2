import { isList, isObject, type Json } from '../exports/json';
import type { Shape } from '../exports/requestShape';
import { Refusal } from './refusal';

/**
 * A value of shorthand, which has texts only, as its member's type has it: numbers and switches, and a list of one
 * for a single value. Throws a `Refusal` at `place`.
 */
export function typedValue(value: Json, shape: Shape, place: number): Json {
  switch (shape.kind) {
    case 'list':
      return (isList(value) ? value : [value]).map((item) => typedValue(item, shape.item, place));
    case 'structure':
      return isObject(value)
        ? Object.fromEntries(
            Object.entries(value).map(([name, item]) => {
              const member = shape.members.get(name);
              return [name, member ? typedValue(item, member.shape, place) : item];
            }),
          )
        : value;
    default:
      return typeof value === 'string' ? typedText(value, shape.kind, place) : value;
  }
}

function typedText(text: string, kind: string, place: number): Json {
  if (kind === 'integer') {
    if (!/^\s*[-+]?\d+\s*$/.test(text)) {
      throw new Refusal('integer', place, text);
    }
    return Number(text);
  }
  if (kind === 'boolean') {
    if (!/^(?:true|false)$/i.test(text)) {
      throw new Refusal('boolean', place, text);
    }
    return text.toLowerCase() === 'true';
  }
  return text;
}
