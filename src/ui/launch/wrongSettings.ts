import type { ConnectionTraits } from '../../core/connections/connection';
import { otherFieldsProblem } from '../../core/training/again/otherFields';
import { channelOptionErrors } from '../../core/training/settings/channelOptions';
import { checkSettings } from '../../core/training/settings/checkSettings';
import type { FieldErrors, LaunchDraft } from '../../shared/contracts/launch';

/** What is wrong with what is set of a job that runs elsewhere; `ofImage`: with the choice of its image. */
export function wrongSettings(
  { settings, channels, maxRuntimeMinutes, otherFields = '' }: LaunchDraft,
  { runsHere, defaultRole }: ConnectionTraits,
  ofImage: FieldErrors | undefined,
): FieldErrors {
  if (runsHere) {
    return {};
  }
  const hasRole = defaultRole !== undefined;
  const problem = otherFieldsProblem(otherFields);
  return {
    ...(problem !== null && { otherFields: problem }),
    ...channelOptionErrors(channels),
    ...ofImage,
    ...checkSettings(settings, { hasRole, maxRuntimeMinutes }),
  };
}
