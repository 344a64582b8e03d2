import { isList, isObject, pythonString, type Json } from './json';

/** An argument of a call: its name (`**`: of a dictionary's entries), and its value as code. */
export type Argument = readonly [name: string, code: string];

const indentation = '    ';

/** A value as Python code, laid out as Black does; `depth`: how far its first line is indented. */
export function pythonLiteral(value: Json, depth = 0): string {
  if (typeof value === 'string') {
    return pythonString(value);
  }
  if (isList(value)) {
    return pythonList(
      value.map((item) => pythonLiteral(item, depth + 1)),
      depth,
    );
  }
  if (!isObject(value)) {
    return pythonConstant(value);
  }
  const entries = Object.entries(value).map(([name, item]): Argument => [
    pythonString(name),
    pythonLiteral(item, depth + 1),
  ]);
  return pythonDictionary(entries, depth);
}

/** A dictionary whose keys and values are code already. */
export function pythonDictionary(entries: readonly Argument[], depth: number): string {
  return enclosed(
    '{',
    entries.map(([key, code]) => `${key}: ${code}`),
    '}',
    depth,
  );
}

/** A list of what is code already. */
export function pythonList(items: readonly string[], depth: number): string {
  return enclosed('[', items, ']', depth);
}

/** A call with an argument in each line; `depth`: how far its first line is indented. */
export function pythonCall(callee: string, given: readonly Argument[], depth = 0): string {
  const items = given.map(([name, code]) => (name === '**' ? `**${code}` : `${name}=${code}`));
  return enclosed(`${callee}(`, items, ')', depth);
}

/** Every line as a comment. */
export function pythonComment(lines: readonly string[]): string {
  return lines.map((line) => (line === '' ? '#\n' : `# ${line}\n`)).join('');
}

function enclosed(open: string, items: readonly string[], close: string, depth: number): string {
  if (items.length === 0) {
    return `${open}${close}`;
  }
  const indent = indentation.repeat(depth);
  const lines = items.map((item) => `${indent}${indentation}${item},\n`);
  return `${open}\n${lines.join('')}${indent}${close}`;
}

/** Whole numbers without an exponent, which would make floats of them. */
function pythonConstant(value: null | boolean | number): string {
  if (value === null) {
    return 'None';
  }
  if (typeof value === 'boolean') {
    return value ? 'True' : 'False';
  }
  return Number.isInteger(value) ? BigInt(value).toString() : String(value);
}
