import type { TrainingLaunch } from '../../core/training/launch';
import type { LaunchDraft } from '../../shared/contracts/launch';
import { draftLaunch } from './draftLaunch';
import { FormRefusal } from './launchFailure';
import { refusalInWords, type LaunchParts } from './launchState';

/** What a start launches as things are; throws the first reason against it. */
export function launchOf(parts: LaunchParts, draft: LaunchDraft): TrainingLaunch {
  const refusal = refusalInWords(parts);
  if (refusal !== null) {
    throw new FormRefusal(refusal);
  }
  return draftLaunch(parts, draft);
}
