import { codeAddress } from '../codeAddress';
import { isList, memberOf, type Json, type JsonObject } from '../exports/json';

/** The channel by which the SageMaker Python SDK 3, and the SDK 2 for isolated jobs, give the code. */
const codeChannel = 'code';
/** The SDK 3's own programs, which start the script. */
const driversChannel = 'sm_drivers';

/** Where the code of a request lies, `s3://…`; `null`: in its image, as far as can be told. */
export function requestCode(request: JsonObject): string | null {
  const [address] = channelsOf(request).flatMap((channel) =>
    bringsCode(request, channel) && nameOf(channel) === codeChannel ? [uriOf(channel)] : [],
  );
  return codeAddress(request) ?? address ?? null;
}

/** Whether a channel holds the code of a request, or what starts it, and no data. */
export function bringsCode(request: JsonObject, channel: Json): boolean {
  const submitted = memberOf(request['HyperParameters'], 'sagemaker_submit_directory');
  const isInChannel =
    typeof submitted === 'string' && submitted.includes(`/opt/ml/input/data/${codeChannel}`);
  const hasDrivers = channelsOf(request).some((one) => nameOf(one) === driversChannel);
  const name = nameOf(channel);
  return hasDrivers
    ? name === driversChannel || name === codeChannel
    : isInChannel && name === codeChannel;
}

const channelsOf = ({ InputDataConfig: channels }: JsonObject): readonly Json[] =>
  isList(channels) ? channels : [];

const nameOf = (channel: Json): Json | undefined => memberOf(channel, 'ChannelName');

function uriOf(channel: Json): string | undefined {
  const uri = memberOf(memberOf(memberOf(channel, 'DataSource'), 'S3DataSource'), 'S3Uri');
  return typeof uri === 'string' ? uri : undefined;
}
