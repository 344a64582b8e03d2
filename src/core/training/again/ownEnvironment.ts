import { isObject, type JsonObject } from '../exports/json';
import { personalVariables } from '../spec/file/consents';

/** A request without what its environment says to the local sandbox in the place of whoever launches it. */
export function withoutPersonalVariables(request: JsonObject): JsonObject {
  const { Environment: given } = request;
  const variables = Object.entries(isObject(given) ? given : {});
  const kept = variables.filter(([name]) => !personalVariables.has(name));
  if (kept.length === variables.length) {
    return request;
  }
  return kept.length > 0
    ? { ...request, Environment: Object.fromEntries(kept) }
    : Object.fromEntries(Object.entries(request).filter(([name]) => name !== 'Environment'));
}

/** The connection's own part of the environment is the present one. */
export function withEnvironment(
  request: JsonObject,
  own: Readonly<Record<string, string>>,
): JsonObject {
  const { Environment: given = {} } = request;
  return Object.keys(own).length === 0
    ? request
    : { ...request, Environment: { ...(isObject(given) ? given : {}), ...own } };
}
