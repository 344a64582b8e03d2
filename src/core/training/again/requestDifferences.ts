import { isList, isObject, type Json, type JsonObject } from '../exports/json';
import type { FieldPath } from '../spec/requestProblem';
import { itemName } from './carryOver';
import { isSameJson } from './sameJson';

/** A field that differs between two requests. */
export interface RequestDifference {
  /** Items of lists stand by their name where they have one: `['InputDataConfig', 'train', …]`. */
  readonly path: FieldPath;
  /** `undefined`: not there. */
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** What every job has of its own, so that it tells nothing. */
const ownToEach = new Set(['TrainingJobName', 'HyperParameters.sagemaker_job_name']);

/**
 * What of a CreateTrainingJob request differs from another one, field by field in the order of the first,
 * then what was added; the job's name is left out. Fields of objects that one of them does not have at all
 * are told one by one, but lists whose items have no names as a whole.
 */
export function requestDifferences(
  original: JsonObject,
  now: JsonObject,
): readonly RequestDifference[] {
  return differences(original, now, []).filter(({ path }) => !ownToEach.has(path.join('.')));
}

function differences(
  before: Json | undefined,
  after: Json | undefined,
  path: FieldPath,
): RequestDifference[] {
  if (isSameJson(before, after)) {
    return [];
  }
  const [old, now] = [partsOf(before), partsOf(after)];
  // What is new or gone as a whole is told by its parts too.
  const isSplit = (old ?? now) !== undefined && isPlain(before, old) && isPlain(after, now);
  if (!isSplit) {
    return [{ path, before, after }];
  }
  const names = new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])]);
  return [...names].flatMap((name) => differences(old?.get(name), now?.get(name), [...path, name]));
}

const isPlain = (value: Json | undefined, parts: ReadonlyMap<string, Json> | undefined): boolean =>
  value === undefined || parts !== undefined;

/** The fields of an object, or the items of a list by their names; `undefined`: it has no such parts. */
function partsOf(value: Json | undefined): ReadonlyMap<string, Json> | undefined {
  if (isObject(value)) {
    return new Map(Object.entries(value));
  }
  if (!isList(value) || value.length === 0) {
    return undefined;
  }
  const items = value.map((item) => [itemName(item), item] as const);
  const names = new Set(items.map(([name]) => name));
  return names.has(undefined) || names.size < items.length
    ? undefined
    : new Map(items.map(([name = '', item]) => [name, item]));
}
