import { ServiceError } from '../../http/jsonService';

/** CloudWatch's codes as Query has them, and the names that its JSON errors have. */
const jsonNames = {
  InvalidParameterValue: 'InvalidParameterValueException',
  InvalidParameterCombination: 'InvalidParameterCombinationException',
  MissingParameter: 'MissingRequiredParameterException',
  InvalidNextToken: 'InvalidNextToken',
  ValidationError: 'ValidationError',
} as const;

export type CloudWatchCode = keyof typeof jsonNames;

export function cloudWatchError(code: CloudWatchCode, message: string): ServiceError {
  return new ServiceError(jsonNames[code], message, 400, code);
}
