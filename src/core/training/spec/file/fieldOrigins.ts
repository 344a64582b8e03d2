import type { TrainingLaunch } from '../../launch';
import { isFields } from '../mergeFields';
import { pathText, type FieldPath } from '../requestProblem';
import { fieldSource, type FieldSource } from './fieldSources';
import type { JobSpec } from './jobSpec';

/** Who said a field: the API's fields of the file, its own ones, the launch page, or nobody. */
export type FieldOrigin = 'apiFields' | 'file' | 'launch' | 'default';

/**
 * Where each value of the request comes from, by `pathText` of its field: of structures and maps each
 * member, of lists the list.
 */
export function fieldOrigins(
  request: object,
  launch: TrainingLaunch,
  spec: JobSpec = {},
): ReadonlyMap<string, FieldOrigin> {
  const leaves = leafPaths(request as Readonly<Record<string, unknown>>, []);
  return new Map(leaves.map((path) => [pathText(path), originOf(path, launch, spec)]));
}

function leafPaths(fields: Readonly<Record<string, unknown>>, path: FieldPath): FieldPath[] {
  return Object.entries(fields).flatMap(([name, value]) =>
    isFields(value) ? leafPaths(value, [...path, name]) : [[...path, name]],
  );
}

function originOf(path: FieldPath, launch: TrainingLaunch, spec: JobSpec): FieldOrigin {
  if (isInFields(launch.apiFields ?? {}, path)) {
    return 'apiFields';
  }
  const source = fieldSource(path);
  if (source === undefined) {
    return 'default';
  }
  if (source.own.some((name) => isSaid(spec[name], path, source))) {
    return 'file';
  }
  return isSaid(launch[source.part], path, source) ? 'launch' : 'default';
}

/** Whether fields say what stands at the path: it, or a list or plain value that it lies in. */
export function isInFields(fields: Readonly<Record<string, unknown>>, path: FieldPath): boolean {
  let value: unknown = fields;
  for (const part of path) {
    if (!isFields(value)) {
      return true;
    }
    if (!Object.hasOwn(value, part)) {
      return false;
    }
    value = value[part];
  }
  return true;
}

/** Of a map entry by entry: what is added to hyperparameters for the image nobody has said. */
function isSaid(value: unknown, path: FieldPath, { isByEntry }: FieldSource): boolean {
  const [, entry] = path;
  if (isByEntry !== true || entry === undefined || path[0] === 'AlgorithmSpecification') {
    return value !== undefined;
  }
  return Array.isArray(value)
    ? value.some((item: unknown) => isFields(item) && item['name'] === entry)
    : isFields(value) && Object.hasOwn(value, entry);
}
