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
 * are told one by one, but lists whose items have no names, and items that are new or gone, as a whole.
 */
export function requestDifferences(
  original: JsonObject,
  now: JsonObject,
): readonly RequestDifference[] {
  return differences(original, now, { path: [], isItem: false }).filter(
    ({ path }) => !ownToEach.has(path.join('.')),
  );
}

function differences(
  before: Json | undefined,
  after: Json | undefined,
  { path, isItem }: { readonly path: FieldPath; readonly isItem: boolean },
): RequestDifference[] {
  if (isSameJson(before, after)) {
    return [];
  }
  const parts = isItem && (before === undefined || after === undefined) ? [] : split(before, after);
  if (parts.length === 0) {
    return [{ path, before, after }];
  }
  const hasItems = isList(before) || isList(after);
  return parts.flatMap(([name, old, now]) =>
    differences(old, now, { path: [...path, name], isItem: hasItems }),
  );
}

type Part = readonly [name: string, before: Json | undefined, after: Json | undefined];

/** The parts of both, side by side; none where one of them has no parts. */
function split(before: Json | undefined, after: Json | undefined): readonly Part[] {
  const [old, now] = [partsOf(before), partsOf(after)];
  // What is new or gone as a whole is told by its parts too.
  if (!isPlain(before, old) || !isPlain(after, now)) {
    return [];
  }
  const names = new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])]);
  return [...names].map((name) => [name, old?.get(name), now?.get(name)]);
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
