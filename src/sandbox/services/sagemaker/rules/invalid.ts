import { ServiceError } from '../../../http/jsonService';
import { constraintError } from '../../model/checkInput';
import { constraintProblem } from '../../model/constraintRules';

/** A refusal in the service's own words. */
export function invalid(message: string): ServiceError {
  return new ServiceError('ValidationException', message);
}

/** A refusal of one value in the words of the service's front end. */
export function brokenConstraint(value: unknown, path: string, rule: string): ServiceError {
  return constraintError([constraintProblem(value, path, rule)]);
}

/** The values that stand more than once among these, each once. */
export function duplicates(values: readonly string[]): readonly string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
