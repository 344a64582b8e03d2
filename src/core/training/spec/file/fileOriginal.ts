import { isObject, type Json, type JsonObject } from '../../exports/json';
import type { TrainingLaunch } from '../../launch';
import { localChannels } from '../../launchChannel';
import { fileRequest, ownPlace } from './fileRequest';

/** A job without a script as the page of requests shows it. */
interface FileOriginal {
  readonly request: JsonObject;
  /** Absolute paths of local data, by the addresses that stand for them in the request. */
  readonly localData: Readonly<Record<string, string>>;
}

/**
 * The request of a file's launch, without what every connection adds by itself. `dataPlace` gives the
 * address, with `/` at its end, that stands for a channel's local data.
 */
export function fileOriginal(
  launch: TrainingLaunch,
  dataPlace: (channel: string) => string,
): FileOriginal {
  const { RoleArn: role, OutputDataConfig: output, ...request } = fileRequest(launch, dataPlace);
  return {
    request: {
      ...request,
      ...(role !== undefined && role !== '' && { RoleArn: role }),
      ...(output !== undefined && outputOf(output)),
    },
    localData: Object.fromEntries(
      localChannels(launch).map(({ name, path }) => [dataPlace(name), path]),
    ),
  };
}

function outputOf(output: Json): JsonObject {
  const named = Object.entries(isObject(output) ? output : {});
  const fields = named.filter(([, value]) => value !== ownPlace);
  return fields.length === 0 ? {} : { OutputDataConfig: Object.fromEntries(fields) };
}
