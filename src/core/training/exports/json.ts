/** What a request holds, as JSON has it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [name: string]: Json;
}

export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !isList(value);

/** A member of an object; `undefined` where there is none, or no object. */
export const memberOf = (value: Json | undefined, name: string): Json | undefined =>
  isObject(value) ? value[name] : undefined;

/** What cannot be seen, or turns round what is read: nobody is to paste that without knowing. */
const hidden = /[^\P{C}\n]|[\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

/**
 * JSON text in two spaces, with a line feed at its end. Signs that do not print are escaped, others are as
 * they are.
 */
export function jsonText(value: Json): string {
  const text = JSON.stringify(value, null, 2).replace(hidden, (sign) =>
    Array.from({ length: sign.length }, (_, at) => `\\u${hex(sign.charCodeAt(at), 4)}`).join(''),
  );
  return `${text}\n`;
}

/** A string as Python and Black write it, with the same signs escaped. */
export function pythonString(text: string): string {
  const body = text.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n');
  return `"${body.replace(hidden, pythonEscape)}"`;
}

function pythonEscape(sign: string): string {
  const point = sign.codePointAt(0) ?? 0;
  if (sign === '\r' || sign === '\t') {
    return sign === '\r' ? '\\r' : '\\t';
  }
  if (point > 0xffff) {
    return `\\U${hex(point, 8)}`;
  }
  return point > 0xff ? `\\u${hex(point, 4)}` : `\\x${hex(point, 2)}`;
}

const hex = (point: number, digits: number): string => point.toString(16).padStart(digits, '0');
