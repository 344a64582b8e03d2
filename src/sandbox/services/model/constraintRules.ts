import { matchesPattern, type Shape } from '../../../core/serviceModel';

/** How the front end names a value that breaks a rule. */
export function constraintProblem(value: unknown, path: string, rule: string): string {
  const shown = value === undefined || value === null ? 'null' : `'${display(value)}'`;
  return `Value ${shown} at '${path}' failed to satisfy constraint: ${rule}`;
}

/** The rules of a shape that a value of its type breaks. */
export function brokenRules(shape: Shape, value: unknown): readonly string[] {
  const broken = brokenSizeRules(shape, value);
  return typeof value === 'string' ? [...broken, ...brokenTextRules(shape, value)] : broken;
}

/** The limits of a shape's length, number of entries or value that a value breaks. */
function brokenSizeRules(shape: Shape, value: unknown): readonly string[] {
  const size = measure(value);
  const broken: string[] = [];
  if (size !== undefined && shape.max !== undefined && size > shape.max) {
    broken.push(sizeRule(shape, 'less', shape.max));
  }
  if (size !== undefined && shape.min !== undefined && size < shape.min) {
    broken.push(sizeRule(shape, 'greater', shape.min));
  }
  return broken;
}

function brokenTextRules(shape: Shape, value: string): readonly string[] {
  const broken: string[] = [];
  if (shape.pattern !== undefined && !matchesPattern(shape.pattern, value)) {
    broken.push(patternRule(shape.pattern));
  }
  if (shape.enum !== undefined && !shape.enum.includes(value)) broken.push(enumRule(shape.enum));
  return broken;
}

/** All rules of a shape: how a list or map says what one of its plain values should have kept. */
export function allRules(shape: Shape): readonly string[] {
  const rules: string[] = [];
  if (shape.max !== undefined) rules.push(sizeRule(shape, 'less', shape.max));
  if (shape.min !== undefined) rules.push(sizeRule(shape, 'greater', shape.min));
  if (shape.pattern !== undefined) rules.push(patternRule(shape.pattern));
  if (shape.enum !== undefined) rules.push(enumRule(shape.enum));
  return rules;
}

function sizeRule(shape: Shape, side: 'less' | 'greater', limit: number): string {
  const what = shape.type === 'integer' || shape.type === 'double' ? 'value' : 'length';
  return `Member must have ${what} ${side} than or equal to ${limit}`;
}

function patternRule(pattern: string): string {
  return `Member must satisfy regular expression pattern: ${pattern}`;
}

function enumRule(values: readonly string[]): string {
  return `Member must satisfy enum value set: [${values.join(', ')}]`;
}

function measure(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  return typeof value === 'object' && value !== null ? Object.keys(value).length : undefined;
}

/** A message repeats a value, but a value may be the whole body. */
const mostShown = 8192;

/** As Java writes values: `[a, b]` and `{key=value}`. */
function display(value: unknown): string {
  const text = javaText(value);
  return text.length > mostShown ? `${text.slice(0, mostShown)}...` : text;
}

function javaText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(javaText).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).map(([name, member]) => `${name}=${javaText(member)}`);
  return `{${entries.join(', ')}}`;
}
