import { shapeOf, type ServiceModel, type Shape } from '../../serviceModel';
import model from '../model/createTrainingJob.json';
import type { FieldPath } from './requestProblem';

const table: ServiceModel = model;

/** What the service model allows a field of CreateTrainingJob; absent: it sets no bound. */
export type FieldLimits = Pick<Shape, 'min' | 'max' | 'pattern'>;

/**
 * The limits of a field, by its path: a number leads into a list, and `key` and `value` into a map.
 * A path that leads nowhere is a mistake of ours.
 */
export function requestLimits(...path: FieldPath): FieldLimits {
  const start = table.operations['CreateTrainingJob'] ?? '';
  const end = path.reduce<string>((name, part) => memberOf(shapeOf(table, name), part), start);
  const { min, max, pattern } = shapeOf(table, end);
  return {
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(pattern !== undefined && { pattern }),
  };
}

/** How much of something there can be at most; infinitely much where the model does not say. */
export const mostOf = (...path: FieldPath): number => requestLimits(...path).max ?? Infinity;

function memberOf({ type, members, member, key, value }: Shape, part: string | number): string {
  switch (type) {
    case 'structure':
      return members?.[part] ?? '';
    case 'list':
      return member ?? '';
    default:
      return (part === 'key' ? key : value) ?? '';
  }
}
