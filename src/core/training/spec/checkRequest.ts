import { checkFields } from './checkFields';
import type { RequestProblem } from './requestProblem';
import { requestRules } from './rules/requestRules';

/**
 * Everything that can be told of a CreateTrainingJob request without a look at the account: what the
 * service model has against its fields, and, once these are sound, what the documentation has against
 * their combination. Empty when the service may take it.
 */
export function checkRequest(request: object): RequestProblem[] {
  const fields = checkFields(request as Readonly<Record<string, unknown>>, 'whole');
  return fields.some(({ severity }) => severity === 'error')
    ? fields
    : [...fields, ...requestRules(request)];
}
