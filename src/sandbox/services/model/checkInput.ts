import { ServiceError } from '../../http/jsonService';
import { matchesPattern, shapeOf, type ServiceModel, type Shape } from './serviceModel';

type Input = Readonly<Record<string, unknown>>;

/**
 * Checks a request against the service model as the service's front end does: a wrong JSON type is
 * a `SerializationException`, everything else is collected into one refusal with `code` and the
 * front end's sentence. Members that the model does not know are ignored, as the service does.
 */
export function checkInput(
  model: ServiceModel,
  operation: string,
  input: Input,
  code = 'ValidationException',
): void {
  const name = model.operations[operation];
  if (name === undefined) throw new Error(`The service model has no operation ${operation}`);
  const problems: string[] = [];
  new InputCheck(model, problems).check(shapeOf(model, name), input, '');
  if (problems.length === 0) return;
  const errors = problems.length === 1 ? 'error' : 'errors';
  const message = `${problems.length} validation ${errors} detected: ${problems.join('; ')}`;
  throw new ServiceError(code, message);
}

/** How the front end names a value that breaks a rule. */
export function constraintProblem(value: unknown, path: string, rule: string): string {
  const shown = value === undefined || value === null ? 'null' : `'${display(value)}'`;
  return `Value ${shown} at '${path}' failed to satisfy constraint: ${rule}`;
}

class InputCheck {
  constructor(
    private readonly model: ServiceModel,
    private readonly problems: string[],
  ) {}

  check(shape: Shape, value: unknown, path: string): void {
    checkType(shape, value);
    for (const rule of brokenRules(shape, value)) {
      this.problems.push(constraintProblem(value, path, rule));
    }
    if (shape.type === 'structure') this.checkStructure(shape, value as Input, path);
    if (shape.type === 'list') this.checkList(shape, value as readonly unknown[], path);
    if (shape.type === 'map') this.checkMap(shape, value as Input, path);
  }

  private checkStructure(shape: Shape, value: Input, path: string): void {
    for (const [name, target] of Object.entries(shape.members ?? {})) {
      const member = value[name];
      const memberPath = path === '' ? lowerFirst(name) : `${path}.${lowerFirst(name)}`;
      if (member !== undefined && member !== null) {
        this.check(shapeOf(this.model, target), member, memberPath);
      } else if (shape.required?.includes(name)) {
        this.problems.push(constraintProblem(null, memberPath, 'Member must not be null'));
      }
    }
  }

  private checkList(shape: Shape, items: readonly unknown[], path: string): void {
    const member = shapeOf(this.model, shape.member ?? '');
    items.forEach((item, index) => this.check(member, item, `${path}.${index + 1}.member`));
  }

  private checkMap(shape: Shape, map: Input, path: string): void {
    this.checkMapSide(shapeOf(this.model, shape.key ?? ''), Object.keys(map), [path, 'keys']);
    this.checkMapSide(shapeOf(this.model, shape.value ?? ''), Object.values(map), [path, 'value']);
  }

  private checkMapSide(
    shape: Shape,
    values: readonly unknown[],
    [path, side]: readonly [path: string, side: 'keys' | 'value'],
  ): void {
    for (const value of values) {
      checkType(shape, value);
      if (brokenRules(shape, value).length === 0) continue;
      const rule = `Map ${side} must satisfy constraint: [${allRules(shape).join(', ')}]`;
      this.problems.push(constraintProblem(value, path, rule));
    }
  }
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'String',
  integer: 'Integer',
  double: 'Double',
  boolean: 'Boolean',
  timestamp: 'Date',
  structure: 'Structure',
  list: 'List',
  map: 'Map',
};

function checkType(shape: Shape, value: unknown): void {
  const { type } = shape;
  const found = jsonType(value);
  const fits = type === 'timestamp' ? isTime(value) : found === expectedJsonType(type);
  if (fits && (type !== 'integer' || Number.isInteger(value))) return;
  throw new ServiceError(
    'SerializationException',
    `${found.toUpperCase()}_VALUE cannot be converted to ${typeNames[type] ?? type}`,
  );
}

/** Seconds since the epoch, or a date as text. */
function isTime(value: unknown): boolean {
  return typeof value === 'number' || !Number.isNaN(Date.parse(String(value)));
}

function expectedJsonType(type: string): string {
  if (type === 'integer' || type === 'double') return 'number';
  return type === 'structure' || type === 'map' ? 'object' : type;
}

function jsonType(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}

function brokenRules(shape: Shape, value: unknown): readonly string[] {
  const size = measure(value);
  const broken: string[] = [];
  if (size !== undefined && shape.max !== undefined && size > shape.max) {
    broken.push(sizeRule(shape, 'less', shape.max));
  }
  if (size !== undefined && shape.min !== undefined && size < shape.min) {
    broken.push(sizeRule(shape, 'greater', shape.min));
  }
  if (typeof value === 'string') broken.push(...brokenTextRules(shape, value));
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

function allRules(shape: Shape): readonly string[] {
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

function display(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
