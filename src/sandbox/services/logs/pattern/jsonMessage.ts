/** Stands before the digits of a number, which `JSON.parse` would change: `12.0` and `12` differ. */
const numberMark = '\u0000n';
/** Stands before a text that itself begins with such a character. */
const textMark = '\u0000t';

const token = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

export type JsonValue = null | boolean | string | readonly JsonValue[] | JsonRecord;
export interface JsonRecord {
  readonly [name: string]: JsonValue;
}

/** A text or a number, whose digits are those of the message. */
export interface JsonScalar {
  readonly text: string;
  readonly isNumber: boolean;
}

/** The object that a message is; `undefined` when it is none. Read its scalars by `scalarOf`. */
export function parseJsonMessage(message: string): JsonRecord | undefined {
  if (!message.trimStart().startsWith('{')) return undefined;
  try {
    // First: `{1: 2}` is no JSON, but would be with marks, and texts without an end take for ever to mark.
    JSON.parse(message);
    return JSON.parse(message.replace(token, mark)) as JsonRecord;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function mark(found: string): string {
  if (!found.startsWith('"')) return `"\\u0000n${found}"`;
  return found.startsWith('"\\u0000') ? `"\\u0000t${found.slice(1)}` : found;
}

export function scalarOf(value: JsonValue): JsonScalar | undefined {
  if (typeof value !== 'string') return undefined;
  if (value.startsWith(numberMark)) return { text: value.slice(2), isNumber: true };
  return { text: value.startsWith(textMark) ? value.slice(2) : value, isNumber: false };
}
