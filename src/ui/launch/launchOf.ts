import { dirname } from 'node:path';
import { toHyperparameters } from '../../core/training/draft';
import { isBegun } from '../../core/training/keepDraft';
import type { TrainingLaunch } from '../../core/training/launch';
import { settingsLaunch } from '../../core/training/settings/settingsLaunch';
import type { LaunchDraft } from '../../shared/contracts/launch';
import { noSettings } from '../../shared/contracts/launchSettings';
import { channelPath } from './dataCheck';
import { FormRefusal } from './launchFailure';
import { refusalInWords, type LaunchParts } from './launchState';

/** What a start launches as things are; throws the first reason against it. */
export function launchOf(parts: LaunchParts, draft: LaunchDraft): TrainingLaunch {
  const refusal = refusalInWords(parts);
  if (refusal !== null) {
    throw new FormRefusal(refusal);
  }
  const { script, form, info } = parts;
  const { image, roots } = form;
  const channels = draft.channels.filter((channel) => !isBegun(channel));
  return {
    jobName: draft.jobName,
    sourceDirectory: roots.directory,
    script: roots.entryPoint,
    alsoPacked: roots.alsoPacked,
    channels: channels.map(({ name, path }) => ({
      name,
      path: channelPath(path, dirname(script)),
    })),
    maxRuntimeSeconds: draft.maxRuntimeMinutes * 60,
    hyperparameters: toHyperparameters(draft, form.arguments),
    metrics: form.metrics
      .filter(({ name }) => !draft.leftOutMetrics.includes(name))
      .map(({ name, regex }) => ({ name, regex })),
    image: image.uri,
    installRequirements: draft.installRequirements && parts.requirements !== null,
    // Those of a connection whose jobs run elsewhere mean nothing here.
    ...settingsLaunch(info.traits.runsHere ? noSettings : draft.settings),
  };
}
