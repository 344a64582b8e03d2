import type { Tags } from '../../resources/kind';
import { isOfAws } from '../../resources/tagRules';
import { sandboxDebugVariable } from '../../sandbox/protocol';
import { cloneTrainingRequest } from '../cloneRequest';
import type { Json, JsonObject } from '../exports/json';

/**
 * The request that made a described job, under its own name and with its tags but those of AWS. Nobody would
 * come to debug another one, so that this one does not wait for that.
 */
export function originalRequest(description: object, name: string, tags: Tags): JsonObject {
  const { Environment: environment = {}, ...request } = cloneTrainingRequest(description, name);
  const variables = Object.entries(environment as object).filter(
    ([variable]) => variable !== sandboxDebugVariable,
  );
  const own = Object.entries(tags).filter(([key]) => !isOfAws(key));
  return plainJson({
    ...request,
    ...(variables.length > 0 && { Environment: Object.fromEntries(variables) as object }),
    ...(own.length > 0 && { Tags: own.map(([Key, Value]) => ({ Key, Value })) }),
  });
}

/** Without what the SDK's types have and JSON has not. */
const plainJson = (value: object): JsonObject =>
  JSON.parse(JSON.stringify(value)) as Record<string, Json>;
