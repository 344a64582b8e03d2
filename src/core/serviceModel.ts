/** Constraint tables of one AWS service, as `scripts/service-model.py` writes them. */
export interface ServiceModel {
  /** Name of each operation's input shape. */
  readonly operations: Readonly<Record<string, string>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

/** One shape of the service model; which fields are there depends on `type`. */
export interface Shape {
  readonly type: string;
  readonly required?: readonly string[];
  readonly members?: Readonly<Record<string, string>>;
  readonly member?: string;
  readonly key?: string;
  readonly value?: string;
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
}

export function shapeOf(model: ServiceModel, name: string): Shape {
  const shape = model.shapes[name];
  if (shape === undefined) throw new Error(`The service model has no shape ${name}`);
  return shape;
}

const compiled = new Map<string, RegExp>();

/** A pattern of the model, which is Java's, matched against the whole value. */
export function matchesPattern(pattern: string, value: string): boolean {
  let expression = compiled.get(pattern);
  if (expression === undefined) {
    expression = compilePattern(pattern);
    compiled.set(pattern, expression);
  }
  return expression.test(value);
}

/** The pattern as JavaScript writes it, for the whole value. */
export function patternSource(pattern: string): string {
  return `^(?:${pattern.replaceAll('\\p{Alnum}', 'A-Za-z0-9')})$`;
}

function compilePattern(pattern: string): RegExp {
  const source = patternSource(pattern);
  // Only the Unicode mode knows `\p{L}` and surrogate pairs; it refuses escapes that Java allows.
  return new RegExp(source, /\\p\{|\\uD800\\uDC00/.test(source) ? 'u' : '');
}
