import type { ConnectionInfo } from '../../core/connections/connection';
import type { JsonObject } from '../../core/training/exports/json';
import { localChannels } from '../../core/training/launchChannel';
import { buildTrainingRequest } from '../../core/training/request';
import type { CloneForm } from './cloneForm';
import { dataStandIn } from './dataStandIn';

/** A form on a connection. */
export interface PlacedForm {
  readonly form: Pick<CloneForm, 'launch'>;
  readonly info: ConnectionInfo;
}

export const standInBucket = (region: string): string => `sagemaker-${region}-000000000000`;

/** Where files will lie is of no consequence to a look at the request. */
export const shownRequest = (placed: PlacedForm): JsonObject =>
  requestWith(placed, standInBucket(placed.info.region), dataStandIn);

/** Without stand-ins, which some account may have: those of this computer name no place. */
export const namedRequest = (placed: PlacedForm): JsonObject => requestWith(placed, '', () => '');

function requestWith(
  { form, info }: PlacedForm,
  bucket: string,
  uriOf: typeof dataStandIn,
): JsonObject {
  const { launch } = form;
  const request = buildTrainingRequest(
    launch,
    {
      submitUri: '',
      channels: localChannels(launch).map(({ name }) => ({
        ...{ name, uri: uriOf(info.region, name) },
      })),
    },
    {
      ...{ region: info.region, bucket, environment: info.traits.jobEnvironment },
      roleArn: info.traits.defaultRole ?? '',
    },
  );
  return { ...request } as unknown as JsonObject;
}
