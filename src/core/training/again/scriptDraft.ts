import type { LaunchDraft } from '../../../shared/contracts/launch';
import { isList, isObject, memberOf, type Json, type JsonObject } from '../exports/json';
import { personalVariables } from '../spec/file/consents';
import { otherFieldsText, readOtherFields, splitRequest } from './otherFields';
import { bringsCode } from './requestCode';
import { requestForm } from './requestForm';

/** What says how a container starts; a script is started by its image. */
const startFields = ['ContainerEntrypoint', 'ContainerArguments', 'AlgorithmName'];

/**
 * The form of a request for a script that takes the place of its code: without that and what starts it, and
 * without consents, which the page of a script asks for by itself.
 */
export function scriptDraft(request: JsonObject, draft: LaunchDraft): LaunchDraft {
  const { InputDataConfig: channels } = request;
  const code = (isList(channels) ? channels : [])
    .filter((channel) => bringsCode(request, channel))
    .map((channel) => memberOf(channel, 'ChannelName'));
  const { settings } = draft;
  const environment = settings.environment.filter(({ name }) => !personalVariables.has(name));
  return {
    ...draft,
    settings: { ...settings, environment },
    channels: draft.channels.filter(({ name }) => !code.includes(name)),
    otherFields: otherFieldsText(withoutStart(readOtherFields(draft.otherFields ?? '') ?? {})),
  };
}

/** The form of a script with all that a request says, but for what starts its code. */
export function pastedDraft(request: JsonObject, draft: LaunchDraft): LaunchDraft {
  const otherFields = otherFieldsText(splitRequest(request).other);
  return scriptDraft(request, { ...draft, ...requestForm(request), values: {}, otherFields });
}

function withoutStart({ AlgorithmSpecification: algorithm, ...rest }: JsonObject): JsonObject {
  if (!isObject(algorithm)) {
    return rest;
  }
  const kept = Object.entries(algorithm).filter(([name]) => !startFields.includes(name));
  const left: Record<string, Json> = Object.fromEntries(kept);
  return kept.length === 0 ? rest : { AlgorithmSpecification: left, ...rest };
}
