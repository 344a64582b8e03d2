import type { JsonObject } from '../../exports/json';
import { buildTrainingRequest } from '../../request';
import { isFields } from '../mergeFields';
import type { JobSpec } from './jobSpec';
import { withoutServiceDefaults } from './serviceDefaults';
import { launchToSpec } from './launchToSpec';
import { requestLaunch } from './requestLaunch';
import { specToLaunch } from './specToLaunch';

type Fields = Readonly<Record<string, unknown>>;

/**
 * A file that creates the same job again, with the code and data where the request has them. What the own
 * fields have no words for stands in the API's; the name of the one job is left out, `name` is what others
 * begin with.
 */
export function requestSpec(given: JsonObject, name: string): JobSpec & Fields {
  const request = withoutServiceDefaults(given);
  const launch = requestLaunch(request);
  const spec = launchToSpec(launch, { relative: (path) => path, name });
  const { TrainingJobName: jobName } = request;
  return { ...spec, ...missingFields({ ...rebuilt(spec), TrainingJobName: jobName }, request) };
}

/** What the own fields alone make. */
function rebuilt(spec: JobSpec): Fields {
  const launch = specToLaunch(
    { spec, apiFields: {} },
    { absolute: (path) => path, imageUri: () => '', jobName: () => '' },
  );
  const nobody = { region: '', bucket: '', roleArn: '', environment: {} };
  return { ...buildTrainingRequest(launch, { submitUri: '', channels: [] }, nobody) };
}

/** What `mergeFields` makes `wanted` of `base` with. */
function missingFields(base: Fields, wanted: Fields): Record<string, unknown> {
  const removed = Object.keys(base)
    .filter((name) => !Object.hasOwn(wanted, name))
    .map((name) => [name, null] as const);
  const added = Object.entries(wanted).flatMap(([name, value]) => {
    const own = base[name];
    if (JSON.stringify(own) === JSON.stringify(value)) {
      return [];
    }
    const more = isFields(own) && isFields(value) ? missingFields(own, value) : value;
    // Equal but for the order of its members.
    return isFields(more) && isFields(own) && Object.keys(more).length === 0 ? [] : [[name, more]];
  });
  return Object.fromEntries([...removed, ...added]) as Record<string, unknown>;
}
