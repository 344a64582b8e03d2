import { matchesPattern, type Shape } from '../../serviceModel';

/** What a value of the shape's type breaks first, as the end of a sentence that begins with the field. */
export function brokenConstraint(name: string, shape: Shape, value: unknown): string | null {
  const size = sizeWords(shape, value, unitOf(name));
  if (typeof value !== 'string') {
    return size;
  }
  const form = textWords(shape, value);
  const isShort = value !== '' && value.length < (shape.min ?? 0);
  // What the form should be says more than that it is too short for it.
  return isShort ? (form ?? size) : (size ?? form);
}

/** The type as a sentence asks for it; `null` where the value has it. */
export function expectedType({ type }: Shape, value: unknown): string | null {
  const wanted = types[type];
  return wanted === undefined || wanted.fits(value) ? null : wanted.words;
}

interface Type {
  readonly words: string;
  fits(value: unknown): boolean;
}

const object: Type = { words: 'an object', fits: isObject };

const types: Readonly<Record<string, Type>> = {
  string: { words: 'a text', fits: (value) => typeof value === 'string' },
  boolean: { words: 'true or false', fits: (value) => typeof value === 'boolean' },
  integer: { words: 'a whole number', fits: (value) => Number.isSafeInteger(value) },
  double: { words: 'a number', fits: (value) => Number.isFinite(value) },
  list: { words: 'a list', fits: (value) => Array.isArray(value) },
  map: object,
  structure: object,
};

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** SageMaker has the unit in a field's name. */
function unitOf(name: string): string {
  if (name.endsWith('InSeconds')) return ' seconds';
  if (name.endsWith('InMilliseconds')) return ' milliseconds';
  return name.endsWith('InGB') ? ' GB' : '';
}

function sizeWords(shape: Shape, value: unknown, unit: string): string | null {
  if (typeof value === 'number') {
    return numberWords(shape, value, unit);
  }
  const { min = 0, max = Infinity } = shape;
  const counted = count(value);
  if (counted === null || (counted.size >= min && counted.size <= max)) {
    return null;
  }
  const { size, noun } = counted;
  return size === 0
    ? `is empty; SageMaker asks for at least ${min} ${plural(noun, min)}.`
    : `has ${size} ${plural(noun, size)}; SageMaker allows ${rangeWords(min, max, '')}.`;
}

function numberWords(shape: Shape, value: number, unit: string): string | null {
  const { min = -Infinity, max = Infinity } = shape;
  return value < min || value > max
    ? `is ${value}${unit}; SageMaker allows ${rangeWords(min, max, unit)}.`
    : null;
}

function rangeWords(min: number, max: number, unit: string): string {
  if (max === Infinity) return `at least ${min}${min === 1 ? unit.replace(/s$/, '') : unit}`;
  return min === 0 ? `at most ${max}${unit}` : `${min} to ${max}${unit}`;
}

function count(value: unknown): { size: number; noun: string } | null {
  if (typeof value === 'string') return { size: value.length, noun: 'character' };
  if (Array.isArray(value)) return { size: value.length, noun: 'entry' };
  return isObject(value) ? { size: Object.keys(value as object).length, noun: 'entry' } : null;
}

function plural(noun: string, size: number): string {
  if (size === 1) return noun;
  return noun === 'entry' ? 'entries' : `${noun}s`;
}

function textWords({ pattern, enum: values }: Shape, value: string): string | null {
  if (values !== undefined && !values.includes(value)) {
    return `is ${quoted(value)}; SageMaker knows ${values.join(', ')}.`;
  }
  return pattern !== undefined && !matchesPattern(pattern, value)
    ? `is ${quoted(value)}, which is not ${formWords(pattern)}.`
    : null;
}

/** Values may be long; the field is named beside them. */
function quoted(value: string): string {
  return value.length > 80 ? `“${value.slice(0, 79)}…”` : `“${value}”`;
}

/** What people call the forms of the model's patterns; the pattern itself where it has no name. */
function formWords(pattern: string): string {
  return forms.find(({ part }) => pattern.includes(part))?.words ?? `of the form ${pattern}`;
}

const forms = [
  { part: ':role/', words: 'the ARN of a role, such as arn:aws:iam::123456789012:role/MyRole' },
  { part: '(https|s3)://', words: 'an address in S3, such as s3://bucket/folder' },
  { part: ':lambda:', words: 'the ARN of a Lambda function' },
  { part: ':mlflow-', words: 'the ARN of an MLflow resource' },
  { part: ':training-plan/', words: 'the ARN of a training plan' },
  { part: ':model-package-group/', words: 'the ARN of a model group' },
  { part: ':model-package/', words: 'the ARN of a model package' },
  { part: '(fs-', words: 'the id of a file system, such as fs-0123456789abcdef0' },
  {
    part: '[a-zA-Z0-9](-*[a-zA-Z0-9])',
    words: 'made of letters, digits and hyphens, with a letter or a digit at both ends',
  },
  { part: '[a-zA-Z0-9:/_-]*', words: 'the id, alias or ARN of a KMS key' },
  { part: '[-0-9a-zA-Z]+', words: 'made of letters, digits and hyphens' },
  { part: '[A-Za-z0-9\\.\\-_]+', words: 'made of letters, digits, dots, hyphens and underscores' },
  {
    part: '[a-zA-Z_][a-zA-Z0-9_]*',
    words: 'made of letters, digits and underscores, with no digit first',
  },
  { part: '\\p{L}', words: 'made of letters, digits, spaces and _ . : / = + - @' },
  { part: '.*', words: 'in one line' },
  { part: '.+', words: 'in one line' },
];
