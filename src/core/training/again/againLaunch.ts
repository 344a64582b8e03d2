import type { LaunchDraft } from '../../../shared/contracts/launch';
import type { JsonObject } from '../exports/json';
import { isBegun } from '../keepDraft';
import type { TrainingLaunch } from '../launch';
import type { LaunchChannel } from '../launchChannel';
import { fileSystemChannel, launchOptions } from '../settings/channelOptions';
import { settingsLaunch } from '../settings/settingsLaunch';
import { isInS3 } from '../dataPlace';
import { encodedText, isScriptMode } from './hyperparameterTexts';
import { readOtherFields, splitRequest } from './otherFields';

/** What a draft is the changed form of. */
export interface AgainBasis {
  /** A whole CreateTrainingJob request. */
  readonly request: JsonObject;
  /** The form of it, before anybody touched it. */
  readonly draft: LaunchDraft;
}

/** What surrounds a draft. */
interface AgainPlace {
  /** Address of the image that the draft names; empty: none. */
  readonly imageOf: (draft: LaunchDraft) => string;
  /** Absolute path of a channel's local data. */
  readonly localPath: (path: string) => string;
}

/**
 * The launch of a request with what a person has changed in its form, and with its code where that lies:
 * what the form does not say is as in the request.
 */
export function againLaunch(
  basis: AgainBasis,
  draft: LaunchDraft,
  place: AgainPlace,
): TrainingLaunch {
  const { own } = splitRequest(basis.request);
  const { TrainingJobName: name } = basis.request;
  const jobName = typeof name === 'string' ? name : '';
  return {
    ...formLaunch(basis.request, draft, place),
    again: {
      request: own,
      unchanged: formLaunch(basis.request, { ...basis.draft, jobName }, place),
    },
    apiFields: readOtherFields(draft.otherFields ?? ''),
  };
}

/** What the form alone says. */
function formLaunch(request: JsonObject, draft: LaunchDraft, place: AgainPlace): TrainingLaunch {
  const encoded = isScriptMode(request) ? encodedText : (text: string): string => text;
  return {
    jobName: draft.jobName,
    ...{ sourceDirectory: '', script: '', alsoPacked: [], metrics: [] },
    // Whatever starts the code stands in the request; nothing is packed.
    algorithm: {},
    hyperparameters: draft.extra
      .filter(({ name }) => name.trim() !== '')
      .map(({ name, value }) => ({ name: name.trim(), value: encoded(value) })),
    channels: draft.channels
      .filter((channel) => !isBegun(channel))
      .map((channel) => ({
        ...(fileSystemChannel(channel) ?? placed(channel, place)),
        ...launchOptions(channel),
      })),
    maxRuntimeSeconds: draft.maxRuntimeMinutes * 60,
    image: place.imageOf(draft),
    installRequirements: false,
    ...settingsLaunch(draft.settings, draft.maxRuntimeMinutes),
  };
}

const placed = (
  { name, path }: LaunchDraft['channels'][number],
  { localPath }: AgainPlace,
): LaunchChannel => (isInS3(path) ? { name, uri: path.trim() } : { name, path: localPath(path) });
