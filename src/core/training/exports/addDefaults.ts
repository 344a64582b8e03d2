import { isList, isObject, type Json, type JsonObject } from './json';
import type { Added, Note, SdkLimit } from './sdkLimits';

interface WithDefaults {
  /** What the SDK makes of the request. */
  readonly sent: JsonObject;
  /** What of it means more than the request said. */
  readonly added: readonly Note[];
}

/** Adds what an SDK sends beside what it was given. */
export function addDefaults(request: JsonObject, limits: readonly SdkLimit[]): WithDefaults {
  const added: Note[] = [];
  let sent = request;
  for (const limit of limits) {
    if (limit.kind === 'added') {
      const filled = fill(sent, limit.path.split('.'), (parent) => limit.adds(parent, request));
      if (filled !== sent && limit.why !== undefined) {
        added.push({ path: limit.path, why: limit.why });
      }
      sent = filled;
    }
  }
  return { sent, added };
}

type Adds = (parent: JsonObject) => ReturnType<Added['adds']>;

/** Sets a member wherever it is missing; the same object where nothing was added. */
function fill(value: JsonObject, [name = '', ...rest]: readonly string[], adds: Adds): JsonObject {
  const member = name.replace(/\[\]$/, '');
  const present = value[member];
  const filled = rest.length > 0 ? fillInside(present, rest, adds) : (present ?? adds(value));
  return filled === undefined || filled === present ? value : { ...value, [member]: filled };
}

function fillInside(
  present: Json | undefined,
  rest: readonly string[],
  adds: Adds,
): Json | undefined {
  if (!isList(present)) {
    return isObject(present) ? fill(present, rest, adds) : present;
  }
  const filled = present.map((item) => fillInside(item, rest, adds) ?? item);
  return filled.some((item, index) => item !== present[index]) ? filled : present;
}
