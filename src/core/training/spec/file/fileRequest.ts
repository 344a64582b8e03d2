import type { JsonObject } from '../../exports/json';
import type { TrainingLaunch } from '../../launch';
import { localChannels } from '../../launchChannel';
import { buildTrainingRequest } from '../../request';

/** Stands for what the connection adds by itself, and begins where its data would be. */
export const ownPlace = 's3://own/';

/**
 * The request of a file's launch before anything is uploaded. The role is empty where none is named;
 * `dataPlace` gives the address of a channel's local data.
 */
export function fileRequest(
  launch: TrainingLaunch,
  dataPlace: (channel: string) => string = () => ownPlace,
): JsonObject {
  const channels = localChannels(launch).map(({ name }) => ({ name, uri: dataPlace(name) }));
  const request = buildTrainingRequest(
    launch,
    { submitUri: ownPlace, channels },
    { region: '', bucket: 'own', roleArn: '', environment: {} },
  );
  return JSON.parse(JSON.stringify(request)) as JsonObject;
}
