import { shapeOf, type ServiceModel, type Shape } from '../../serviceModel';
import model from '../model/createTrainingJob.json';
import { brokenConstraint, expectedType } from './constraintWords';
import { pathText, requestError, type FieldPath, type RequestProblem } from './requestProblem';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Whether fields are a whole request, or some that are merged into one: of these none is missing, and
 * `null` removes.
 */
type Extent = 'whole' | 'some';

const table: ServiceModel = model;
const request = table.operations['CreateTrainingJob'] ?? '';

/**
 * What the service model (botocore, by `scripts/service-model.py`) has against fields of CreateTrainingJob:
 * types, lengths, ranges, forms, sets of values, missing and unknown fields. Instance types are an open
 * set: only their form is held against them.
 */
export function checkFields(fields: Fields, extent: Extent): RequestProblem[] {
  return checkStructure(shapeOf(table, request), fields, [], extent);
}

/** The names of the request's own fields. */
export const trainingJobFields: readonly string[] = Object.keys(
  shapeOf(table, request).members ?? {},
);

/** Shapes whose values grow with every year. */
const openShapes = new Set(['TrainingInstanceType', 'ProcessingInstanceType']);

function check(name: string, value: unknown, path: FieldPath, extent: Extent): RequestProblem[] {
  const shape = shapeOf(table, name);
  if (value === null && extent === 'some') {
    return [];
  }
  const expected = expectedType(shape, value);
  if (expected !== null) {
    return [requestError(path, `must be ${expected}.`)];
  }
  const broken = openShapes.has(name)
    ? instanceTypeWords(value)
    : brokenConstraint(fieldName(path), shape, value);
  if (broken !== null) {
    return [requestError(path, broken)];
  }
  return checkInside(shape, value, path, extent);
}

function checkInside(
  shape: Shape,
  value: unknown,
  path: FieldPath,
  extent: Extent,
): RequestProblem[] {
  switch (shape.type) {
    case 'structure':
      return checkStructure(shape, value as Fields, path, extent);
    case 'list':
      // A list replaces, so what stands in it is whole.
      return (value as readonly unknown[]).flatMap((item, index) =>
        check(shape.member ?? '', item, [...path, index], 'whole'),
      );
    case 'map':
      return Object.entries(value as Fields).flatMap(([key, item]) => [
        ...checkKey(shape, key, [...path, key]),
        ...check(shape.value ?? '', item, [...path, key], extent),
      ]);
    default:
      return [];
  }
}

function checkStructure(
  shape: Shape,
  value: Fields,
  path: FieldPath,
  extent: Extent,
): RequestProblem[] {
  const members = new Map(Object.entries(shape.members ?? {}));
  const missing = (shape.required ?? [])
    .filter((name) => extent === 'whole' && value[name] === undefined)
    .map((name) => requestError([...path, name], 'is missing; SageMaker requires it.'));
  const inside = Object.entries(value).flatMap(([name, item]) => {
    const target = members.get(name);
    if (item === undefined) {
      return [];
    }
    return target === undefined
      ? [requestError([...path, name], unknownWords(name, [...members.keys()]))]
      : check(target, item, [...path, name], extent);
  });
  return [...missing, ...inside];
}

function checkKey(shape: Shape, key: string, path: FieldPath): RequestProblem[] {
  const words = brokenConstraint('', shapeOf(table, shape.key ?? ''), key);
  return words === null
    ? []
    : [{ path, message: `${pathText(path)}: its name ${words}`, severity: 'error' }];
}

/** The SDK sends only what its model has. */
function unknownWords(name: string, known: readonly string[]): string {
  const meant = known.find((other) => other.toLowerCase() === name.toLowerCase());
  const hint = meant === undefined ? '' : ` It is written ${meant}.`;
  return `is not a field that SageMaker has there, so it would not be sent.${hint}`;
}

function instanceTypeWords(value: unknown): string | null {
  return typeof value === 'string' && /^ml\.[a-z0-9-]+\.[a-z0-9-]+$/.test(value)
    ? null
    : `is “${String(value)}”, which is not an instance type, such as ml.m5.xlarge.`;
}

function fieldName(path: FieldPath): string {
  return path.findLast((part) => typeof part === 'string') ?? '';
}
