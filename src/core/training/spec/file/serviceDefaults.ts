import { sandboxVariables } from '../../../sandbox/protocol';
import { isList, isObject, type Json, type JsonObject } from '../../exports/json';

/** What means the same when it is left out (API reference, CreateTrainingJob); Describe tells it all the same. */
const defaults: JsonObject = {
  EnableNetworkIsolation: false,
  EnableInterContainerTrafficEncryption: false,
  EnableManagedSpotTraining: false,
  OutputDataConfig: { KmsKeyId: '', CompressionType: 'GZIP' },
};
const channelDefaults: JsonObject = { CompressionType: 'None', RecordWrapperType: 'None' };

/** The request without what the service has by default, and without what is said to the local sandbox. */
export function withoutServiceDefaults({
  InputDataConfig: channels,
  Environment: environment,
  ...request
}: JsonObject): JsonObject {
  const shortened = isList(channels)
    ? channels.map((channel) => (isObject(channel) ? without(channel, channelDefaults) : channel))
    : channels;
  return {
    ...without(request, defaults),
    ...(isObject(environment) && ownVariables(environment)),
    ...(shortened !== undefined && { InputDataConfig: shortened }),
  };
}

/** The others name an interpreter of this computer. */
function ownVariables(environment: JsonObject): JsonObject {
  const own = Object.entries(environment).filter(([name]) => !sandboxVariables.has(name));
  return own.length === 0 ? {} : { Environment: Object.fromEntries(own) };
}

function without(value: JsonObject, usual: JsonObject): JsonObject {
  const kept = Object.entries(value).flatMap(([name, member]): [string, Json][] => {
    const own = Object.hasOwn(usual, name) ? usual[name] : undefined;
    if (own !== undefined && isObject(own) && isObject(member)) {
      return [[name, without(member, own)]];
    }
    return member === own ? [] : [[name, member]];
  });
  return Object.fromEntries(kept);
}
