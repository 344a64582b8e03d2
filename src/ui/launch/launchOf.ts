import type { ConnectionInfo } from '../../core/connections/connection';
import { channelsSeen } from '../../core/training/dataPlace';
import type { TrainingLaunch } from '../../core/training/launch';
import type { DraftChannel, LaunchDraft } from '../../shared/contracts/launch';
import { draftLaunch } from './draftLaunch';
import type { LaunchForm } from './launchForm';
import { FormRefusal } from './launchFailure';
import { refusalInWords, refusalToShow, type LaunchParts } from './launchState';

/** The form's channels as jobs of a connection get them. */
export const channelsOf = (form: LaunchForm, { traits }: ConnectionInfo): readonly DraftChannel[] =>
  channelsSeen(form.draft?.channels ?? [], traits.runsHere);

/** What a start launches as things are; throws the first reason against it. */
export function launchOf(parts: LaunchParts, draft: LaunchDraft): TrainingLaunch {
  return unlessRefused(refusalInWords(parts), parts, draft);
}

/** What would be launched, whatever the checks found; throws where the form itself is wrong. */
export function shownLaunchOf(parts: LaunchParts, draft: LaunchDraft): TrainingLaunch {
  return unlessRefused(refusalToShow(parts), parts, draft);
}

function unlessRefused(
  refusal: string | null,
  parts: LaunchParts,
  draft: LaunchDraft,
): TrainingLaunch {
  if (refusal !== null) {
    throw new FormRefusal(refusal);
  }
  return draftLaunch(parts, draft);
}
