import type { Tags } from '../../resources/kind';
import { isOfAws } from '../../resources/tagRules';
import { sandboxVariables } from '../../sandbox/protocol';
import { cloneTrainingRequest } from '../cloneRequest';
import type { Json, JsonObject } from './json';

/**
 * The request that would create a described job again under `jobName`, with its tags but those of AWS. What its
 * environment says to the local sandbox is left out: it means nothing elsewhere.
 */
export function requestOfJob(description: object, jobName: string, tags: Tags): JsonObject {
  const { Environment: environment = {}, ...request } = cloneTrainingRequest(description, jobName);
  const variables = Object.entries(environment as object).filter(
    ([name]) => !sandboxVariables.has(name),
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
