import { basename } from 'node:path';
import { isBegun } from '../../core/training/keepDraft';
import type { TrainingLaunch } from '../../core/training/launch';
import type { LaunchDraft } from '../../shared/contracts/launch';
import { channelPath } from './dataCheck';
import { FormRefusal } from './launchFailure';
import { refusalInWords, type LaunchParts } from './launchState';

/** What a start launches as things are; throws the first reason against it. */
export function launchOf(parts: LaunchParts, draft: LaunchDraft): TrainingLaunch {
  const { form, script, sourceDirectory, requirements } = parts;
  const refusal = refusalInWords(parts);
  if (refusal !== null) {
    throw new FormRefusal(refusal);
  }
  return {
    jobName: draft.jobName,
    sourceDirectory,
    script: basename(script),
    alsoPacked: [],
    ...form.launchOf(draft),
    channels: draft.channels
      .filter((channel) => !isBegun(channel))
      .map(({ name, path }) => ({ name, path: channelPath(path, sourceDirectory) })),
    maxRuntimeSeconds: draft.maxRuntimeMinutes * 60,
    installRequirements: draft.installRequirements && requirements !== null,
  };
}
